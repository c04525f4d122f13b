-- Neovim's own client with stateless-clangd as its server: sees the finding, edits, sees it go, applies the fix.
-- Usage: see neovim.sh.
local function fail(text)
  io.stderr:write('neovim: ' .. text .. '\n')
  vim.cmd('cquit 1')
end

local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({
  name = 'clangd',
  cmd = { vim.env.STATELESS_CLANGD, '--log=error' },
  root_dir = vim.fn.getcwd(),
})
vim.lsp.buf_attach_client(buffer, client)

local function code_of(each)  -- Neovim 0.7 has it elsewhere
  local sent = each.user_data and each.user_data.lsp or {}
  return tostring(each.code or sent.code or '')
end

local function ours()
  return vim.tbl_filter(function(each)
    return vim.startswith(code_of(each), 'stateless-')
  end, vim.diagnostic.get(buffer))
end

local function wait_for(count, what)
  if not vim.wait(60000, function() return #ours() == count end, 50) then
    fail(what .. ': ' .. vim.inspect(vim.diagnostic.get(buffer)))
  end
end

local text = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
wait_for(1, 'no finding')
local hit = ours()[1]
if code_of(hit) ~= 'stateless-mutable-global' or text[hit.lnum + 1]:sub(hit.col + 1, hit.end_col) ~= 'hits' then
  fail('another finding: ' .. vim.inspect(hit))
end

local edited = vim.tbl_map(function(line) return (line:gsub('%+%+hits', '(void)hits')) end, text)
vim.api.nvim_buf_set_lines(buffer, 0, -1, false, edited)
wait_for(0, 'the finding stays')
vim.api.nvim_buf_set_lines(buffer, 0, -1, false, text)
wait_for(1, 'the finding does not come back')

hit = ours()[1]
local params = vim.lsp.util.make_range_params()
params.range = {
  start = { line = hit.lnum, character = hit.col },
  ['end'] = { line = hit.end_lnum, character = hit.end_col },
}
params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(buffer, hit.lnum) }
local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', params, 60000)
local actions = answers and answers[client] and answers[client].result or {}
local fix = vim.tbl_filter(function(each) return each.title:match('^silence') end, actions)[1]
if not fix then fail('no fix: ' .. vim.inspect(answers)) end
vim.lsp.util.apply_workspace_edit(fix.edit, vim.lsp.get_client_by_id(client).offset_encoding)
if vim.api.nvim_buf_get_lines(buffer, hit.lnum, hit.lnum + 1, false)[1] ~= '// NOLINTNEXTLINE(stateless-mutable-global)' then
  fail('the fix did something else: ' .. vim.inspect(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)))
end
wait_for(0, 'the finding stays after the fix')

vim.lsp.stop_client(client)
vim.wait(10000, function() return vim.lsp.get_client_by_id(client) == nil or vim.lsp.client_is_stopped(client) end, 50)
io.stdout:write('neovim: ok\n')
vim.cmd('qall!')
