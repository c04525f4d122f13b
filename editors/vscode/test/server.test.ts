// The real language client against a server that is another process.
import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, test} from 'node:test';
import {Server} from '../src/server';
import {readSettings, type Settings} from '../src/settings';
import {fake, window, workspace} from './fake_vscode';
import {eventually, fakeServer, freshEditor, told} from './support';

const place = freshEditor();
let server: Server;
let states: string[];
beforeEach(() => {
    states = [];
    server = new Server(window.createOutputChannel() as never);
    server.onDidChangeState(state => states.push(state));
});
afterEach(() => server.stop());

const folder = (): never => workspace.workspaceFolders?.[0] as never;
const settings = (): Settings => ({...readSettings(folder()), serverPath: process.execPath, serverArguments: [fakeServer, '--log=error']});
const alive = (id: number): boolean => existsSync(`/proc/${id}`);

test('shows what the server finds in an open file', async () => {
    const file = join(place.folder, 'server.cpp');
    await server.start({...settings(), serverArguments: [fakeServer]}, folder());
    fake.open(file, 'cpp', 'static int hits = 0;');
    const said = await eventually('a finding', () => told(file));
    assert.equal(said.folder, place.folder);
    const finding = fake.diagnostics.get(file)?.[0];
    assert.equal(finding?.code, 'stateless-mutable-global');
    assert.equal(finding?.severity, 1);
    assert.deepEqual([finding?.range.start.line, finding?.range.start.character], [0, 11]);
    assert.deepEqual(states, ['off', 'starting', 'running']);
    assert.deepEqual(fake.messages, []);
});

test('is told the arguments, and nothing of other languages', async () => {
    fake.open(join(place.folder, 'notes.md'), 'markdown', 'die');
    const file = join(place.folder, 'a.c');
    fake.open(file, 'c', 'int x;');
    await server.start(settings(), folder());
    assert.deepEqual((await eventually('a finding', () => told(file))).words, ['--log=error']);
    assert.deepEqual([...fake.diagnostics.keys()], [file]);
});

test('starts anew in place of the old one', async () => {
    const file = join(place.folder, 'a.cpp');
    fake.open(file, 'cpp', 'int x;');
    await Promise.all([server.start(settings(), folder()), server.start(settings(), folder())]);
    const first = (await eventually('a finding', () => told(file))).process;
    await server.start(settings(), folder());
    const second = (await eventually('a finding', () => told(file))).process;
    assert.notEqual(first, second);
    await eventually('the first to be gone', () => !alive(first));
    await server.stop();
    await eventually('the second to be gone', () => !alive(second));
    assert.equal(fake.diagnostics.size, 0, 'its findings go with it');
    assert.equal(states.at(-1), 'off');
});

test('is started again when it crashes', async () => {
    const file = join(place.folder, 'a.cpp');
    fake.open(file, 'cpp', 'int x;');
    await server.start(settings(), folder());
    const first = (await eventually('a finding', () => told(file))).process;
    process.kill(first, 'SIGKILL');
    const second = await eventually('a finding of another process', () => {
        const said = told(file);
        return said && said.process !== first ? said.process : undefined;
    });
    assert.ok(alive(second));
});

test('says why it did not start', async () => {
    const missing = {...settings(), serverPath: join(place.folder, 'nothing-there')};
    await assert.rejects(server.start(missing, folder()), /nothing-there did not start: .*ENOENT/);
    assert.equal(states.at(-1), 'failed');
    // What is no server exits at once.
    await assert.rejects(server.start({...settings(), serverPath: '/bin/true'}, folder()), /\/bin\/true did not start/);
    assert.deepEqual(fake.messages, [], 'whoever asked says it');
    await server.start(settings(), folder());
    assert.equal(states.at(-1), 'running');
});

test('leaves no server behind that does not exit, or that cannot be understood', async () => {
    const file = join(place.folder, 'a.cpp');
    fake.open(file, 'cpp', 'int x;');
    await server.start({...settings(), serverArguments: [fakeServer, '--stay']}, folder());
    const slow = (await eventually('a finding', () => told(file))).process;
    await server.stop();
    assert.ok(!alive(slow));
    const idFile = join(place.folder, 'id');
    await assert.rejects(server.start({...settings(), serverArguments: [fakeServer, '--refuse', idFile]}, folder()), /not today/);
    assert.ok(!alive(Number(readFileSync(idFile, 'utf8'))));
    assert.equal(states.at(-1), 'failed');
});

test('the real server shows a finding', {skip: process.env['STATELESS_CLANGD'] ? false : 'STATELESS_CLANGD names none'}, async () => {
    const file = join(place.folder, 'server.cpp');
    const text =
        '#include <sys/socket.h>\n#include <unistd.h>\nstatic int hits = 0;\nint main() {\n    char buffer[64];\n    for (;;) {\n' +
        '        int client = accept(3, nullptr, nullptr);\n        if (read(client, buffer, sizeof buffer) > 0) ++hits;\n    }\n}\n';
    writeFileSync(file, text);
    writeFileSync(join(place.folder, '.clang-tidy'), "Checks: '-*,stateless-*'\n");
    mkdirSync(join(place.folder, 'build'));
    const command = {directory: place.folder, file, arguments: ['g++', '-std=c++20', '-c', file]};
    writeFileSync(join(place.folder, 'build/compile_commands.json'), JSON.stringify([command]));
    const real = {...readSettings(folder()), serverPath: process.env['STATELESS_CLANGD'] ?? '', compileCommandsDir: join(place.folder, 'build')};
    await server.start(real, folder());
    fake.open(file, 'cpp', text);
    const isOurs = (one: {code: unknown}): boolean => JSON.stringify(one.code).includes('stateless-');
    const finding = await eventually('a finding', () => fake.diagnostics.get(file)?.find(isOurs), 120);
    assert.match(finding.message, /'hits'/);
});
