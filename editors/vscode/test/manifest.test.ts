// What package.json promises the editor, beside what the code does.
import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {test} from 'node:test';
import {spawnSync} from 'node:child_process';
import {activate, deactivate} from '../src/extension';
import {fake} from './fake_vscode';
import {freshEditor} from './support';

interface Manifest {
    main: string;
    contributes: {
        commands: {command: string}[];
        configuration: {properties: Record<string, {default: unknown; scope: string}>};
        problemMatchers: {pattern: {regexp: string}}[];
    };
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
freshEditor();

test('every command is there, and no other', async () => {
    fake.settings.set('stateless.enable', false);
    await activate({subscriptions: [], workspaceState: {}} as never);
    assert.deepEqual([...fake.commands.keys()].sort(), manifest.contributes.commands.map(one => one.command).sort());
    await deactivate();
});

test('every setting is read, with the default that is shown', () => {
    const code = readdirSync('src').map(name => readFileSync(`src/${name}`, 'utf8')).join('');
    for (const [name, property] of Object.entries(manifest.contributes.configuration.properties)) {
        assert.ok(code.includes(`'${name.replace('stateless.', '')}'`), name);
        // A workspace may not choose programs for a window that trusts it by habit alone.
        if (/path$|arguments$/.test(name)) assert.equal(property.scope, 'machine-overridable', name);
    }
});

test('the problem matcher reads what stateless-lint prints', {skip: process.env['STATELESS_LINT'] ? false : 'STATELESS_LINT names none'}, () => {
    const [lint, build, root] = (process.env['STATELESS_LINT'] ?? '').split(':') as [string, string, string];
    const run = spawnSync(lint, ['-p', build, '--source-root', root, '--color', 'never'], {encoding: 'utf8', cwd: root});
    assert.equal(run.status, 1, run.stderr);
    const pattern = new RegExp(manifest.contributes.problemMatchers[0]?.pattern.regexp ?? '');
    const found = run.stdout.split('\n').map(line => pattern.exec(line)).filter(match => match !== null);
    assert.deepEqual(found.map(match => [match[1], match[2], match[4], match[6]]), [['server.cpp', '3', 'warning', 'stateless-mutable-global']]);
});
