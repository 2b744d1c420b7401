"""Where releases are fetched from; pip itself says what its files and variables mean."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from faceplate.errors import UsageError
from faceplate.source import open_target, pip_settings, uv_settings
from faceplate.source.settings import PUBLIC_INDEX, settings, shown
from source.indexes import Index, served

# Asks pip's own parser of `pip download` for what it takes from files and variables.
ORACLE = """
import json, sys
sys.prefix = sys.argv[1]
from pip._internal.utils import appdirs, compat
from pip._internal import configuration, locations
configuration.sys.prefix = sys.argv[1]
from pip._internal.commands import create_command
for _ in sys.stdin:
    import os
    case = json.loads(_)
    os.environ.clear(); os.environ.update(case)
    found = create_command("download").parser.get_default_values()
    print(json.dumps({
        "default": found.index_url, "extras": found.extra_index_urls, "links": found.find_links,
        "no_index": bool(found.no_index), "trusted": found.trusted_hosts, "cert": found.cert,
        "proxy": found.proxy, "timeout": found.timeout, "keyring": found.keyring_provider,
    }), flush=True)
"""

KEYS = {
    "index-url": st.sampled_from(["https://a.example/simple", "https://u:p@b.example/x"]),
    "extra-index-url": st.sampled_from(["https://c.example/s", "https://c.example/s\n  /d"]),
    "find-links": st.sampled_from(["/links", "/links https://e.example/list"]),
    "no-index": st.sampled_from(["true", "false", "1", "no"]),
    "trusted-host": st.sampled_from(["a.example", "a.example:8443 b.example"]),
    "cert": st.sampled_from(["/certificates.pem"]),
    "proxy": st.sampled_from(["http://proxy.example:3128"]),
    "timeout": st.sampled_from(["3", "60"]),
    "keyring-provider": st.sampled_from(["subprocess", "disabled"]),
}
TABLE = st.fixed_dictionaries({}, optional=KEYS)
FILE = st.fixed_dictionaries({}, optional={"global": TABLE, "download": TABLE})
PLACES = (
    "machine/pip/pip.conf",
    "home/.pip/pip.conf",
    "home/.config/pip/pip.conf",
    "prefix/pip.conf",
)


@pytest.fixture
def oracle(tmp_path: Path) -> Any:
    if subprocess.run([sys.executable, "-c", "import pip"], capture_output=True).returncode:
        pytest.skip("needs pip")
    process = subprocess.Popen(
        [sys.executable, "-c", ORACLE, str(tmp_path / "prefix")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin and process.stdout

    def ask() -> dict[str, Any]:
        process.stdin.write(json.dumps(dict(os.environ)) + "\n")
        process.stdin.flush()
        answer: dict[str, Any] = json.loads(process.stdout.readline())
        return answer

    yield ask
    process.stdin.close()
    process.wait()


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="the places of Linux")
@hypothesis_settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    files=st.dictionaries(st.sampled_from([*PLACES, "chosen.conf"]), FILE, max_size=4),
    variables=TABLE,
    choice=st.sampled_from(["none", "file", "nothing"]),
)
def test_pip_agrees(oracle, only, tmp_path, files, variables, choice):
    with pytest.MonkeyPatch.context() as patch:
        for place in (*PLACES, "chosen.conf"):
            (tmp_path / place).unlink(missing_ok=True)
        for place, sections in files.items():
            lines = [
                line
                for section, table in sections.items()
                for line in (f"[{section}]", *(f"{key} = {value}" for key, value in table.items()))
            ]
            (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / place).write_text("\n".join(lines), encoding="utf-8")
        only()
        for key, value in variables.items():
            patch.setenv(f"PIP_{key.upper().replace('-', '_')}", value)
        if choice != "none":
            chosen = os.devnull if choice == "nothing" else str(tmp_path / "chosen.conf")
            patch.setenv("PIP_CONFIG_FILE", chosen)
        expected = oracle()
        ours = pip_settings.settings()
    assert (ours.default or PUBLIC_INDEX) == expected["default"].rstrip("/")
    assert ours.extras == expected["extras"]
    assert ours.links == expected["links"]
    assert ours.no_index == expected["no_index"]
    assert sorted(ours.trusted) == sorted(set(expected["trusted"]))
    assert (ours.certificate or None) == expected["cert"]
    assert (ours.proxy or "") == expected["proxy"]
    assert (ours.patience or 15) == float(expected["timeout"])
    assert ours.keyring == (expected["keyring"] == "subprocess")


class TestUv:
    @pytest.fixture
    def project(self, tmp_path: Path, only: Callable[..., None], monkeypatch: Any) -> Path:
        only()
        folder = tmp_path / "project" / "inner"
        folder.mkdir(parents=True)
        monkeypatch.chdir(folder)
        return folder.parent

    def test_nothing_is_said(self, project):
        stated = settings()
        assert (stated.first, stated.merged, stated.links) == ([], [PUBLIC_INDEX], [])
        assert not stated.offline

    def test_variables(self, project, monkeypatch):
        monkeypatch.setenv("UV_DEFAULT_INDEX", "https://default.example/simple")
        monkeypatch.setenv("UV_INDEX", "corp=https://corp.example/simple https://b.example/s")
        monkeypatch.setenv("UV_INDEX_CORP_USERNAME", "me")
        monkeypatch.setenv("UV_INDEX_CORP_PASSWORD", "secret")
        monkeypatch.setenv("UV_EXTRA_INDEX_URL", "https://extra.example/simple")
        monkeypatch.setenv("UV_FIND_LINKS", "/one,/two")
        monkeypatch.setenv("UV_HTTP_TIMEOUT", "7")
        stated = settings()
        assert stated.first == [
            "https://corp.example/simple",
            "https://b.example/s",
            "https://extra.example/simple",
        ]
        assert stated.merged == ["https://default.example/simple"]
        assert stated.links == ["/one", "/two"]
        assert stated.users == (("https://corp.example/simple", "me", "secret"),)
        assert stated.patience == 7

    @pytest.mark.parametrize("file", ["uv.toml", "pyproject.toml"])
    def test_the_file_of_the_project_above(self, project, file):
        table = "[[INDEX]]\n" if file == "uv.toml" else "[[tool.uv.INDEX]]\n"
        table = table.replace("INDEX", "index")
        head = "" if file == "uv.toml" else "[tool.uv]\n"
        (project / file).write_text(
            f'{head}find-links = ["wheels", "https://l.example/"]\n'
            f'{table}name = "main"\nurl = "https://main.example/simple"\ndefault = true\n'
            f'{table}name = "near"\nurl = "local"\n'
            f'{table}name = "gpu"\nurl = "https://gpu.example/"\nexplicit = true\n'
        )
        stated = settings()
        assert stated.first == [str(project / "local")]
        assert stated.merged == ["https://main.example/simple"]
        assert stated.links == [str(project / "wheels"), "https://l.example/"]

    def test_a_file_of_uv_hides_the_pyproject_beside_it(self, project):
        (project / "uv.toml").write_text('index-url = "https://one.example/"\n')
        (project / "pyproject.toml").write_text('[tool.uv]\nindex-url = "https://two.example/"\n')
        assert settings().merged == ["https://one.example/"]

    def test_the_nearest_file_counts_and_lists_are_put_together(self, project, tmp_path):
        user = tmp_path / "home/.config/uv/uv.toml"
        user.parent.mkdir(parents=True)
        user.write_text(
            'index-url = "https://user.example/"\n[[index]]\nurl = "https://u.example"\n'
        )
        (project / "uv.toml").write_text(
            '[pip]\nindex-url = "https://own.example/"\n[[index]]\nurl = "https://o.example"\n'
        )
        stated = settings()
        assert stated.merged == ["https://own.example/"]
        assert stated.first == ["https://o.example", "https://u.example"]

    @pytest.mark.parametrize("switch", ["offline", "no-index"])
    def test_switches(self, project, monkeypatch, switch):
        (project / "uv.toml").write_text(f"{switch} = true\n")
        stated = uv_settings.settings()
        assert (bool(stated.offline), stated.no_index) == (
            switch == "offline",
            switch == "no-index",
        )
        monkeypatch.setenv(f"UV_{switch.upper().replace('-', '_')}", "0")
        stated = uv_settings.settings()
        assert not stated.offline
        assert not stated.no_index

    def test_no_file_counts_where_uv_is_told_so(self, project, monkeypatch):
        (project / "uv.toml").write_text('index-url = "https://one.example/"\n')
        monkeypatch.setenv("UV_NO_CONFIG", "1")
        assert settings().merged == [PUBLIC_INDEX]

    def test_a_file_that_is_not_toml(self, project, one_line):
        (project / "uv.toml").write_text("= \x1b")
        with pytest.raises(UsageError, match=r"uv\.toml: not TOML") as caught:
            settings()
        one_line(str(caught.value))

    @pytest.mark.parametrize("text", ['index = "x"', "index = [3]", "find-links = 4", "pip = 3"])
    def test_what_is_of_another_form_counts_for_nothing(self, project, text):
        (project / "uv.toml").write_text(text)
        assert settings().merged == [PUBLIC_INDEX]


class TestSeveralIndexes:
    """Which index answers where two tools name several."""

    @pytest.fixture
    def two(self, build, only):
        def wheel(version: str) -> bytes:
            members = [
                ("lib/__init__.py", b""),
                (f"lib-{version}.dist-info/METADATA", f"Name: lib\nVersion: {version}\n".encode()),
            ]
            return Path(build.archive("wheel", members)).read_bytes()

        with served(Index()) as first, served(Index("html")) as second:
            first.add("lib-1.0-py3-none-any.whl", wheel("1.0"))
            for version in ("1.0", "2.0"):
                second.add(f"lib-{version}-py3-none-any.whl", wheel(version))
            only()
            yield first, second

    def test_pip_takes_from_all(self, two, monkeypatch):
        first, second = two
        monkeypatch.setenv("PIP_INDEX_URL", f"{first.address}/simple")
        monkeypatch.setenv("PIP_EXTRA_INDEX_URL", f"{second.address}/simple")
        assert open_target("lib==2.0").version == "2.0"

    def test_uv_takes_from_the_first_that_knows_the_name(self, two, monkeypatch):
        first, second = two
        monkeypatch.setenv("UV_INDEX", f"{first.address}/simple")
        monkeypatch.setenv("UV_DEFAULT_INDEX", f"{second.address}/simple")
        assert open_target("lib==1.0").version == "1.0"
        with pytest.raises(UsageError, match=r"no such release .*; there are 1\.0"):
            open_target("lib==2.0")
        assert second.asked == []

    def test_an_index_that_fails_does_not_hide_the_other(self, two, monkeypatch):
        first, second = two
        first.answers["/simple/lib/"] = (503, {}, b"")
        monkeypatch.setenv("PIP_INDEX_URL", f"{first.address}/simple")
        monkeypatch.setenv("PIP_EXTRA_INDEX_URL", f"{second.address}/simple")
        assert open_target("lib==2.0").version == "2.0"
        with pytest.raises(UsageError, match="answers 503"):
            open_target("lib==3.0")

    @pytest.mark.parametrize("form", ["path", "address"])
    def test_folders(self, build, only, tmp_path, form):
        simple = tmp_path / "index" / "lib"
        simple.mkdir(parents=True)
        Path(build("wheel")).rename(simple / "lib-1.0-py3-none-any.whl")
        (simple / "index.html").write_text('<a href="lib-1.0-py3-none-any.whl">x</a>')
        place = str(simple.parent) if form == "path" else simple.parent.as_uri()
        only(PIP_INDEX_URL=place, FACEPLATE_OFFLINE="1")
        assert open_target("lib==1.0").version == "1.0"
        with pytest.raises(UsageError, match="no distribution of that name on"):
            open_target("other==1.0")

    @pytest.mark.parametrize("form", ["path", "address", "page"])
    def test_links(self, build, only, tmp_path, form):
        links = tmp_path / "links"
        links.mkdir()
        Path(build("wheel")).rename(links / "lib-1.0-py3-none-any.whl")
        (links / "lib_more-2.0-py3-none-any.whl").write_bytes(b"")
        place = {"path": str(links), "address": links.as_uri()}.get(form)
        with served(Index()) as index:
            index.contents["/list"] = b'<base href="/f/"><a href="lib-1.0-py3-none-any.whl">x</a>'
            index.answers["/list"] = (200, {"Content-Type": "text/html"}, index.contents["/list"])
            wheel = (links / "lib-1.0-py3-none-any.whl").read_bytes()
            index.contents["/f/lib-1.0-py3-none-any.whl"] = wheel
            only(PIP_NO_INDEX="1", PIP_FIND_LINKS=place or f"{index.address}/list")
            assert open_target("lib==1.0").version == "1.0"
            with pytest.raises(UsageError, match="no distribution of that name on"):
                open_target("more==2.0")


class TestCredentials:
    @pytest.fixture
    def index(self, build, only):
        with served(Index()) as index:
            index.user = ("me", "s3/cret")
            index.add("lib-1.0-py3-none-any.whl", Path(build("wheel")).read_bytes())
            only()
            yield index

    def address(self, index: Index, user: str) -> str:
        return f"{index.address.replace('://', f'://{user}')}/simple"

    def test_in_the_address(self, index, monkeypatch):
        monkeypatch.setenv("PIP_INDEX_URL", self.address(index, "me:s3%2Fcret@"))
        assert open_target("lib==1.0").version == "1.0"

    def test_by_the_name_of_the_index(self, index, monkeypatch):
        monkeypatch.setenv("UV_INDEX", f"my-corp={self.address(index, '')}")
        monkeypatch.setenv("UV_INDEX_MY_CORP_USERNAME", "me")
        monkeypatch.setenv("UV_INDEX_MY_CORP_PASSWORD", "s3/cret")
        assert open_target("lib==1.0").version == "1.0"

    @pytest.mark.parametrize("variable", [True, False])
    def test_in_netrc(self, index, monkeypatch, tmp_path, variable):
        file = tmp_path / ("logins" if variable else "home/.netrc")
        file.write_text("machine 127.0.0.1 login me password s3/cret\n")
        file.chmod(0o600)
        if variable:
            monkeypatch.setenv("NETRC", str(file))
        monkeypatch.setenv("PIP_INDEX_URL", self.address(index, ""))
        assert open_target("lib==1.0").version == "1.0"

    @pytest.mark.parametrize("told", [True, False])
    @pytest.mark.skipif(os.name == "nt", reason="a script takes the place of the command")
    def test_in_keyring_if_that_is_set_up(self, index, monkeypatch, tmp_path, told):
        command = tmp_path / "programs" / "keyring"
        command.parent.mkdir()
        command.write_text('#!/bin/sh\n[ "$3" = me ] && echo s3/cret\n')
        command.chmod(0o700)
        monkeypatch.setenv("PATH", f"{command.parent}:{os.environ['PATH']}")
        monkeypatch.setenv("PIP_INDEX_URL", self.address(index, "me@"))
        if told:
            monkeypatch.setenv("PIP_KEYRING_PROVIDER", "subprocess")
            assert open_target("lib==1.0").version == "1.0"
        else:
            with pytest.raises(UsageError, match="wants a user and a password"):
                open_target("lib==1.0")

    @pytest.mark.parametrize("release", ["lib==1.0", "lib==9", "nothing==1"])
    @pytest.mark.parametrize("status", [None, 401, 500, 404])
    def test_they_are_never_shown(self, index, monkeypatch, release, status):
        index.user = None
        if status is not None:
            index.answers["/simple/lib/"] = (status, {}, b"")
            index.answers["/simple/nothing/"] = (status, {}, b"")
        monkeypatch.setenv("PIP_INDEX_URL", self.address(index, "me:s3%2Fcret@"))
        monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "http://you:other@127.0.0.1:1/simple")
        monkeypatch.setenv("PIP_FIND_LINKS", "http://they:third@127.0.0.1:1/list?token=fourth")
        try:
            open_target(release)
        except UsageError as error:
            message = str(error)
            for secret in ("me:", "s3", "cret", "you:", "other", "they:", "third", "fourth"):
                assert secret not in message.replace(release, "")

    @pytest.mark.parametrize(
        ("address", "expected"),
        [
            ("https://u:p@h.example:8/a/", "https://h.example:8/a"),
            ("https://h.example/a?token=x#y", "https://h.example/a"),
            ("/some/folder", "/some/folder"),
        ],
    )
    def test_the_form_for_messages(self, address, expected):
        assert shown(address) == expected


def test_a_proxy_is_asked(build, only):
    """A proxy gets the whole address; here it answers itself."""
    with served(Index()) as proxy:
        proxy.add("lib-1.0-py3-none-any.whl", Path(build("wheel")).read_bytes())
        place = "http://index.invalid"
        proxy.answers[f"{place}/simple/lib/"] = proxy.answer("/simple/lib/", {})
        file = "/files/lib-1.0-py3-none-any.whl"
        proxy.answers[f"{place}{file}"] = proxy.answer(file, {})
        only(PIP_INDEX_URL=f"{place}/simple", PIP_PROXY=proxy.address)
        assert open_target("lib==1.0").version == "1.0"
        only(PIP_INDEX_URL=f"{place}/simple", HTTP_PROXY=proxy.address, FACEPLATE_CACHE="other")
        assert open_target("lib==1.0").version == "1.0"
