#!/bin/sh
# A session of headless Neovim with stateless-clangd. Usage: neovim.sh <stateless-clangd> <folder of the session script>.
# Exits 77 (skipped) where there is no Neovim.
set -eu
clangd=$1 scripts=$2
editor=$(command -v nvim) || { echo "skipped: there is no nvim"; exit 77; }
. "$scripts/editor_project.sh"
export STATELESS_CLANGD="$clangd"
timeout 150 "$editor" --headless --clean -n src/server.cpp -c "luafile $scripts/neovim.lua"
