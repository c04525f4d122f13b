// What the tests share: a folder of their own, and waiting for what another process does.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {fake} from './fake_vscode';

export const fakeServer = join(__dirname, 'fake_server.js');

/** A fresh editor and a fresh, open folder for each test of the file. */
export function freshEditor(): {readonly folder: string} {
    const place = {folder: ''};
    beforeEach(() => {
        fake.reset();
        place.folder = mkdtempSync(join(tmpdir(), 'stateless-vscode-'));
        fake.folder(place.folder);
    });
    afterEach(() => rmSync(place.folder, {recursive: true, force: true}));
    return place;
}

/** The value as soon as there is one; fails if there is none for that long. */
export async function eventually<T>(what: string, look: () => T | undefined | false, seconds = 10): Promise<T> {
    for (let tries = 0; tries < seconds * 50; ++tries) {
        const found = look();
        if (found !== undefined && found !== false) return found;
        await pause(20);
    }
    throw new Error(`never: ${what}`);
}

export interface Told {
    process: number;
    folder: string;
    words: string[];
}

/** What the fake server said about the file. */
export function told(path: string): Told | undefined {
    const text = fake.diagnostics.get(path)?.[0]?.message;
    return text === undefined ? undefined : (JSON.parse(text) as Told);
}
