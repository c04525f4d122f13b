#!/bin/sh
# A session of headless Neovim with stateless-clangd. Usage: neovim.sh <stateless-clangd> <folder of the session script>.
# Exits 77 (skipped) where there is no Neovim.
set -eu
clangd=$1 scripts=$2
editor=$(command -v nvim) || { echo "skipped: there is no nvim"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/build" "$work/src"
cat >"$work/src/server.cpp" <<'CODE'
#include <sys/socket.h>
#include <unistd.h>
static int hits = 0;
int main() {
    char buffer[64];
    for (;;) {
        int client = accept(3, nullptr, nullptr);
        read(client, buffer, sizeof buffer);
        ++hits;
    }
}
CODE
cat >"$work/build/compile_commands.json" <<DATABASE
[{"directory": "$work/build", "file": "../src/server.cpp", "arguments": ["c++", "-c", "../src/server.cpp"]}]
DATABASE
cd "$work"
export HOME="$work" XDG_CACHE_HOME="$work/cache" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data"
export XDG_STATE_HOME="$work/state" STATELESS_CLANGD="$clangd"
timeout 150 "$editor" --headless --clean -n src/server.cpp -c "luafile $scripts/neovim.lua"
