// A language server of one idea: each document that is opened has one finding, whose message says how the server was
// started. Text with "die" in it ends the process as a crash would. With --stay it does not exit when it is told to; with
// --refuse FILE it leaves its process's number there and does not let itself be initialized.
import {writeFileSync} from 'node:fs';
import {createMessageConnection, StreamMessageReader, StreamMessageWriter} from 'vscode-languageserver-protocol/node';

const connection = createMessageConnection(new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout));
const words = process.argv.slice(2);
connection.onRequest('initialize', () => {
    if (words[0] === '--refuse') {
        writeFileSync(words[1] ?? '', String(process.pid));
        throw new Error('not today');
    }
    return {capabilities: {textDocumentSync: 1}};
});
connection.onRequest('shutdown', () => null);
connection.onNotification('exit', () => {
    if (words[0] === '--stay') setInterval(() => undefined, 1000);
    else process.exit(0);
});
connection.onNotification('textDocument/didOpen', ({textDocument}: {textDocument: {uri: string; text: string}}) => {
    if (textDocument.text.includes('die')) process.exit(139);
    const range = {start: {line: 0, character: 11}, end: {line: 0, character: 15}};
    void connection.sendNotification('textDocument/publishDiagnostics', {
        uri: textDocument.uri,
        diagnostics: [
            {
                range,
                severity: 2,
                source: 'clang-tidy',
                code: 'stateless-mutable-global',
                message: JSON.stringify({process: process.pid, folder: process.cwd(), words}),
            },
        ],
    });
});
connection.listen();
