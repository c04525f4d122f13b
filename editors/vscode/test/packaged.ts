// Uses the extension of a package as the editor does, with nothing installed beside it. Arguments: its folder. Only what
// Node.js and the editor bring may be asked for.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import Module, {builtinModules} from 'node:module';
import {join} from 'node:path';
import type * as fakeVscode from './fake_vscode';
import {eventually, fakeServer} from './support';

type Load = (name: string, ...rest: unknown[]) => unknown;
const loader = Module as unknown as {_load: Load};
const vscode = require(join(__dirname, 'vscode.js')) as typeof fakeVscode;
const load = loader._load;
loader._load = (name, ...rest) => {
    if (name === 'vscode') return vscode;
    assert.ok(/^[./]/.test(name) || builtinModules.includes(name.replace('node:', '')), `asks for ${name}`);
    return load(name, ...rest);
};

async function use(folder: string): Promise<void> {
    const {main} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {main: string};
    const extension = require(join(folder, main)) as {activate(context: unknown): Promise<void>; deactivate(): Promise<void>};
    const {fake} = vscode;
    fake.settings.set('stateless.clangd.path', process.execPath);
    fake.settings.set('stateless.clangd.arguments', [fakeServer]);
    fake.open('/p/a.cpp', 'cpp', 'int x;');
    await extension.activate({subscriptions: [], workspaceState: {}});
    await eventually('a finding', () => fake.diagnostics.size === 1);
    await extension.deactivate();
    await eventually('its end', () => fake.diagnostics.size === 0);
}

use(process.argv[2] ?? '').catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
