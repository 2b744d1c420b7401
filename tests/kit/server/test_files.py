"""Files: only those of the app go out, and only those of the app are read."""

import os
from urllib.parse import quote

import pytest
from apps import Whole

from faceplate_kit.files import EXAMPLE

MARK = {"_type": "gradio.FileData"}


@pytest.fixture
def whole(serve):
    app = Whole()
    app.caller = serve(app.demo)
    return app


def upload(caller, name="a picture.png", content=b"x"):
    (path,) = caller.http.post("/upload", files={"files": (name, content)}).json()
    return path


def test_what_was_sent_can_be_used_and_fetched(whole):
    content = EXAMPLE.read_bytes()
    path = upload(whole.caller, content=content)
    ((kind, (shown,)),) = whole.caller.call("/look", [{"path": path, "meta": MARK}])
    assert kind == "complete"
    assert shown["url"].startswith(whole.caller.url)
    for url in (shown["url"], f"{whole.caller.url}/file={quote(shown['path'])}"):
        answer = whole.caller.http.get(url)
        assert answer.content == content
        assert answer.headers["content-type"] == "image/png"
    part = whole.caller.http.get(shown["url"], headers={"range": "bytes=0-3"})
    assert part.status_code == 206 and part.content == content[:4]


def test_urls_name_the_host_that_the_caller_used(whole):
    port = whole.caller.url.rpartition(":")[2]
    path = upload(whole.caller)
    body = {"data": [{"path": path, "meta": MARK}]}
    answer = whole.caller.http.post("/run/look", json=body, headers={"host": f"localhost:{port}"})
    assert answer.json()["data"][0]["url"].startswith(f"http://localhost:{port}/")


def outside(whole, tmp_path):
    """Name files that are none of the app's, in every way that could lead to them."""
    target = tmp_path / "target.txt"
    target.write_text("inside of the machine")
    mine = upload(whole.caller)
    folder = os.path.dirname(mine)
    up = "../" * 12
    os.symlink(target, os.path.join(folder, "link.txt"))
    return [
        str(target), "/etc/passwd", "etc/passwd", f"{folder}/{up}etc/passwd",
        f"{folder}/..%2f..%2f..%2f..%2fetc%2fpasswd", f"{folder}/link.txt", folder, "",
        f"{mine}\x00", "..", "/", f"file://{target}", f"/proc/self/cwd/{target}",
        f"http://127.0.0.1/file={target}", f"{mine}/file={target}", "~", "C:\\Windows\\win.ini",
    ]  # fmt: skip


@pytest.mark.parametrize("prefix", ["", "/gradio_api"])
def test_no_path_leads_out_of_the_folder(whole, tmp_path, prefix):
    for path in outside(whole, tmp_path):
        for written in {path, quote(path), quote(path, safe=""), quote(quote(path))}:
            if any(ord(one) < 0x20 for one in written):
                continue
            answer = whole.caller.http.get(f"{prefix}/file={written}")
            assert answer.status_code in (400, 404), written
            assert "inside of the machine" not in answer.text and "root:" not in answer.text


def test_no_input_reads_a_file_that_the_app_was_not_sent(whole, tmp_path):
    for path in outside(whole, tmp_path):
        for value in ({"path": path, "meta": MARK}, {"path": path}, path):
            ((kind, said),) = whole.caller.call("/look", [value])
            assert kind == "error", path
            assert "inside of the machine" not in str(said)


def test_names_of_files_cannot_lead_anywhere(whole):
    for name in ("../../x", "/etc/x", "..", ".", "a\\..\\b", ".hidden", "ü b.png", "x" * 500):
        path = upload(whole.caller, name)
        assert path.startswith(str(whole.demo.files.folder) + os.sep)
        assert ".." not in path.split(os.sep)


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.js", "a.xml", "a", "a.pdf", "a.xhtml"])
def test_nothing_that_was_sent_runs_in_the_browser(whole, name):
    path = upload(whole.caller, name, b"<script>alert(1)</script>")
    headers = whole.caller.http.get(f"/file={path}").headers
    assert headers["content-type"] == "application/octet-stream"
    assert headers["content-disposition"].startswith("attachment")
    assert "sandbox" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_an_upload_without_a_file_says_so(whole):
    http = whole.caller.http
    assert http.post("/upload", json={}).status_code == 415
    assert http.post("/upload", files={"other": ("a", b"a")}).status_code == 400
    assert http.post("/upload", data={"files": "a"}).status_code == 415
    kind = {"content-type": "multipart/form-data"}
    assert http.post("/upload", content=b"x", headers=kind).status_code == 400
    kind = {"content-type": "multipart/form-data; boundary=x"}
    assert http.post("/upload", content=b"nonsense", headers=kind).status_code == 400
