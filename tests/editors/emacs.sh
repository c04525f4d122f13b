#!/bin/sh
# A session of Emacs with stateless-clangd, set up as docs/editors.md says. Usage: emacs.sh <stateless-clangd> <folder of
# the session script> <eglot|lsp-mode>. Exits 77 (skipped) where Emacs does not have the client.
set -eu
clangd=$1 scripts=$2 client=$3
emacs --batch --eval "(require '$client)" 2>/dev/null || { echo "skipped: there is no Emacs with $client"; exit 77; }
. "$scripts/editor_project.sh"
ln -s "$clangd" stateless-clangd
export PATH="$work:$PATH"
timeout 150 emacs --batch -L "$scripts" -l "$scripts/emacs.el" --eval "(session-of-$client)"
