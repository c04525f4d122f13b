#!/bin/sh
# Validates our SARIF with Microsoft's validator, which GitHub's ingestion follows: schema, Sarif, Gh and Ghas rules.
# Usage: validate_sarif.sh <stateless-lint> <source tree> <work folder>. Exits 77 (skipped) where npm or its package cannot
# be had. The validator exits 0 even when it finds errors, so its report is read.
set -eu
lint=$1 source=$2 work=$3
package=@microsoft/sarif-multitool
version=5.7.0
skip() { echo "skipped: $1"; exit 77; }

command -v npm >/dev/null 2>&1 || skip "npm is not installed"
mkdir -p "$work"
tool=$work/node_modules/$package-linux/Sarif.Multitool
if [ ! -x "$tool" ]; then
    npm install --prefix "$work" --no-audit --no-fund --silent "$package@$version" >"$work/npm.log" 2>&1 ||
        { cat "$work/npm.log"; skip "npm cannot install $package"; }
    [ -f "$tool" ] || skip "$package has no binary for this system"
    chmod +x "$tool"
fi

project=$work/project
rm -rf "$project"
mkdir -p "$project/src" "$project/build"
cat >"$project/src/a b.cpp" <<'CODE'
#include <httplib.h>
/* é */ static int hits = 0;
static int meant = 0;  // NOLINT(stateless-mutable-global): per replica
int main() {
    httplib::Server server;
    server.Get("/hit", [](const httplib::Request&, httplib::Response& response) {
        ++hits;
        ++meant;
        response.set_content("ok", "text/plain");
    });
    server.listen("0.0.0.0", 8080);
}
CODE
echo 'int broken = ;' >"$project/src/broken.cpp"
cat >"$project/build/compile_commands.json" <<DATABASE
[{"directory": "$project/build", "file": "../src/a b.cpp",
  "arguments": ["g++", "-std=c++20", "-I$source/test-fixtures/include", "-c", "../src/a b.cpp"]},
 {"directory": "$project/build", "file": "../src/broken.cpp", "command": "g++ -c ../src/broken.cpp"}]
DATABASE

for profile in full github; do
status=0
"$lint" -p "$project/build" --source-root "$project" --format sarif --sarif-profile "$profile" -o "$work/report.sarif" || status=$?
[ "$status" = 1 ] || { echo "stateless-lint exited with $status, not 1"; exit 1; }
rm -f "$work/verdict.sarif"
DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$tool" validate "$work/report.sarif" --rule-kind "Sarif;Gh;Ghas" \
    --level "Error;Warning" --output "$work/verdict.sarif" --log ForceOverwrite >"$work/validate.log" 2>&1 || { cat "$work/validate.log"; exit 1; }
[ -s "$work/verdict.sarif" ] || { cat "$work/validate.log"; echo "the validator wrote no verdict"; exit 1; }
node - "$work/verdict.sarif" <<'SCRIPT'
const fs = require('fs');
const run = JSON.parse(fs.readFileSync(process.argv[2], 'utf8').replace(/^\uFEFF/, '')).runs[0];
const notes = (run.invocations || []).flatMap(i => i.toolExecutionNotifications || []).filter(n => n.level === 'error');
const textOf = r => {
    const rule = run.tool.driver.rules.find(x => x.id === r.ruleId) || {};
    const text = r.message.text || (rule.messageStrings || {})[r.message.id]?.text || r.message.id;
    return (r.message.arguments || []).reduce((whole, value, i) => whole.split(`{${i}}`).join(value), text);
};
// The validator misses an informationUri, and the tool has no page of its own.
const lines = (run.results || []).map(r => `${r.level || 'warning'} ${r.ruleId}: ${textOf(r)}`)
    .filter(line => !(line.includes('SARIF2005') && line.includes('informationUri')));
for (const line of [...notes.map(n => 'validator: ' + n.message.text), ...lines]) console.log(line);
if (lines.length || notes.length) process.exit(1);
console.log('valid');
SCRIPT
done
