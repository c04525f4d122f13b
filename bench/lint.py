#!/usr/bin/env python3
"""User CPU of stateless-lint beside what a build already pays: clang++ -fsyntax-only, and clang-tidy with one check.

stateless-lint is measured cold, without a cache, and warm, with one that has everything. All get the units of one compile database, one process at a time. Repetitions are interleaved, so that a busy
machine is unkind to all alike; the medians and their ratios are printed. Times of the machine's clock are not.
"""

import argparse
import json
import os
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAUNCHERS = {"ccache", "sccache", "distcc"}
TIDY_CHECK = "cppcoreguidelines-avoid-non-const-global-variables"


def units_of(build, paths):
    """The database's entries below one of the paths, one per file."""
    database = build / "compile_commands.json"
    if not database.is_file():
        sys.exit(f"bench: there is no {database}; configure with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON")
    units = {}
    for entry in json.loads(database.read_text()):
        file = (Path(entry["directory"]) / entry["file"]).resolve()
        if not paths or any(file.is_relative_to(path) for path in paths):
            units.setdefault(file, entry)
    if not units:
        sys.exit(f"bench: {database} has no unit there")
    return units


def clang_arguments(entry):
    """The entry's command for clang, without what makes a g++ build's warnings its business."""
    words = entry.get("arguments") or shlex.split(entry["command"])
    while os.path.basename(words[0]) in LAUNCHERS:
        words = words[1:]
    kept = []
    skip = False
    for word in words[1:]:
        if skip:
            skip = False
        elif word in ("-o", "-MF", "-MT", "-MQ"):
            skip = True
        elif word not in ("-c", "-MD", "-MMD", "-Werror"):
            kept.append(word)
    return [*kept, "-w", "-Wno-unknown-warning-option", "-Qunused-arguments"]


def user_seconds(commands, fine):
    """Runs the commands one after the other; the user CPU of all, and those that did not end with a status in `fine`."""
    failed = []
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    for directory, command in commands:
        done = subprocess.run(command, cwd=directory, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode not in fine:
            failed.append((command, done.stderr.strip().splitlines()[-1:] or ["no message"]))
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before, failed


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("build", nargs="?", type=Path, help="folder of compile_commands.json (default: our own, "
                         "checks/program and examples only)")
    options.add_argument("paths", nargs="*", type=Path, help="only units below these")
    options.add_argument("-n", "--repetitions", type=int, default=5)
    options.add_argument("--lint", default=str(ROOT / "build/bin/stateless-lint"))
    options.add_argument("--clang", default="clang++-19")
    options.add_argument("--tidy", default="clang-tidy-19")
    given = options.parse_args()

    build = (given.build or ROOT / "build").resolve()
    paths = [path.resolve() for path in given.paths]
    if given.build is None:
        paths = [ROOT / "checks/program", ROOT / "examples"]
    units = units_of(build, paths)
    files = [str(file) for file in units]

    database = [{"directory": entry["directory"], "file": str(file),
                 "arguments": [given.clang, *clang_arguments(entry)]} for file, entry in units.items()]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "compile_commands.json").write_text(json.dumps(database))
        return compare(given, folder, database)


def compare(given, folder, database):
    # A configuration of its own, since the project's might add checks.
    tidy = [given.tidy, "-p", folder, "--quiet", "--config={}", f"--checks=-*,{TIDY_CHECK}"]
    lint = [given.lint, "-p", folder, "-j", "1"]
    warm = [*lint, "--cache-dir", os.path.join(folder, "cache")]
    contenders = {
        "clang++ -fsyntax-only": ([(e["directory"], [*e["arguments"], "-fsyntax-only"]) for e in database], (0,)),
        "clang-tidy, one check": ([(folder, [*tidy, e["file"]]) for e in database], (0,)),
        "stateless-lint, cold": ([(folder, [*lint, "--no-cache"])], (0, 1)),
        "stateless-lint, warm": ([(folder, warm)], (0, 1)),
    }
    user_seconds([(folder, warm)], (0, 1))  # fills the cache
    times = {name: [] for name in contenders}
    trouble = {}
    for _ in range(given.repetitions):
        for name, (commands, fine) in contenders.items():
            seconds, failed = user_seconds(commands, fine)
            times[name].append(seconds)
            trouble[name] = failed

    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"user CPU, {len(database)} units, median of {given.repetitions} interleaved repetitions")
    peers = list(contenders)[:2]
    for name, median in medians.items():
        ratios = "" if name in peers else "   " + ", ".join(f"{median / medians[peer]:.3f} x {peer}" for peer in peers)
        print(f"  {name:24} {median:8.2f} s   {median / len(database):7.3f} s a unit{ratios}")
    for name, failed in trouble.items():
        for command, reason in failed:
            print(f"bench: {name} failed, so its time says nothing: {' '.join(command)}: {reason[0]}", file=sys.stderr)
    return 1 if any(trouble.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
