// The user's settings, with the editor's variables put in. Knows nothing of servers.
import {homedir} from 'node:os';
import {isAbsolute, join} from 'node:path';
import * as vscode from 'vscode';

export interface Settings {
    readonly enabled: boolean;
    readonly serverPath: string;
    readonly serverArguments: readonly string[];
    readonly compileCommandsDir: string; // absolute, or empty
    readonly lintPath: string;
    readonly programFile: string; // absolute, or empty
}

/** Of this folder, or of the window where no folder is open. */
export function readSettings(folder: vscode.WorkspaceFolder | undefined): Settings {
    const settings = vscode.workspace.getConfiguration('stateless', folder?.uri ?? null);
    const text = (name: string): string => settings.get<string>(name, '').trim();
    const here = folder?.uri.fsPath;
    return {
        enabled: settings.get<boolean>('enable', true),
        serverPath: program(text('clangd.path') || 'stateless-clangd', here),
        serverArguments: settings.get<string[]>('clangd.arguments', []).map(word => expanded(word, here)),
        compileCommandsDir: path(text('compileCommandsDir'), here),
        lintPath: program(text('lint.path') || 'stateless-lint', here),
        programFile: path(text('lint.programFile'), here),
    };
}

/** The command line of the server, without its name. */
export function serverArguments(settings: Settings): string[] {
    const database = settings.compileCommandsDir ? [`--compile-commands-dir=${settings.compileCommandsDir}`] : [];
    return [...database, ...settings.serverArguments];
}

function expanded(text: string, folder: string | undefined): string {
    return folder === undefined ? text : text.replaceAll('${workspaceFolder}', folder);
}

function path(text: string, folder: string | undefined): string {
    const whole = expanded(text, folder).replace(/^~(?=\/|$)/, homedir());
    return whole === '' || isAbsolute(whole) || folder === undefined ? whole : join(folder, whole);
}

/** A bare name is left for PATH. */
function program(text: string, folder: string | undefined): string {
    return /[\\/]/.test(text) ? path(text, folder) : text;
}
