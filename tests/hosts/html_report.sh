#!/bin/sh
# Opens the HTML report in headless Chromium and uses it: filters, keys, theme, print, accessibility by axe.
# Usage: html_report.sh <stateless-lint> <source tree> <work folder>. Exits 77 (skipped) where Chromium, npm or its
# packages cannot be had.
set -eu
lint=$1 source=$2 work=$3
skip() { echo "skipped: $1"; exit 77; }

browser=$(command -v chromium || command -v google-chrome || command -v chromium-browser) || skip "there is no Chromium"
command -v npm >/dev/null 2>&1 || skip "npm is not installed"
mkdir -p "$work"
if [ ! -d "$work/node_modules/axe-core" ] || [ ! -d "$work/node_modules/puppeteer-core" ]; then
    npm install --prefix "$work" --no-audit --no-fund --silent puppeteer-core@25.16.0 axe-core@4.14.1 \
        >"$work/npm.log" 2>&1 || { cat "$work/npm.log"; skip "npm cannot install puppeteer-core and axe-core"; }
fi

project=$work/project
rm -rf "$project"
mkdir -p "$project/src/<b>x" "$project/build"
cat >"$project/src/server.cpp" <<'CODE'
#include <httplib.h>
#include <map>
#include <string>
static int hits = 0;
static std::map<std::string, std::string> notes;
void bump();
int main() {
    httplib::Server server;
    server.Get("/hit/<script>alert(1)</script>", [](const httplib::Request&, httplib::Response& response) {
        ++hits;
        bump();
        response.set_header("Cache-Control", "no-store");
        response.set_content("ok", "text/plain");
    });
    server.Post("/note", [](const httplib::Request& request, httplib::Response&) { notes[request.body] = request.body; });
    server.listen("0.0.0.0", 8080);
}
CODE
printf 'static int more = 0;  // </pre><img src=x onerror=alert(2)>\nvoid bump() { ++more; }\n' >"$project/src/<b>x/counter.cpp"
cat >"$project/build/compile_commands.json" <<DATABASE
[{"directory": "$project/build", "file": "../src/server.cpp",
  "arguments": ["g++", "-std=c++20", "-I$source/test-fixtures/include", "-c", "../src/server.cpp"]},
 {"directory": "$project/build", "file": "../src/<b>x/counter.cpp", "arguments": ["g++", "-c", "../src/<b>x/counter.cpp"]}]
DATABASE
status=0
"$lint" -p "$project/build" --source-root "$project" --format html -o "$work/report.html" || status=$?
[ "$status" = 1 ] || { echo "stateless-lint exited with $status, not 1"; exit 1; }
cp "$source/tests/hosts/html_report.mjs" "$work/"
cd "$work"
exec node html_report.mjs "$browser" "$work/report.html"
