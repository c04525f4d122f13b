#!/bin/sh
# Builds the extension for VS Code, runs its tests, packages it without a network and uses what is in the package.
# Usage: vscode_extension.sh <stateless-lint> <source tree> <work folder> [stateless-clangd]. Exits 77 (skipped) where npm
# or the packages of package-lock.json cannot be had.
set -eu
lint=$1 source=$2 work=$3 clangd=${4:-}
skip() { echo "skipped: $1"; exit 77; }

command -v npm >/dev/null 2>&1 || skip "npm is not installed"
node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' || skip "Node.js is older than 20"
copy=$work/vscode
mkdir -p "$copy"
rm -rf "$copy/src" "$copy/test" "$copy/out" "$copy/tests"
(cd "$source/editors/vscode" && tar -ch --exclude=./node_modules --exclude=./out .) | tar -x -C "$copy"
cd "$copy"
if ! cmp -s package-lock.json node_modules/.of-lock; then
    npm ci --ignore-scripts --no-audit --no-fund --silent >npm.log 2>&1 || { cat npm.log; skip "npm cannot install the packages"; }
    cp package-lock.json node_modules/.of-lock
fi

mkdir -p server/build
cat >server/server.cpp <<'CODE'
#include <sys/socket.h>
#include <unistd.h>
static int hits = 0;
int main() {
    char buffer[64];
    for (;;) {
        int client = accept(3, nullptr, nullptr);
        if (read(client, buffer, sizeof buffer) > 0) ++hits;
    }
}
CODE
cat >server/build/compile_commands.json <<DATABASE
[{"directory": "$copy/server/build", "file": "../server.cpp", "arguments": ["g++", "-c", "../server.cpp"]}]
DATABASE
STATELESS_LINT="$lint:$copy/server/build:$copy/server" STATELESS_CLANGD="$clangd" npm run --silent test
mv out-tests tests  # packaging builds anew

# A namespace without a network shows that packaging needs none; where there are none, npm is told to stay offline.
alone=
if unshare -rn true 2>/dev/null; then alone="unshare -rn"; fi
rm -f stateless.vsix
$alone env npm_config_offline=true npm run --silent package -- --out stateless.vsix >package.log 2>&1 || { cat package.log; exit 1; }
rm -rf installed
mkdir installed
(cd installed && python3 -m zipfile -e ../stateless.vsix .)
listed=$(cd installed/extension && find . -type f | sort | tr '\n' ' ')
[ "$listed" = "./LICENSE.txt ./out/extension.js ./package.json ./readme.md " ] || { echo "the package holds $listed"; exit 1; }
node tests/packaged.js "$copy/installed/extension"
echo "the extension works"
