// The clangd extension, if it is there: a second clangd in the window would parse everything twice and show it twice, so
// ours is then run by it.
import {basename} from 'node:path';
import * as vscode from 'vscode';

export const clangdExtension = 'llvm-vs-code-extensions.vscode-clangd';
const asked = 'stateless.askedAboutClangd';

/** 'runs-ours': it runs a program of our server's name; 'runs-its-own': it runs another clangd. */
export type Neighbour = 'none' | 'runs-ours' | 'runs-its-own';

export function findNeighbour(serverPath: string): Neighbour {
    if (!vscode.extensions.getExtension(clangdExtension)) return 'none';
    const settings = vscode.workspace.getConfiguration('clangd');
    if (!settings.get<boolean>('enable', true)) return 'none';
    const name = (path: string): string => basename(path).replace(/\.exe$/i, '');
    return name(settings.get<string>('path', 'clangd')) === name(serverPath) ? 'runs-ours' : 'runs-its-own';
}

/** Asks once for each workspace, or again where `insist`; true if the clangd extension now runs our server. */
export async function offerToNeighbour(serverPath: string, memory: vscode.Memento, insist: boolean): Promise<boolean> {
    if (!insist && memory.get<boolean>(asked, false)) return false;
    const set = 'Set clangd.path';
    const never = 'Do not ask again';
    const answer = await vscode.window.showInformationMessage(
        'The clangd extension runs in this window. It can run stateless-clangd in place of its clangd and then shows the ' +
            'findings of Stateless as well.',
        set,
        never,
    );
    if (answer === never) await memory.update(asked, true);
    if (answer !== set) return false;
    const target = vscode.workspace.workspaceFolders ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
    await vscode.workspace.getConfiguration('clangd').update('path', serverPath, target);
    await restartNeighbour();
    return true;
}

export async function restartNeighbour(): Promise<void> {
    const known = await vscode.commands.getCommands(true);
    if (known.includes('clangd.restart')) await vscode.commands.executeCommand('clangd.restart');
}
