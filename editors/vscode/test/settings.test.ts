import assert from 'node:assert/strict';
import {homedir} from 'node:os';
import {test} from 'node:test';
import {readSettings, serverArguments} from '../src/settings';
import {fake, workspace} from './fake_vscode';
import {freshEditor} from './support';

const place = freshEditor();
const folder = (): never => workspace.workspaceFolders?.[0] as never;

test('without settings the programs are looked for in PATH', () => {
    const settings = readSettings(folder());
    assert.equal(settings.enabled, true);
    assert.equal(settings.serverPath, 'stateless-clangd');
    assert.equal(settings.lintPath, 'stateless-lint');
    assert.deepEqual(serverArguments(settings), []);
});

test('paths start at the workspace folder', () => {
    fake.set('stateless.clangd.path', './tools/stateless-clangd');
    fake.set('stateless.lint.path', '~/bin/stateless-lint');
    fake.set('stateless.compileCommandsDir', 'build');
    fake.set('stateless.lint.programFile', '/elsewhere/facts');
    fake.set('stateless.clangd.arguments', ['--log=verbose', '--path-mappings=${workspaceFolder}=/src']);
    const settings = readSettings(folder());
    assert.equal(settings.serverPath, `${place.folder}/tools/stateless-clangd`);
    assert.equal(settings.lintPath, `${homedir()}/bin/stateless-lint`);
    assert.equal(settings.programFile, '/elsewhere/facts');
    assert.deepEqual(serverArguments(settings), [
        `--compile-commands-dir=${place.folder}/build`,
        '--log=verbose',
        `--path-mappings=${place.folder}=/src`,
    ]);
});

test('without a folder what is written is taken as it is', () => {
    fake.set('stateless.clangd.path', '${workspaceFolder}/x');
    fake.set('stateless.compileCommandsDir', 'build');
    const settings = readSettings(undefined);
    assert.equal(settings.serverPath, '${workspaceFolder}/x');
    assert.equal(settings.compileCommandsDir, 'build');
});

test('a path of blanks is no path', () => {
    fake.set('stateless.clangd.path', '  ');
    assert.equal(readSettings(folder()).serverPath, 'stateless-clangd');
});
