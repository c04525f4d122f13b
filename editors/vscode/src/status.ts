// The item beside the language of a C or C++ file: what the server does, and how to start it again.
import * as vscode from 'vscode';
import type {ServerState} from './server';

export type StatusState = ServerState | 'neighbour' | 'yields';

const texts: Record<StatusState, {text: string; severity: 'information' | 'warning' | 'error'}> = {
    off: {text: 'Stateless: off', severity: 'information'},
    starting: {text: 'Stateless: starts', severity: 'information'},
    running: {text: 'Stateless', severity: 'information'},
    failed: {text: 'Stateless: the server does not run', severity: 'error'},
    neighbour: {text: 'Stateless: run by the clangd extension', severity: 'information'},
    yields: {text: 'Stateless: the clangd extension runs another clangd', severity: 'warning'},
};

export class Status implements vscode.Disposable {
    private readonly item = vscode.languages.createLanguageStatusItem('stateless', [
        {scheme: 'file', language: 'c'},
        {scheme: 'file', language: 'cpp'},
    ]);

    constructor() {
        this.item.name = 'Stateless';
        this.item.command = {title: 'Restart', command: 'stateless.restart'};
        this.show('off');
    }

    show(state: StatusState, detail = ''): void {
        const {text, severity} = texts[state];
        this.item.text = text;
        this.item.detail = detail;
        this.item.busy = state === 'starting';
        this.item.severity =
            severity === 'error' ? vscode.LanguageStatusSeverity.Error
            : severity === 'warning' ? vscode.LanguageStatusSeverity.Warning
            : vscode.LanguageStatusSeverity.Information;
    }

    dispose(): void {
        this.item.dispose();
    }
}
