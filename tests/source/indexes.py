"""An index of packages on this machine, in both forms of the Simple API, for tests that fetch."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

JSON = "application/vnd.pypi.simple.v1+json"


class Index:
    """Serves files under `/simple/` and `/files/`, and notes who asked for what.

    Attributes:
        form: `json` or `html`.
        user: User and password that every request needs, or None.
        answers: Path to an answer that takes the place of the usual one: status, headers, content.
        seen: Path and headers of each request.
        ranges: Whether parts of files are given to those who ask for them.
    """

    def __init__(self, form: str = "json") -> None:
        self.form = form
        self.user: tuple[str, str] | None = None
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.projects: dict[str, list[dict[str, Any]]] = {}
        self.contents: dict[str, bytes] = {}
        self.address = ""
        self.ranges = False

    def add(self, name: str, content: bytes, **more: Any) -> None:
        """List a file: under the project of its name, with its hash, unless said otherwise."""
        project = more.pop("project", name.partition("-")[0].lower().replace("_", "-"))
        digest = hashlib.sha256(content).hexdigest()
        entry = {
            "filename": name,
            "url": f"../../files/{name}",
            "hashes": {"sha256": digest},
            **more,
        }
        self.projects.setdefault(project, []).append(entry)
        self.contents[f"/files/{name}"] = content

    @property
    def asked(self) -> list[str]:
        return [path for path, _ in self.seen]

    def answer(self, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        self.seen.append((path, headers))
        if self.user is not None:
            word = base64.b64encode(":".join(self.user).encode()).decode()
            if headers.get("Authorization") != f"Basic {word}":
                return 401, {"WWW-Authenticate": "Basic"}, b""
        if path in self.answers:
            return self.answers[path]
        if path in self.contents and self.ranges and "Range" in headers:
            return part(self.contents[path], headers["Range"])
        if path in self.contents:
            return 200, {"Content-Type": "application/octet-stream"}, self.contents[path]
        project = path.removeprefix("/simple/").strip("/")
        if not path.startswith("/simple/") or project not in self.projects:
            return 404, {}, b"none"
        entries = self.projects[project]
        if self.form == "json":
            body = json.dumps({"meta": {"api-version": "1.0"}, "name": project, "files": entries})
            return 200, {"Content-Type": JSON}, body.encode()
        return 200, {"Content-Type": "text/html; charset=utf-8"}, page(entries).encode()


def page(entries: list[dict[str, Any]]) -> str:
    """Write a page in the HTML form."""
    lines = ["<!DOCTYPE html><html><body>"]
    for entry in entries:
        fragment = "".join(f"#{name}={digits}" for name, digits in entry["hashes"].items())
        more = ""
        if entry.get("requires-python"):
            more += f' data-requires-python="{entry["requires-python"].replace(">", "&gt;")}"'
        if entry.get("yanked"):
            reason = entry["yanked"] if isinstance(entry["yanked"], str) else ""
            more += f' data-yanked="{reason}"'
        lines.append(f'<a href="{entry["url"]}{fragment}"{more}>{entry["filename"]}</a><br>')
    return "\n".join([*lines, "</body></html>"])


def part(content: bytes, asked: str) -> tuple[int, dict[str, str], bytes]:
    """Answer with a part of a file, as RFC 9110 has it."""
    first, _, last = asked.removeprefix("bytes=").partition("-")
    start = int(first) if first else max(len(content) - int(last), 0)
    end = min(int(last), len(content) - 1) if first and last else len(content) - 1
    if start > end:
        return 416, {"Content-Range": f"bytes */{len(content)}"}, b""
    stated = {"Content-Range": f"bytes {start}-{end}/{len(content)}"}
    return 206, stated, content[start : end + 1]


@contextmanager
def served(index: Index) -> Iterator[Index]:
    """Serve an index on a port of this machine while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, content = index.answer(self.path, dict(self.headers))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    index.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield index
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
