// The server's life: one for the window, started, stopped and started anew, never two at a time.
import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {setTimeout as pause} from 'node:timers/promises';
import * as vscode from 'vscode';
import {
    CloseAction,
    ErrorAction,
    LanguageClient,
    RevealOutputChannelOn,
    State,
    type ErrorHandler,
    type LanguageClientOptions,
} from 'vscode-languageclient/node';
import {serverArguments, type Settings} from './settings';

/** How long a server that was told to exit may take, in milliseconds. clangd first ends what it is indexing. */
const patience = 2000;

export type ServerState = 'off' | 'starting' | 'running' | 'failed';

/** Leaves it to start()'s caller to say that a server did not start. */
class Client extends LanguageClient {
    hasRun = false;

    override error(message: string, data?: unknown, show?: boolean | 'force'): void {
        super.error(message, data, this.hasRun ? show : false);
    }

    override async start(): Promise<void> {
        // The second call waits for what the first one began, and rejects also if the server died while it was asked to
        // initialize; the first one then resolves.
        await Promise.all([super.start(), super.start()]);
        this.hasRun = true;
    }
}

export class Server implements vscode.Disposable {
    private client: Client | undefined;
    /** The client does not look after processes that it has not made itself. */
    private readonly processes = new Set<ChildProcess>();
    private work: Promise<void> = Promise.resolve();
    private readonly changed = new vscode.EventEmitter<ServerState>();
    readonly onDidChangeState = this.changed.event;

    constructor(readonly output: vscode.LogOutputChannel) {}

    /** Resolves when the server answers. Rejects if it cannot be started; the reason is for people. */
    start(settings: Settings, folder: vscode.WorkspaceFolder | undefined): Promise<void> {
        return this.after(async () => {
            await this.stopNow();
            await this.startNow(settings, folder);
        });
    }

    stop(): Promise<void> {
        return this.after(() => this.stopNow());
    }

    dispose(): void {
        void this.stop();
        this.changed.dispose();
    }

    /** One thing after the other, whatever became of the one before. */
    private after(step: () => Promise<void>): Promise<void> {
        const result = this.work.then(step, step);
        this.work = result.catch(() => undefined);
        return result;
    }

    private async startNow(settings: Settings, folder: vscode.WorkspaceFolder | undefined): Promise<void> {
        const run = async (): Promise<ChildProcess> => {
            const child = await spawned(settings.serverPath, serverArguments(settings), folder?.uri.fsPath);
            this.processes.add(child);
            child.once('exit', () => this.processes.delete(child));
            return child;
        };
        try {
            let first: ChildProcess | undefined = await run();
            const next = (): Promise<ChildProcess> => {
                const process = first ? Promise.resolve(first) : run();
                first = undefined;
                return process;
            };
            const client: Client = new Client('stateless', 'Stateless', next, this.options(folder, () => client === this.client && client.hasRun));
            client.onDidChangeState(({newState}) => {
                if (client !== this.client) return;
                this.changed.fire(newState === State.Running ? 'running' : newState === State.Starting ? 'starting' : 'failed');
            });
            this.client = client;
            await client.start();
        } catch (error) {
            this.client = undefined;
            await this.end(0);
            this.changed.fire('failed');
            throw new Error(`${settings.serverPath} did not start: ${error instanceof Error ? error.message : String(error)}`);
        }
    }

    private options(folder: vscode.WorkspaceFolder | undefined, isToRun: () => boolean): LanguageClientOptions {
        let usual: ErrorHandler | undefined;
        return {
            documentSelector: [
                {scheme: 'file', language: 'c'},
                {scheme: 'file', language: 'cpp'},
            ],
            ...(folder ? {workspaceFolder: folder} : {}),
            outputChannel: this.output,
            revealOutputChannelOn: RevealOutputChannelOn.Never,
            // Thrown on, or the client would try to stop what has not begun.
            initializationFailedHandler: error => {
                throw error;
            },
            errorHandler: {
                error: () => ({action: ErrorAction.Continue}),
                // A server that dies is started again a few times, if it ever ran.
                closed: () => {
                    if (!isToRun() || !this.client) return {action: CloseAction.DoNotRestart, handled: true};
                    usual ??= this.client.createDefaultErrorHandler();
                    return usual.closed();
                },
            },
        };
    }

    private async stopNow(): Promise<void> {
        const client = this.client;
        this.client = undefined;
        if (client) {
            try {
                await client.dispose();
            } catch {
                // It had died before, which is what was wanted.
            }
        }
        await this.end(patience);
        this.changed.fire('off');
    }

    /** No process is left afterwards. */
    private async end(grace: number): Promise<void> {
        await Promise.all(
            [...this.processes].map(async child => {
                const gone = once(child, 'exit');
                await Promise.race([gone, pause(grace, undefined, {ref: false})]);
                child.kill('SIGKILL');
                await gone;
            }),
        );
    }
}

/** The process, once it runs. */
function spawned(program: string, words: string[], folder: string | undefined): Promise<ChildProcess> {
    return new Promise((resolve, reject) => {
        const child = spawn(program, words, folder === undefined ? {} : {cwd: folder});
        child.once('spawn', () => resolve(child));
        child.once('error', reject);
    });
}
