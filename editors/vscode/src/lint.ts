// A run of stateless-lint over the workspace, as a task: its report is in the terminal and, by the problem matcher, in the
// list of problems.
import * as vscode from 'vscode';
import type {Settings} from './settings';

/** Clean, findings, and no findings but gaps. */
const wasRead: readonly (number | undefined)[] = [0, 1, 3];

export function lintArguments(settings: Settings): string[] {
    return [
        ...(settings.compileCommandsDir ? ['-p', settings.compileCommandsDir] : []),
        ...(settings.programFile ? ['--dump-facts', settings.programFile] : []),
    ];
}

/** True if the program was read, whatever was found; the task's terminal has the reason where it was not. */
export async function lintWorkspace(settings: Settings, folder: vscode.WorkspaceFolder): Promise<boolean> {
    const task = new vscode.Task(
        {type: 'process', task: 'lint'},
        folder,
        'stateless-lint',
        'Stateless',
        new vscode.ProcessExecution(settings.lintPath, lintArguments(settings), {cwd: folder.uri.fsPath}),
        '$stateless-lint',
    );
    task.presentationOptions = {clear: true, reveal: vscode.TaskRevealKind.Silent};
    return wasRead.includes(await statusOf(task));
}

/** undefined: it was stopped, or could not be started. */
async function statusOf(task: vscode.Task): Promise<number | undefined> {
    const listeners: vscode.Disposable[] = [];
    try {
        let execution: vscode.TaskExecution | undefined;
        const early = new Map<vscode.TaskExecution, number | undefined>();
        const ended = new Promise<number | undefined>((resolve, reject) => {
            const note = (of: vscode.TaskExecution, status: number | undefined): void => {
                if (of === execution) resolve(status);
                else if (!early.has(of)) early.set(of, status);
            };
            listeners.push(
                vscode.tasks.onDidEndTaskProcess(event => note(event.execution, event.exitCode)),
                vscode.tasks.onDidEndTask(event => note(event.execution, undefined)),
            );
            vscode.tasks.executeTask(task).then(started => {
                execution = started;
                if (early.has(started)) resolve(early.get(started));
            }, reject);
        });
        return await ended;
    } finally {
        for (const listener of listeners) listener.dispose();
    }
}
