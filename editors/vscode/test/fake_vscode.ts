// Plays the editor's part: as much of its interface as the extension and the language client use, with the state that a
// test looks at in `fake`. What is not told here but asked for is an event that never comes or a registration of nothing.
import {URI} from 'vscode-uri';

type Listener<T> = (event: T) => unknown;

export class Disposable {
    constructor(private readonly run: () => unknown = () => undefined) {}
    static from(...all: {dispose(): unknown}[]): Disposable {
        return new Disposable(() => all.forEach(one => one.dispose()));
    }
    dispose(): void {
        this.run();
    }
}

export class EventEmitter<T> {
    private readonly listeners = new Set<Listener<T>>();
    readonly event = (listener: Listener<T>, self?: unknown): Disposable => {
        const bound = listener.bind(self) as Listener<T>;
        this.listeners.add(bound);
        return new Disposable(() => this.listeners.delete(bound));
    };
    fire(event: T): void {
        for (const listener of [...this.listeners]) listener(event);
    }
    dispose(): void {
        this.listeners.clear();
    }
}

export class CancellationTokenSource {
    private readonly emitter = new EventEmitter<void>();
    readonly token = {isCancellationRequested: false, onCancellationRequested: this.emitter.event};
    cancel(): void {
        this.token.isCancellationRequested = true;
        this.emitter.fire();
    }
    dispose(): void {
        this.emitter.dispose();
    }
}

export class Position {
    constructor(readonly line: number, readonly character: number) {}
}
export class Range {
    readonly start: Position;
    readonly end: Position;
    constructor(startLine: number, startCharacter: number, endLine: number, endCharacter: number) {
        this.start = new Position(startLine, startCharacter);
        this.end = new Position(endLine, endCharacter);
    }
}
export class Diagnostic {
    source: string | undefined;
    code: unknown;
    constructor(readonly range: Range, readonly message: string, readonly severity: number) {}
}
/** clangd names kinds that the language client does not know; those are put together from the parts of their names. */
export class CodeActionKind {
    static readonly Empty = new CodeActionKind('');
    static readonly QuickFix = new CodeActionKind('quickfix');
    static readonly Refactor = new CodeActionKind('refactor');
    static readonly RefactorExtract = new CodeActionKind('refactor.extract');
    static readonly RefactorInline = new CodeActionKind('refactor.inline');
    static readonly RefactorRewrite = new CodeActionKind('refactor.rewrite');
    static readonly Source = new CodeActionKind('source');
    static readonly SourceOrganizeImports = new CodeActionKind('source.organizeImports');
    constructor(readonly value: string) {}
    append(part: string): CodeActionKind {
        return new CodeActionKind(this.value ? `${this.value}.${part}` : part);
    }
}
export class ProcessExecution {
    constructor(readonly process: string, readonly args: string[], readonly options: {cwd?: string}) {}
}
export class Task {
    presentationOptions: unknown;
    constructor(
        readonly definition: unknown,
        readonly scope: unknown,
        readonly name: string,
        readonly source: string,
        readonly execution: ProcessExecution,
        readonly problemMatchers: string,
    ) {}
}

export const DiagnosticSeverity = {Error: 0, Warning: 1, Information: 2, Hint: 3};
export const LanguageStatusSeverity = {Information: 0, Warning: 1, Error: 2};
export const ConfigurationTarget = {Global: 1, Workspace: 2, WorkspaceFolder: 3};
export const TaskRevealKind = {Always: 1, Silent: 2, Never: 3};
export const Uri = URI;

interface TaskEnd {
    execution: object;
    exitCode?: number | undefined;
}

const configurationChanged = new EventEmitter<{affectsConfiguration(name: string): boolean}>();
const extensionsChanged = new EventEmitter<void>();
const opened = new EventEmitter<unknown>();
const taskProcessEnded = new EventEmitter<TaskEnd>();
const taskEnded = new EventEmitter<TaskEnd>();

/** What the tests set and see. reset() between them. */
export const fake = {
    settings: new Map<string, unknown>(),
    updates: [] as {name: string; value: unknown; target: unknown}[],
    extensions: new Set<string>(),
    commands: new Map<string, (...words: unknown[]) => unknown>(),
    executed: [] as unknown[][],
    messages: [] as string[],
    answer: undefined as string | undefined,
    diagnostics: new Map<string, Diagnostic[]>(),
    output: [] as string[],
    status: {} as Record<string, unknown>,
    tasks: [] as Task[],
    /** undefined: the task cannot be started. */
    taskStatus: 0 as number | undefined,
    reset(): void {
        this.settings.clear();
        this.updates = [];
        this.extensions.clear();
        this.commands.clear();
        this.executed = [];
        this.messages = [];
        this.answer = undefined;
        this.diagnostics.clear();
        this.output = [];
        this.status = {};
        this.tasks = [];
        this.taskStatus = 0;
        workspace.workspaceFolders = undefined;
        workspace.textDocuments = [];
        window.visibleTextEditors = [];
    },
    set(name: string, value: unknown): void {
        this.settings.set(name, value);
        configurationChanged.fire({affectsConfiguration: section => name === section || name.startsWith(section + '.')});
    },
    open(path: string, languageId: string, text: string): void {
        const document = {
            uri: URI.file(path), fileName: path, languageId, version: 1, isUntitled: false, isClosed: false, getText: () => text,
        };
        workspace.textDocuments.push(document);
        window.visibleTextEditors.push({document});
        opened.fire(document);
    },
    folder(path: string): void {
        workspace.workspaceFolders = [{uri: URI.file(path), name: 'folder', index: 0}];
    },
    extensionsChanged(): void {
        extensionsChanged.fire();
    },
};

async function shown(text: string): Promise<string | undefined> {
    fake.messages.push(text);
    return fake.answer;
}

/** What nobody described: an event that never comes, a registration, or a class. */
function rest<T extends object>(known: T): T {
    return new Proxy(known, {
        get(target, name, receiver) {
            if (name in target || typeof name === 'symbol') return Reflect.get(target, name, receiver) as unknown;
            if (/^on(Did|Will)/.test(name)) return () => new Disposable();
            if (/^(register|create|set)/.test(name)) return () => new Disposable();
            return undefined;
        },
    });
}

interface Document {
    uri: URI;
    languageId: string;
}

export const workspace = rest({
    workspaceFolders: undefined as {uri: URI; name: string; index: number}[] | undefined,
    textDocuments: [] as Document[],
    notebookDocuments: [],
    onDidChangeConfiguration: configurationChanged.event,
    onDidOpenTextDocument: opened.event,
    getWorkspaceFolder(uri: URI) {
        return workspace.workspaceFolders?.find(folder => uri.fsPath.startsWith(folder.uri.fsPath + '/'));
    },
    getConfiguration(section?: string) {
        const full = (name: string): string => (section ? `${section}.${name}` : name);
        return {
            get: (name: string, fallback?: unknown) => (fake.settings.has(full(name)) ? fake.settings.get(full(name)) : fallback),
            update: async (name: string, value: unknown, target: unknown) => {
                fake.updates.push({name: full(name), value, target});
                fake.set(full(name), value);
            },
        };
    },
    createFileSystemWatcher: () => rest(new Disposable()),
});

export const languages = rest({
    match(selector: {scheme?: string; language?: string}[] | {language?: string}, document: Document): number {
        const filters = Array.isArray(selector) ? selector : [selector];
        return filters.some(filter => filter.language === undefined || filter.language === document.languageId) ? 10 : 0;
    },
    createLanguageStatusItem: () => Object.assign(fake.status, {dispose: () => undefined}),
    createDiagnosticCollection: () => ({
        set: (uri: URI, list: Diagnostic[] | undefined) => {
            if (list?.length) fake.diagnostics.set(uri.fsPath, list);
            else fake.diagnostics.delete(uri.fsPath);
        },
        delete: (uri: URI) => fake.diagnostics.delete(uri.fsPath),
        clear: () => fake.diagnostics.clear(),
        dispose: () => fake.diagnostics.clear(),
    }),
});

export const window = rest({
    activeTextEditor: undefined,
    visibleTextEditors: [] as {document: Document}[],
    tabGroups: {all: [], onDidChangeTabs: () => new Disposable(), onDidChangeTabGroups: () => new Disposable()},
    createOutputChannel: () => ({
        ...Object.fromEntries(
            ['append', 'appendLine', 'trace', 'debug', 'info', 'warn', 'error'].map(name => [name, (text: unknown) => fake.output.push(String(text))]),
        ),
        logLevel: 3,
        onDidChangeLogLevel: () => new Disposable(),
        show: () => fake.executed.push(['output.show']),
        clear: () => undefined,
        dispose: () => undefined,
    }),
    showInformationMessage: shown,
    showWarningMessage: shown,
    showErrorMessage: shown,
});

export const commands = {
    registerCommand(name: string, run: (...words: unknown[]) => unknown): Disposable {
        if (fake.commands.has(name)) throw new Error(`command '${name}' already exists`);
        fake.commands.set(name, run);
        return new Disposable(() => fake.commands.delete(name));
    },
    getCommands: async () => [...fake.commands.keys()],
    async executeCommand(...words: unknown[]): Promise<unknown> {
        fake.executed.push(words);
        return fake.commands.get(words[0] as string)?.(...words.slice(1));
    },
};

export const extensions = {
    getExtension: (id: string) => (fake.extensions.has(id) ? {id} : undefined),
    onDidChange: extensionsChanged.event,
};

export const tasks = {
    onDidEndTaskProcess: taskProcessEnded.event,
    onDidEndTask: taskEnded.event,
    async executeTask(task: Task): Promise<object> {
        const execution = {task};
        fake.tasks.push(task);
        // As the editor does: a short task may have ended before its start is known.
        if (fake.taskStatus !== undefined) taskProcessEnded.fire({execution, exitCode: fake.taskStatus});
        taskEnded.fire({execution});
        return execution;
    },
};

export const env = {language: 'en', appName: 'fake', machineId: 'fake'};
export const version = '1.91.0';
export const l10n = {t: (text: string) => text};
