#!/bin/sh
# Lints a small server through packaging/bazel with a real Bazel. Usage: check.sh <stateless-lint> <source tree> <work
# folder>. Exits 77 (skipped) where Bazel is not installed (Debian 12: bazel-bootstrap, bazel-rules-java, bazel-rules-proto).
set -eu
lint=$1 source=$2 work=$3
skip() { echo "skipped: $1"; exit 77; }
fail() { echo "$1"; exit 1; }

command -v bazel >/dev/null 2>&1 || skip "bazel is not installed"
rules=/usr/share/bazel/rules
[ -d $rules/java ] && [ -d $rules/proto ] || skip "Bazel's rules for Java and protocol buffers, which it wants itself, are not installed"
mkdir -p "$work/no_coverage" "$work/bin"
chmod -R u+w "$work/shop" 2>/dev/null || true
rm -rf "$work/shop"
cp -r "$source/tests/bazel/workspace" "$work/shop"
cp -r "$source/tests/bazel/rules_cc" "$work/shop/rules_cc"
mkdir -p "$work/shop/tools"
cp -r "$source/packaging/bazel" "$work/shop/tools/stateless"
ln -sf "$lint" "$work/bin/stateless-lint"
# A tool of Bazel's own that it would fetch.
: >"$work/no_coverage/WORKSPACE"
printf 'exit 1\n' >"$work/no_coverage/none.sh"
chmod +x "$work/no_coverage/none.sh"
echo 'sh_binary(name = "coverage_report_generator", srcs = ["none.sh"], visibility = ["//visibility:public"])' \
    >"$work/no_coverage/BUILD.bazel"
cat >"$work/shop/.bazelrc" <<RC
startup --output_user_root=$work/output --max_idle_secs=60
build --override_repository=rules_java=$rules/java --override_repository=rules_proto=$rules/proto
build --override_repository=remote_coverage_tools=$work/no_coverage
build --cxxopt=-std=c++17 --action_env=PATH=$work/bin:/usr/bin:/bin
RC
cd "$work/shop"
trap 'bazel shutdown >/dev/null 2>&1 || true' EXIT

# findings FILE: where they are, one a line.
findings() {
    python3 -c '
import json, sys
for result in json.load(open(sys.argv[1]))["runs"][0]["results"]:
    place = result["locations"][0]["physicalLocation"]
    print(result["ruleId"], place["artifactLocation"]["uri"], place["region"]["startLine"])' "$1"
}
# actions MNEMONIC ARGUMENT...: how many of them a build runs.
actions() {
    mnemonic=$1; shift
    rm -f "$work/events.json"
    bazel build --build_event_json_file="$work/events.json" --build_event_publish_all_actions "$@" >"$work/bazel.log" 2>&1 ||
        { cat "$work/bazel.log" >&2; return 1; }
    grep -c "\"type\":\"$mnemonic\"" "$work/events.json" || true
}

bazel clean >/dev/null 2>&1
extracted=$(actions StatelessExtract //src:lint)
[ "$extracted" = 3 ] || fail "extracted $extracted sources, not the 3 of the workspace"
wanted='mutable-global lib/counter.cpp 7
mutable-global lib/counter.h 3'
[ "$(findings bazel-bin/src/lint.sarif | sort)" = "$wanted" ] || fail "found: $(findings bazel-bin/src/lint.sarif)"
cp bazel-bin/src/lint.sarif "$work/sandboxed.sarif"
if grep -rq "$work" bazel-bin/lib/counter.stateless/0.facts; then fail "the facts name this machine's folders"; fi

# The test fails and says why; the one about sessions passes.
if bazel test --test_output=errors //src:lint >"$work/test.log" 2>&1; then fail "the test passes in spite of findings"; fi
grep -q "lib/counter.cpp:7:12: warning: 'hits' .*\[stateless-mutable-global\]" "$work/test.log" || { cat "$work/test.log"; exit 1; }
bazel test //src:lint-sessions >"$work/test.log" 2>&1 || { cat "$work/test.log"; exit 1; }

# Another source: one action, and the same findings without a sandbox.
echo '// changed' >>src/start.cpp
extracted=$(actions StatelessExtract //src:lint)
[ "$extracted" = 1 ] || fail "one source changed, and $extracted were extracted"
bazel clean >/dev/null 2>&1
extracted=$(actions StatelessExtract --spawn_strategy=local //src:lint)
[ "$extracted" = 3 ] || fail "extracted $extracted sources without a sandbox"
cmp bazel-bin/src/lint.sarif "$work/sandboxed.sarif"

# What a change needs to be seen for: the configuration, the headers, a source that does not compile.
printf '{"rules": {"mutable-global": {"enabled": false}}}\n' >.stateless.json
echo 'exports_files([".stateless.json"])' >BUILD.bazel
actions StatelessLink --//tools/stateless:config=//:.stateless.json //src:lint >/dev/null
[ -z "$(findings bazel-bin/src/lint.sarif)" ] || fail "the configuration is not heard"
sed -i 's/inline int last = 0;/inline int final = 0;/' lib/counter.h
if bazel test //src:lint >"$work/test.log" 2>&1; then fail "code that does not compile passes"; fi
grep -q "use of undeclared identifier 'last'" "$(readlink -f bazel-testlogs)/src/lint/test.log" || { cat "$work/test.log"; exit 1; }
echo "the aspect works"
