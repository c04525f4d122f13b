#!/usr/bin/env python3
"""Lints the servers checked out in a folder plainly and with all that makes it fast, and compares byte for byte.

Plainly: nothing skipped or kept, one process. Fast: as users run it, once with an empty cache and once with one that
has everything. Compared are the reports and the facts of every unit. A server is a subfolder with a
compile_commands.json, or with one in its build/; the folder itself may be one. Exit status: 0 equal, 1 not, 2 when a
server could not be linted or there is none.
"""
import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus import servers_in

ROOT = Path(__file__).resolve().parent.parent
PLAIN = ["--no-skip", "--no-cache", "-j1"]


def fail(message):
    print(f"exact: {message}", file=sys.stderr)
    sys.exit(2)


def lint(binary, server, build, folder, how):
    """The report and the facts by file name."""
    facts = folder / "facts"
    command = [binary, "-p", build, "--format", "json", "--dump-facts", facts, *how]
    run = subprocess.run(command, cwd=server, capture_output=True)
    if run.returncode not in (0, 1, 3):
        fail(f"{server.name}: {run.stderr.decode(errors='replace').strip() or f'ended with {run.returncode}'}")
    result = {"the report": run.stdout}
    for file in sorted(facts.iterdir()):
        result[file.name] = file.read_bytes()
        file.unlink()
    return result


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, help="where the servers are checked out")
    options.add_argument("names", nargs="*", help="only these servers")
    options.add_argument("--lint", default=ROOT / "build/bin/stateless-lint", type=Path)
    options.add_argument("-j", "--jobs", default="2")
    given = options.parse_args()
    folder = given.folder.resolve()
    servers = [pair for pair in servers_in(folder) if not given.names or pair[0].name in given.names]
    if (folder / "compile_commands.json").is_file():
        servers = [(folder, folder)]
    if not servers:
        fail(f"{given.folder}: no server with a compile_commands.json")
    differ = False
    for server, build in servers:
        with tempfile.TemporaryDirectory() as name:
            scratch = Path(name)
            plain = lint(given.lint.resolve(), server, build, scratch, PLAIN)
            fast = ["-j", given.jobs, "--cache-dir", scratch / "cache"]
            wrong = []
            for kind in ("with an empty cache", "with a full cache"):
                found = lint(given.lint.resolve(), server, build, scratch, fast)
                wrong += [f"{what} {kind}" for what in sorted(plain.keys() | found.keys())
                          if plain.get(what) != found.get(what)]
        print(f"{server.name}: {len(plain) - 2} units, " + ("equal" if not wrong else "DIFFERENT: " + ", ".join(wrong)),
              flush=True)
        differ = differ or bool(wrong)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
