"""Small servers in temporary folders, linted by the command-line program and opened in an editor."""

import json
import pathlib
import re
import subprocess

SERVER = """#include <sys/socket.h>
#include <unistd.h>
void bump();
int main() {
    char buffer[64];
    for (;;) {
        int client = accept(3, nullptr, nullptr);
        read(client, buffer, sizeof buffer);
        bump();
    }
}
"""
COUNTER = "static int hits = 0;\nvoid bump() { ++hits; }\n"
ONE_FILE = SERVER.replace("void bump();\n", COUNTER)


class Project:
    """src/ and build/compile_commands.json below `folder`."""

    def __init__(self, folder, lint, home, source):
        self.folder, self.lint, self.home, self.source = folder, lint, home, source
        self.units = []

    def write(self, name, text):
        file = self.folder / "src" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def add(self, name, text, compiler="clang++"):
        """A source that the database compiles."""
        file = self.write(name, text)
        build = self.folder / "build"
        build.mkdir(exist_ok=True)
        include = self.source / "test-fixtures/include"
        self.units.append({"directory": str(build), "file": f"../src/{name}",
                           "arguments": [compiler, "-std=c++20", "-isystem", str(include), "-c", f"../src/{name}"]})
        (build / "compile_commands.json").write_text(json.dumps(self.units))
        return file

    def run_lint(self, *arguments):
        """The findings: by file, sorted, in the form of as_findings()."""
        run = subprocess.run([self.lint, "-p", "build", "--format", "json", *arguments], cwd=self.folder,
                             capture_output=True, text=True,
                             env={"HOME": str(self.home), "XDG_CACHE_HOME": str(self.home / "cache"),
                                  "PATH": "/usr/bin:/bin"})
        assert run.returncode in (0, 1), run.stderr + run.stdout
        report = json.loads(run.stdout)
        root = pathlib.Path(report["root"])
        by_file = {}

        def place_of(part, otherwise):
            place = part.get("place", otherwise)
            return str(root / place["file"]), place["line"], place["column"]

        for each in report["findings"]:
            steps = []
            for step in each["path"]:
                steps.append((*place_of(step, each["place"]), step["label"]))
            file, line, column = place_of(each, None)
            by_file.setdefault(file, []).append(("stateless-" + each["rule"], line, column, each["message"], steps))
        return {file: sorted(found) for file, found in by_file.items()}


def of_ours(diagnostics):
    codes = [str(each.get("code", "")) for each in diagnostics]
    return [each for each, code in zip(diagnostics, codes)
            if code.startswith("stateless-") and code != "stateless-configuration"]


def as_findings(diagnostics):
    """What an editor is told, as the command-line program says it: rule, line, column, message, path."""

    def text(message):  # an editor's sentences begin with a capital
        message = re.sub(r" \(fix(es)? available\)$", "", message)
        return message[:1].lower() + message[1:]

    found = []
    for each in of_ours(diagnostics):
        steps = []
        for step in each.get("relatedInformation", []):
            start = step["location"]["range"]["start"]
            file = step["location"]["uri"].removeprefix("file://")
            steps.append((file, start["line"] + 1, start["character"] + 1, text(step["message"])))
        start = each["range"]["start"]
        found.append((each["code"], start["line"] + 1, start["character"] + 1, text(each["message"]), steps))
    return sorted(found)


def as_shown(by_file):
    """The command-line program's findings with the first letters that as_findings() cannot know."""

    def text(message):
        return message[:1].lower() + message[1:]

    return {file: sorted((rule, line, column, text(message), [(*step[:3], text(step[3])) for step in steps])
                         for rule, line, column, message, steps in found) for file, found in by_file.items()}
