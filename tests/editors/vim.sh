#!/bin/sh
# A session of Vim with ALE and stateless-clangd. Usage: vim.sh <stateless-clangd> <folder of the session script>.
# Exits 77 (skipped) where there is no Vim with ALE.
set -eu
clangd=$1 scripts=$2
command -v vim >/dev/null || { echo "skipped: there is no vim"; exit 77; }
vim -N -u NONE -es -c 'packadd ale' -c 'if !exists("g:loaded_ale") | cquit | endif' -c 'qall!' </dev/null ||
    { echo "skipped: Vim has no ALE"; exit 77; }
. "$scripts/editor_project.sh"
ln -s "$clangd" stateless-clangd
export PATH="$work:$PATH"
status=0
timeout 150 vim -N -u "$scripts/session.vim" -es </dev/null || status=$?
cat said
exit "$status"
