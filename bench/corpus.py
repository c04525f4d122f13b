#!/usr/bin/env python3
"""Lints the servers checked out in a folder and shows what became of the findings that are expected of them.

A server is a subfolder with a compile_commands.json, or with one in its build/. What is expected is kept by the
subfolder's name in bench/corpus/NAME.txt: a finding per line, as rule, file and entity, separated by tabs. Exit status:
0 as expected, 1 not, 2 when a server could not be linted or there is none.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def fail(message):
    print(f"corpus: {message}", file=sys.stderr)
    sys.exit(2)


def servers_in(folder):
    for server in sorted(path for path in folder.iterdir() if path.is_dir()):
        for build in (server, server / "build"):
            if (build / "compile_commands.json").is_file():
                yield server, build
                break


def lint(binary, server, build):
    """The findings' keys, with how often each occurs, and whether everything was read."""
    run = subprocess.run([binary, "-p", build, "--format", "json"], cwd=server, capture_output=True, text=True)
    if run.returncode not in (0, 1, 3):
        fail(f"{server.name}: {run.stderr.strip() or f'ended with {run.returncode}'}")
    report = json.loads(run.stdout)
    keys = collections.Counter((finding["rule"], finding["place"]["file"], finding["entity"])
                               for finding in report["findings"] if not finding.get("suppressed"))
    return keys, not any(gap["breaks_clean"] for gap in report["gaps"])


def read_expected(file):
    keys = collections.Counter()
    for number, line in enumerate(file.read_text().splitlines(), 1):
        parts = tuple(line.split("\t"))
        if len(parts) != 3:
            fail(f"{file}:{number}: wanted are rule, file and entity, separated by tabs")
        keys[parts] += 1
    return keys


def differences(expected, found):
    """Added and removed keys, and those of which only the rule has changed, as (place, old rule, new rule)."""
    added, removed = found - expected, expected - found
    changed = []
    for old in sorted(removed.elements()):
        new = next((key for key in sorted(added) if key[1:] == old[1:]), None)
        if new is None:
            continue
        changed.append((old[1:], old[0], new[0]))
        removed -= collections.Counter([old])
        added -= collections.Counter([new])
    return sorted(added.elements()), sorted(removed.elements()), changed


def show(name, found, complete, difference):
    added, removed, changed = difference
    words = [f"{len(items)} {what}" for items, what in ((added, "added"), (removed, "removed"), (changed, "changed"))
             if items]
    count = sum(found.values())
    print(f"{name}: {count} finding{'' if count == 1 else 's'}, {', '.join(words) or 'as expected'}"
          f"{'' if complete else '; not everything could be read'}")
    for key in added:
        print("  + " + " ".join(key))
    for key in removed:
        print("  - " + " ".join(key))
    for place, old, new in changed:
        print(f"  ~ {' '.join(place)}: {old} -> {new}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--update", action="store_true", help="expect what is found now")
    parser.add_argument("--expected", type=pathlib.Path, default=HERE / "corpus", help="bench/corpus")
    parser.add_argument("--lint", type=pathlib.Path, default=HERE.parent / "build/bin/stateless-lint")
    options = parser.parse_args()
    if not options.folder.is_dir():
        fail(f"{options.folder}: is no folder")
    servers = list(servers_in(options.folder.resolve()))
    if not servers:
        fail(f"{options.folder}: no subfolder has a compile_commands.json, or one in its build/")
    as_expected = True
    for server, build in servers:
        file = options.expected / f"{server.name}.txt"
        expected = read_expected(file) if file.is_file() else collections.Counter()
        found, complete = lint(options.lint.resolve(), server, build)
        difference = differences(expected, found)
        show(server.name, found, complete, difference)
        if options.update:
            file.write_text("".join("\t".join(key) + "\n" for key in sorted(found.elements())))
        else:
            as_expected = as_expected and not any(difference)
    sys.exit(0 if as_expected else 1)


if __name__ == "__main__":
    main()
