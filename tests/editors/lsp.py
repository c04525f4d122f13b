"""A language server's other end: starts it, speaks LSP with it over pipes, keeps what it publishes."""

import json
import os
import pathlib
import subprocess
import threading

PATIENCE = 120  # seconds; far beyond what anything here takes, for machines with other work to do


class Server:
    """One process, in a home folder of its own. Used as a context: leaves with a proper shutdown, or kills it."""

    def __init__(self, command, home, root):
        environment = dict(os.environ, HOME=str(home), XDG_CACHE_HOME=str(home / "cache"), XDG_CONFIG_HOME=str(home))
        self.log = open(home / "clangd.log", "ab")
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log,
                                        env=environment, cwd=root)
        self.changed = threading.Condition()
        self.published = {}  # by URI: the latest diagnostics and the version they are of
        self.answers = {}
        self.asked = 0
        self.versions = {}
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        documents = {"publishDiagnostics": {"relatedInformation": True, "codeActionsInline": False},
                     "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}}}
        self.abilities = self.request("initialize", {"processId": os.getpid(), "rootUri": root.as_uri(),
                                                     "capabilities": {"textDocument": documents}})["capabilities"]
        self.notify("initialized", {})

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        try:
            if kind is None:
                self.request("shutdown", None)
                self.notify("exit", None)
                status = self.process.wait(PATIENCE)
                assert status == 0, f"the server left with {status}"
        finally:
            self.process.kill()
            self.process.wait()
            self.log.close()

    def _read(self):
        stream = self.process.stdout
        while True:
            length = 0
            while (line := stream.readline().strip()):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                break
            message = json.loads(stream.read(length))
            with self.changed:
                if message.get("method") == "textDocument/publishDiagnostics":
                    params = message["params"]
                    self.published[params["uri"]] = (params.get("version"), params["diagnostics"])
                elif "id" in message and "method" not in message:
                    self.answers[message["id"]] = message
                self.changed.notify_all()
        with self.changed:
            self.answers[None] = "gone"
            self.changed.notify_all()

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    def request(self, method, params):
        self.asked += 1
        mine = self.asked
        self._send({"id": mine, "method": method, "params": params})
        with self.changed:
            self.changed.wait_for(lambda: mine in self.answers or None in self.answers, PATIENCE)
            answer = self.answers.get(mine)
        assert answer is not None, f"no answer to {method}"
        assert "error" not in answer, answer
        return answer["result"]

    def open(self, file, text=None):
        uri = pathlib.Path(file).as_uri()
        self.versions[uri] = self.versions.get(uri, 0) + 1
        text = pathlib.Path(file).read_text() if text is None else text
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "cpp", "text": text,
                                                              "version": self.versions[uri]}})

    def change(self, file, text):
        uri = pathlib.Path(file).as_uri()
        self.versions[uri] += 1
        self.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": self.versions[uri]},
                                               "contentChanges": [{"text": text}]})

    def close(self, file):
        self.notify("textDocument/didClose", {"textDocument": {"uri": pathlib.Path(file).as_uri()}})

    def diagnostics(self, file, until=lambda found: True):
        """Of the file's text as it was last sent; waits until they are as they should be, and fails if they never are."""
        uri = pathlib.Path(file).as_uri()

        def is_there():
            version, found = self.published.get(uri, (None, None))
            return version == self.versions[uri] and until(found)

        with self.changed:
            self.changed.wait_for(lambda: is_there() or None in self.answers, PATIENCE)
            assert is_there(), f"{file}: version {self.versions[uri]} wanted, published: {self.published.get(uri)}"
            return self.published[uri][1]

    def actions(self, file, diagnostic):
        return self.request("textDocument/codeAction",
                            {"textDocument": {"uri": pathlib.Path(file).as_uri()}, "range": diagnostic["range"],
                             "context": {"diagnostics": [diagnostic]}})


def applied(text, edits):
    """The text after a code action's edits. Columns are UTF-16 units; the tests' lines are ASCII."""
    lines = text.splitlines(keepends=True)

    def offset(place):
        return sum(len(line) for line in lines[:place["line"]]) + place["character"]

    for edit in sorted(edits, key=lambda each: offset(each["range"]["start"]), reverse=True):
        begin, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        text = text[:begin] + edit["newText"] + text[end:]
    return text
