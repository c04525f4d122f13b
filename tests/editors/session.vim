" ALE with stateless-clangd, set up as docs/editors.md says: sees the finding, edits, sees it go. Usage: see vim.sh.
filetype plugin on
let g:ale_cpp_clangd_executable = 'stateless-clangd'
let g:ale_linters = {'cpp': ['clangd']}
packadd ale

function! Found()
  return len(filter(ale#engine#GetLoclist(bufnr('')), {_, each -> get(each, 'code', '') ==# 'stateless-mutable-global'}))
endfunction

function! WaitFor(count, what)
  for l:round in range(600)
    if Found() == a:count | return | endif
    sleep 100m
  endfor
  call writefile([a:what . ': ' . string(ale#engine#GetLoclist(bufnr('')))], 'said')
  cquit
endfunction

edit src/server.cpp
set filetype=cpp
call ale#Queue(0)
call WaitFor(1, 'no finding')
%substitute/++hits/(void)hits/
call ale#Queue(0)
call WaitFor(0, 'the finding stays')
undo
call ale#Queue(0)
call WaitFor(1, 'the finding does not come back')
call writefile(['vim: ok'], 'said')
qall!
