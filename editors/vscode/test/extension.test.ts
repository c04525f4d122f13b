// The extension as the editor loads it: activated, its commands run, its settings changed.
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {afterEach, test} from 'node:test';
import {activate, deactivate} from '../src/extension';
import {clangdExtension} from '../src/neighbour';
import {commands, fake, LanguageStatusSeverity} from './fake_vscode';
import {eventually, fakeServer, freshEditor, told} from './support';

const place = freshEditor();
const memory = new Map<string, unknown>();
let subscriptions: {dispose(): unknown}[] = [];

afterEach(async () => {
    await deactivate();
    subscriptions.forEach(one => one.dispose());
    memory.clear();
});

async function start(): Promise<void> {
    subscriptions = [];
    const workspaceState = {
        get: (name: string, fallback: unknown) => memory.get(name) ?? fallback,
        update: async (name: string, value: unknown) => void memory.set(name, value),
    };
    await activate({subscriptions, workspaceState} as never);
}

function useFakeServer(): string {
    const file = join(place.folder, 'a.cpp');
    fake.settings.set('stateless.clangd.path', process.execPath);
    fake.settings.set('stateless.clangd.arguments', [fakeServer]);
    fake.open(file, 'cpp', 'int x;');
    return file;
}

const status = (text: string): Promise<boolean> => eventually(`'${text}', last ${String(fake.status['text'])}`, () => fake.status['text'] === text);
const ours = async (name: string): Promise<void> => {
    fake.extensions.add(clangdExtension);
    fake.settings.set('clangd.path', name);
};

test('runs the server and starts it again on command and for other settings', async () => {
    const file = useFakeServer();
    await start();
    await status('Stateless');
    const first = await eventually('a finding', () => told(file));
    await commands.executeCommand('stateless.restart');
    const second = await eventually('a finding', () => told(file));
    assert.notEqual(first.process, second.process);
    fake.set('stateless.clangd.arguments', [fakeServer, '--log=verbose']);
    const third = await eventually('a finding of a server with other words', () => {
        const said = told(file);
        return said?.words.includes('--log=verbose') ? said : undefined;
    });
    assert.notEqual(second.process, third.process);
    assert.deepEqual(fake.messages, []);
});

test('stops where it is switched off', async () => {
    const file = useFakeServer();
    await start();
    await eventually('a finding', () => told(file));
    fake.set('stateless.enable', false);
    await status('Stateless: off');
    await eventually('no findings', () => fake.diagnostics.size === 0);
    assert.equal(fake.status['detail'], 'stateless.enable is false');
});

test('says what to do when there is no server', async () => {
    fake.settings.set('stateless.clangd.path', './none');
    fake.answer = 'Open the settings';
    await start();
    await status('Stateless: the server does not run');
    assert.equal(fake.status['severity'], LanguageStatusSeverity.Error);
    await eventually('the settings', () => fake.executed.some(words => words[0] === 'workbench.action.openSettings'));
    assert.equal(fake.messages.length, 1);
    assert.match(fake.messages[0] ?? '', /none did not start: .*stateless\.clangd\.path/);
    assert.match(fake.output.join(''), /none did not start/);
});

test('beside the clangd extension it offers itself and starts nothing', async () => {
    useFakeServer();
    await ours('/usr/bin/clangd');
    await start();
    await status('Stateless: the clangd extension runs another clangd');
    assert.equal(fake.messages.length, 1);
    assert.deepEqual([fake.updates, fake.diagnostics.size], [[], 0]);
    fake.set('clangd.enable', false);
    await status('Stateless');
});

test('the clangd extension runs our server if the user says so', async () => {
    await ours('clangd');
    fake.commands.set('clangd.restart', () => undefined);
    fake.answer = 'Set clangd.path';
    await start();
    await status('Stateless: run by the clangd extension');
    assert.deepEqual(fake.updates, [{name: 'clangd.path', value: 'stateless-clangd', target: 2}]);
    await eventually('its restart', () => fake.executed.some(words => words[0] === 'clangd.restart'));
    assert.equal(fake.messages.length, 1);
    fake.executed = [];
    await commands.executeCommand('stateless.restart');
    assert.deepEqual(fake.executed.map(words => words[0]), ['stateless.restart', 'clangd.restart']);
});

test('does not ask again, unless told to', async () => {
    await ours('clangd');
    fake.answer = 'Do not ask again';
    await start();
    await eventually('the question', () => memory.size === 1);
    fake.extensionsChanged();
    fake.set('stateless.compileCommandsDir', 'elsewhere');
    assert.equal(fake.messages.length, 1);
    fake.answer = undefined;
    await commands.executeCommand('stateless.restart');
    assert.equal(fake.messages.length, 2);
});

test('gives way when the clangd extension is installed later', async () => {
    const file = useFakeServer();
    await start();
    await eventually('a finding', () => told(file));
    await ours(process.execPath);
    fake.extensionsChanged();
    await status('Stateless: run by the clangd extension');
    assert.equal(fake.diagnostics.size, 0);
});

test('lints the workspace as a task and lets the server read the facts anew', async () => {
    const file = useFakeServer();
    fake.settings.set('stateless.lint.programFile', 'build/facts');
    await start();
    const before = await eventually('a finding', () => told(file));
    for (const taskStatus of [1, 3]) {
        fake.taskStatus = taskStatus;
        await commands.executeCommand('stateless.lintWorkspace');
    }
    const after = await eventually('a finding', () => told(file));
    assert.notEqual(before.process, after.process);
    const task = fake.tasks[0];
    assert.equal(task?.execution.process, 'stateless-lint');
    assert.deepEqual(task?.execution.args, ['--dump-facts', join(place.folder, 'build/facts')]);
    assert.equal(task?.execution.options.cwd, place.folder);
    assert.equal(task?.problemMatchers, '$stateless-lint');
    assert.deepEqual(fake.messages, []);

    for (const [index, taskStatus] of [2, 139, undefined].entries()) {
        fake.taskStatus = taskStatus;
        await commands.executeCommand('stateless.lintWorkspace');
        assert.equal(fake.messages.length, index + 1);
    }
    assert.equal(told(file)?.process, after.process);
});
