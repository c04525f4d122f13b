// What the editor calls. Decides whether the server is ours to run, and connects settings, commands and status to it.
import * as vscode from 'vscode';
import {lintWorkspace} from './lint';
import {findNeighbour, offerToNeighbour, restartNeighbour} from './neighbour';
import {Server} from './server';
import {readSettings} from './settings';
import {Status} from './status';

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
    const output = vscode.window.createOutputChannel('Stateless', {log: true});
    const running = (server = new Server(output));
    const status = new Status();
    context.subscriptions.push(output, status, running);
    running.onDidChangeState(state => status.show(state));

    /** `insist`: somebody asked for it just now. */
    const start = async (insist: boolean): Promise<void> => {
        const folder = vscode.workspace.workspaceFolders?.[0];
        const settings = readSettings(folder);
        if (!settings.enabled) {
            await running.stop();
            status.show('off', 'stateless.enable is false');
            return;
        }
        let neighbour = findNeighbour(settings.serverPath);
        if (neighbour !== 'none') {
            await running.stop();
            status.show(neighbour === 'runs-ours' ? 'neighbour' : 'yields');
            if (neighbour === 'runs-ours') {
                if (insist) await restartNeighbour();
            } else if (await offerToNeighbour(settings.serverPath, context.workspaceState, insist)) {
                neighbour = 'runs-ours';
                status.show('neighbour');
            }
            return;
        }
        try {
            await running.start(settings, folder);
        } catch (error) {
            const reason = error instanceof Error ? error.message : String(error);
            status.show('failed', reason);
            output.error(reason);
            await complain(`${reason}. Its package is stateless-clangd; stateless.clangd.path says where it is.`, 'stateless.clangd.path');
        }
    };

    const lint = async (): Promise<void> => {
        const active = vscode.window.activeTextEditor;
        const folder =
            (active && vscode.workspace.getWorkspaceFolder(active.document.uri)) ?? vscode.workspace.workspaceFolders?.[0];
        if (!folder) {
            await vscode.window.showWarningMessage('Stateless lints a folder, and none is open.');
            return;
        }
        const settings = readSettings(folder);
        if (!(await lintWorkspace(settings, folder))) {
            await complain('stateless-lint could not read the workspace; its terminal says why.', 'stateless');
            return;
        }
        // A server keeps the facts that it has read.
        await start(findNeighbour(settings.serverPath) === 'runs-ours');
    };

    context.subscriptions.push(
        vscode.commands.registerCommand('stateless.restart', () => start(true)),
        vscode.commands.registerCommand('stateless.lintWorkspace', lint),
        vscode.commands.registerCommand('stateless.showOutput', () => output.show(true)),
        vscode.workspace.onDidChangeConfiguration(event => {
            const ours = ['enable', 'clangd', 'compileCommandsDir'].some(name => event.affectsConfiguration(`stateless.${name}`));
            if (ours || event.affectsConfiguration('clangd.enable') || event.affectsConfiguration('clangd.path')) void start(false);
        }),
        vscode.extensions.onDidChange(() => {
            if (findNeighbour(readSettings(vscode.workspace.workspaceFolders?.[0]).serverPath) !== 'none') void start(false);
        }),
    );
    // A question waits for its answer, the editor must not.
    void start(false);
}

export async function deactivate(): Promise<void> {
    await server?.stop();
    server = undefined;
}

/** An error, with a way to the setting that mends it. */
async function complain(text: string, setting: string): Promise<void> {
    const open = 'Open the settings';
    if ((await vscode.window.showErrorMessage(text, open)) === open)
        await vscode.commands.executeCommand('workbench.action.openSettings', setting);
}
