#!/usr/bin/env python3
"""How link, reach and judge grow with a program: made-up servers of 100, 1,000 and 5,000 units (or the sizes given).

Each unit has a class with state, twenty functions that call each other and those of earlier units, and a handler that a
loop around accept() reaches. The first run fills a cache; what is measured is the second, in which nothing is parsed.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAGES = ("cache", "link", "reach", "judge")
COMMON = """#pragma once
inline int total_calls = 0;
template <typename Value> struct Table {
    Value values[64];
    int used = 0;
    void put(int key, const Value& value) { values[key % 64] = value; ++used; }
    Value get(int key) const { return values[key % 64]; }
};
struct Request { int id; int size; };
struct Handler {
    virtual ~Handler() = default;
    virtual int handle(const Request& request) = 0;
};
"""
FUNCTIONS = 20


def unit(number):
    """One unit: every tenth changes state of the process on the way of a request, the others are pure."""
    callees = sorted({number // 2, number // 3, max(number - 1, 0)} - {number})
    lines = ['#include "common.h"']
    lines += [f"int step{callee}_0(const Request& request);" for callee in callees]
    lines += [f"namespace part{number} {{", f"static int hits{number} = 0;", f"static const int limit{number} = {number};",
              f"struct Part{number} : Handler {{", "    Table<int> table;", "    int last = 0;",
              "    int handle(const Request& request) override {", "        last = request.id;",
              "        table.put(request.id, request.size);",
              f"        if (request.size > limit{number}) return table.get(request.id);",
              "        return last;", "    }", "};", "}"]
    for index in reversed(range(1, FUNCTIONS)):
        following = f"step{number}_{index + 1}(request)" if index + 1 < FUNCTIONS else "request.size"
        lines += [f"int step{number}_{index}(const Request& request) {{",
                  f"    int local = request.id * {index};", "    local += request.size;",
                  f"    if (local > {index * 10}) return local;", f"    return {following} + local;", "}"]
    change = f"++part{number}::hits{number};" if number % 10 == 0 else ""
    calls = "".join(f" + step{callee}_0(request)" for callee in callees)
    lines += [f"int step{number}_0(const Request& request) {{", f"    part{number}::Part{number} part;", f"    {change}",
              f"    return part.handle(request) + step{number}_1(request){calls};", "}"]
    return "\n".join(lines) + "\n"


def main_unit(count):
    steps = range(max(count - 10, 0), count)
    return ('#include <sys/socket.h>\n#include <unistd.h>\n#include "common.h"\n'
            + "".join(f"int step{step}_0(const Request& request);\n" for step in steps)
            + "int main() {\n    for (;;) {\n        int client = accept(3, nullptr, nullptr);\n"
            "        Request request{client, 1};\n        read(client, &request, sizeof request);\n"
            + "".join(f"        step{step}_0(request);\n" for step in steps) + "        ++total_calls;\n    }\n}\n")


def write_program(folder, count):
    (folder / "src").mkdir(parents=True)
    (folder / "src/common.h").write_text(COMMON)
    sources = {f"part{number}.cpp": unit(number) for number in range(count - 1)}
    sources["main.cpp"] = main_unit(count - 1)
    database = []
    for name, text in sources.items():
        (folder / "src" / name).write_text(text)
        database.append({"directory": str(folder), "file": f"src/{name}",
                         "arguments": ["clang++", "-std=c++20", "-c", f"src/{name}"]})
    (folder / "compile_commands.json").write_text(json.dumps(database))


def run(lint, folder, jobs):
    """Milliseconds by stage, wall seconds, peak MiB, findings."""
    command = [lint, "-p", folder, "-j", str(jobs), "--source-root", folder, "--cache-dir", folder / "cache", "--timing",
               "--format", "json", "-o", folder / "report.json"]
    start = time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"scale: stateless-lint failed: {said}")
    stages = {stage: float(ms) for stage, ms in re.findall(r"^  (\w+) +([\d.]+) ms$", said, re.MULTILINE)}
    findings = len(json.loads((folder / "report.json").read_text())["findings"])
    return stages, seconds, usage.ru_maxrss / 1024, findings


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("units", nargs="*", type=int, default=[100, 1000, 5000])
    options.add_argument("--lint", default=ROOT / "build/bin/stateless-lint", type=Path)
    options.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    given = options.parse_args()
    print(f"{'units':>6} {'findings':>9} " + " ".join(f"{stage + ' ms':>9}" for stage in STAGES)
          + f" {'wall s':>7} {'MiB':>6}")
    for count in given.units:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_program(folder, count)
            run(given.lint.resolve(), folder, given.jobs)
            stages, seconds, mib, findings = run(given.lint.resolve(), folder, given.jobs)
        if stages.get("parse", 0) > 0:
            sys.exit("scale: the second run parsed something, so its times say nothing")
        print(f"{count:6} {findings:9} " + " ".join(f"{stages[stage]:9.0f}" for stage in STAGES)
              + f" {seconds:7.2f} {mib:6.0f}", flush=True)


if __name__ == "__main__":
    main()
