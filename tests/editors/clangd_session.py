"""stateless-clangd as an editor uses it. Usage: clangd_session.py CLANGD LINT SOURCE"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time

from lsp import Server, applied
from project import COUNTER, ONE_FILE, SERVER, Project, as_findings, as_shown, of_ours

CLANGD, LINT, SOURCE = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
CONSTANT = COUNTER.replace("++hits", "(void)hits")
HIT = ("stateless-mutable-global", 1, 12)


def has_none(found):
    return not of_ours(found)


def has_one(found):
    return len(of_ours(found)) == 1


class Place:
    """A home folder and a project in it, without any .clangd or .clang-tidy."""

    def __init__(self, folder):
        self.home = folder
        self.project = Project(folder / "server", LINT, folder, SOURCE)
        self.project.folder.mkdir()

    def server(self, *arguments):
        return Server([CLANGD, "--log=error", *arguments], self.home, self.project.folder)

    def log(self):
        return (self.home / "clangd.log").read_text(errors="replace")


def shows_edits_and_applies_a_fix(place):
    file = place.project.add("server.cpp", ONE_FILE)
    line = ONE_FILE[:ONE_FILE.index("static int hits")].count("\n")
    with place.server() as server:
        server.open(file)
        [hit] = of_ours(server.diagnostics(file, has_one))
        assert hit["code"] == "stateless-mutable-global" and hit["source"] == "stateless", hit
        assert hit["range"] == {"start": {"line": line, "character": 11}, "end": {"line": line, "character": 15}}, hit
        assert "codeDescription" not in hit, hit
        assert [each["message"] for each in hit["relatedInformation"]][-1].startswith("'hits' has static storage"), hit
        assert all(each["location"]["uri"] == file.as_uri() for each in hit["relatedInformation"]), hit

        server.change(file, ONE_FILE.replace("++hits", "(void)hits"))
        server.diagnostics(file, has_none)
        server.change(file, ONE_FILE)
        [hit] = of_ours(server.diagnostics(file, has_one))

        [fix] = [each for each in server.actions(file, hit) if each.get("kind") == "quickfix"]
        assert fix["title"] == "silence stateless-mutable-global on this line", fix
        text = applied(ONE_FILE, fix["edit"]["changes"][file.as_uri()])
        assert text == ONE_FILE.replace("static int", "// NOLINTNEXTLINE(stateless-mutable-global)\nstatic int"), text
        server.change(file, text)
        server.diagnostics(file, has_none)

        # Where a comment is already, the name is added; in a macro's definition there is no place for one.
        other = ONE_FILE.replace("static int", "// NOLINTNEXTLINE(bugprone-*)\nstatic int")
        server.change(file, other)
        [hit] = of_ours(server.diagnostics(file, has_one))
        [fix] = [each for each in server.actions(file, hit) if each.get("kind") == "quickfix"]
        text = applied(other, fix["edit"]["changes"][file.as_uri()])
        assert "// NOLINTNEXTLINE(bugprone-*, stateless-mutable-global)\nstatic" in text, text
        server.change(file, text)
        server.diagnostics(file, has_none)
        server.change(file, ONE_FILE.replace("static int", "#define X \\\n    1\nstatic \\\nint"))
        [hit] = of_ours(server.diagnostics(file, has_one))
        assert not [each for each in server.actions(file, hit) if "silence" in each["title"]], hit


def learns_of_the_program_when_the_command_line_has_seen_it(place):
    place.project.add("server.cpp", SERVER)
    counter = place.project.add("counter.cpp", COUNTER)
    with place.server() as server:
        server.open(counter)
        assert has_none(server.diagnostics(counter))  # nobody says that bump() serves
        assert [str(counter)] == list(place.project.run_lint())
        server.change(counter, COUNTER + "\n")
        [hit] = of_ours(server.diagnostics(counter, has_one))
        files = {each["location"]["uri"] for each in hit["relatedInformation"]}
        assert files == {counter.as_uri(), (place.project.folder / "src/server.cpp").as_uri()}, hit

        # Another run, in which nobody calls bump() any more.
        place.project.write("server.cpp", SERVER.replace("        bump();\n", ""))
        assert place.project.run_lint() == {}
        server.change(counter, COUNTER)
        server.diagnostics(counter, has_none)
        place.project.write("server.cpp", SERVER)
        place.project.run_lint()
        server.close(counter)
        server.open(counter)
        server.diagnostics(counter, has_one)


def reads_named_facts_again(place):
    place.project.add("server.cpp", SERVER)
    counter = place.project.add("counter.cpp", COUNTER)
    (place.project.folder / ".clang-tidy").write_text("CheckOptions:\n  stateless-ProgramFile: build/facts\n")
    place.project.run_lint("--no-cache", "--dump-facts", "build/facts")
    with place.server() as server:
        server.open(counter)
        server.diagnostics(counter, has_one)
        place.project.write("server.cpp", SERVER.replace("        bump();\n", ""))
        place.project.run_lint("--no-cache", "--dump-facts", "build/facts")
        server.change(counter, COUNTER + "\n")
        server.diagnostics(counter, has_none)


def follows_the_configuration(place):
    file = place.project.add("server.cpp", ONE_FILE)
    config = place.project.folder / ".stateless.json"
    with place.server() as server:
        server.open(file)
        server.diagnostics(file, has_one)
        config.write_text('{"rules": {"mutable-global": {"enabled": false}}}')
        server.change(file, ONE_FILE + "\n")
        server.diagnostics(file, has_none)
        config.write_text('{"rules": {"mutable-globe": {"enabled": false}}}')
        server.change(file, ONE_FILE)
        [wrong] = server.diagnostics(file, lambda all: any("mutable-globe" in each["message"] for each in all))
        assert wrong["code"] == "stateless-configuration" and wrong["range"]["start"]["line"] == 0, wrong
        config.unlink()
        (place.project.folder / ".clang-tidy").write_text("Checks: '-*,readability-misleading-indentation'\n")
        server.change(file, ONE_FILE + "\n\n")
        server.diagnostics(file, has_one)
        time.sleep(6)  # clangd looks at a .clang-tidy every five seconds
        (place.project.folder / ".clang-tidy").write_text("Checks: '-*,-stateless-*'\n")
        server.change(file, ONE_FILE + "\n\n\n")
        server.diagnostics(file, has_none)


def reads_no_configuration_of_others(place):
    """Neither what lies above the work tree, nor what a link in it leads to; no compiler of the database is run."""
    off = '{"rules": {"mutable-global": {"enabled": false}}}'
    (place.home / ".stateless.json").write_text(off)
    (place.project.folder / ".git").mkdir()
    mark = place.home / "ran"
    compiler = place.project.folder / "clang++"
    compiler.write_text(f"#!/bin/sh\ntouch '{mark}'\n")
    compiler.chmod(0o755)
    file = place.project.add("server.cpp", ONE_FILE, compiler=str(compiler))
    with place.server() as server:
        server.open(file)
        server.diagnostics(file, has_one)
        (place.project.folder / ".stateless.json").symlink_to(place.home / ".stateless.json")
        server.change(file, ONE_FILE + "\n")
        [wrong] = server.diagnostics(file, has_none)
        assert "leads out of the source tree" in wrong["message"], wrong
    assert not mark.exists()


def keeps_files_apart(place):
    """Eight files at once, each of its own program, and then all of them edited again and again."""
    files = {}
    for number in range(8):
        name = f"state_{number}"
        text = ONE_FILE.replace("hits", name) + f"// {number}\n"
        files[place.project.add(f"s{number}/main.cpp", text)] = (name, text)

    def is_about(name):
        return lambda found: [name in each["message"] for each in of_ours(found)] == [True]

    with place.server("-j=8", "--background-index=false") as server:
        for file in files:
            server.open(file)
        for file, (name, _) in files.items():
            server.diagnostics(file, is_about(name))
        for turn in range(5):
            for file, (name, text) in files.items():
                server.change(file, text.replace(name, f"{name}_{turn}"))
        for file, (name, _) in files.items():
            server.diagnostics(file, is_about(f"{name}_4"))


def is_clangd(place):
    """What clangd can do is not lost: its own diagnostics, and its tweaks."""
    file = place.project.add("plain.cpp", "int f() { return 1 + 2; }\nint g() { return no_such_thing; }\n")
    with place.server() as server:
        server.open(file)
        found = server.diagnostics(file, lambda all: any(each.get("code") == "undeclared_var_use" for each in all))
        assert has_none(found)
        range_of_sum = {"start": {"line": 0, "character": 17}, "end": {"line": 0, "character": 22}}
        titles = [each["title"] for each in server.request("textDocument/codeAction", {
            "textDocument": {"uri": file.as_uri()}, "range": range_of_sum, "context": {"diagnostics": []}})]
        assert any("Extract" in title for title in titles), titles


def sections_of(fixture):
    """A fixture's files, by name; see tests/fixtures/fixture.h."""
    sections, name = {}, None
    text = fixture.read_text()
    if not any(line.startswith("//--- ") for line in text.splitlines()):
        return {"main.cpp": text}
    for line in text.splitlines(keepends=True):
        if line.startswith("//--- "):
            name = line[6:].strip()
            sections[name] = ""
        elif name:
            sections[name] += line
    return sections


def finds_what_the_command_line_finds(place):
    """Each rule's bad examples, which have the good ones beside them, in every unit of theirs."""
    fixtures = [rule / "bad.cpp" for rule in sorted((SOURCE / "test-fixtures").iterdir()) if (rule / "bad.cpp").exists()]
    assert len(fixtures) > 20, fixtures
    expected, files = {}, []
    for fixture in fixtures:
        project = Project(place.home / fixture.parent.name / fixture.stem, LINT, place.home, SOURCE)
        for name, text in sections_of(fixture).items():
            if name.endswith((".cpp", ".cc")):
                files.append(project.add(name, text))
            else:
                project.write(name, text)
        expected.update(as_shown(project.run_lint()))
    differences, count = [], 0
    with place.server("-j=2", "--background-index=false") as server:
        for file in files:
            server.open(file)
            wanted = expected.get(str(file), [])
            found = as_findings(server.diagnostics(file))
            server.close(file)
            count += len(found)
            if found != wanted:
                differences.append({"file": str(file), "wanted": wanted, "found": found})
    assert not differences, json.dumps(differences, indent=1)
    assert count > 100, count
    print(f"    {count} findings in {len(files)} units of {len(fixtures)} programs")


TESTS = [shows_edits_and_applies_a_fix, learns_of_the_program_when_the_command_line_has_seen_it,
         reads_named_facts_again, follows_the_configuration, reads_no_configuration_of_others, keeps_files_apart,
         is_clangd, finds_what_the_command_line_finds]


def main():
    failed = 0
    for test in TESTS:
        if len(sys.argv) > 4 and test.__name__ not in sys.argv[4:]:
            continue
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="stateless-editor-") as folder:
            place = Place(pathlib.Path(folder).resolve())
            try:
                test(place)
                outcome = "ok"
            except (AssertionError, ValueError, KeyError, OSError, subprocess.TimeoutExpired) as trouble:
                failed += 1
                outcome = f"FAILED: {type(trouble).__name__} {trouble}\n{place.log()}"
        print(f"{test.__name__} ({time.monotonic() - start:.1f} s): {outcome}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
