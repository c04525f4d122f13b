// One file with everything in it but VS Code itself, which the editor brings. With --tests also the tests, for which a
// stand-in plays VS Code's part.
import {rmSync} from 'node:fs';
import {build} from 'esbuild';

const common = {bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning'};
for (const folder of ['out', 'out-tests']) rmSync(folder, {recursive: true, force: true});
await build({...common, entryPoints: ['src/extension.ts'], outfile: 'out/extension.js', external: ['vscode'], minify: true});
if (process.argv.includes('--tests')) {
    await build({...common, entryPoints: ['test/*.test.ts', 'test/fake_server.ts', 'test/vscode.cjs', 'test/packaged.ts'], outdir: 'out-tests',
                 alias: {vscode: './test/vscode.cjs'}, sourcemap: 'inline'});
}
