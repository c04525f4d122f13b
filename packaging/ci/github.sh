#!/usr/bin/env bash
# One analysis for GitHub Actions: annotations on stdout, the job's summary in $GITHUB_STEP_SUMMARY, SARIF in $LINT_SARIF,
# its name in $GITHUB_OUTPUT. What to do comes in the variables LINT_*, as action.yml sets them. The exit status is that of
# stateless-lint.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

limits=()
[[ -z ${LINT_SINCE:-} ]] || limits+=(--since "$LINT_SINCE")
[[ -z ${LINT_BASELINE:-} ]] || limits+=(--baseline "$LINT_BASELINE")
mapfile -t options < <(printf '%s' "${LINT_OPTIONS:-}")
mapfile -t paths < <(printf '%s' "${LINT_PATHS:-}")

status=0
stateless-lint -p "${LINT_BUILD:-build}" --dump-facts "$work/facts" --format github --no-progress \
    "${options[@]}" "${limits[@]}" -- "${paths[@]}" || status=$?
[[ $status -ne 2 ]] || exit 2

# render ARGUMENT...: another report of the same facts.
render() { stateless-lint --facts "$work/facts" "${limits[@]}" "$@" -- "${paths[@]}" 2>/dev/null || [[ $? -ne 2 ]]; }
if [[ -n ${GITHUB_STEP_SUMMARY:-} ]]; then render --format markdown >>"$GITHUB_STEP_SUMMARY"; fi
render --format sarif --sarif-profile github -o "${LINT_SARIF:=stateless-lint.sarif}"
if [[ -n ${GITHUB_OUTPUT:-} ]]; then echo "sarif=$LINT_SARIF" >>"$GITHUB_OUTPUT"; fi
exit "$status"
