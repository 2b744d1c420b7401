"""Builders for the targets of these tests: one library, packed in every way a target can come."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import tarfile
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

#: What every built target holds unless a test says otherwise.
LIBRARY = {
    "lib/__init__.py": b"from lib.button import Button\n",
    "lib/button.py": b"class Button:\n    pass\n",
    "lib/button.pyi": b"class Button: ...\n",
    "lib/inner/__init__.py": b"",
    "lib/inner/deep.py": b"DEEP = 1\n",
}
METADATA = b"Metadata-Version: 2.1\nName: lib\nVersion: 1.0\n\nName: not this one\nVersion: 9\n"

ZIPS = ("wheel", "zip sdist")
TARS = ("tar.gz", "tgz", "tar.bz2")
ARCHIVES = (*ZIPS, *TARS)
FOLDERS = ("package folder", "project", "src project", "backend project")

Member = tuple[str | tarfile.TarInfo | zipfile.ZipInfo, bytes]


class Builder:
    """Packs files into a target of any kind, below one temporary folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(
        self, kind: str, files: dict[str, bytes] | None = None, *, extra: Iterable[Member] = ()
    ) -> str:
        """Packs a library, and members whose names are taken as they are."""
        files = LIBRARY if files is None else files
        if kind in FOLDERS:
            return self.folder(kind, files)
        if kind == "wheel":
            members: list[Member] = [*files.items(), ("lib-1.0.dist-info/METADATA", METADATA)]
        else:
            members = [(f"lib-1.0/{name}", data) for name, data in files.items()]
            members.append(("lib-1.0/PKG-INFO", METADATA))
        return self.archive(kind, [*members, *extra])

    def inside(self, kind: str, name: str) -> str:
        """Says where a file of the library stands in an archive of a kind."""
        return name if kind == "wheel" else f"lib-1.0/{name}"

    def path(self, kind: str) -> str:
        names = {"wheel": "lib-1.0-py3-none-any.whl", "zip sdist": "lib-1.0.zip"}
        return str(self.root / names.get(kind, f"lib-1.0.{kind}"))

    def archive(self, kind: str, members: Iterable[Member]) -> str:
        data = zip_bytes(members) if kind in ZIPS else packed(kind, tar_bytes(members))
        path = self.path(kind)
        Path(path).write_bytes(data)
        return path

    def folder(self, kind: str, files: dict[str, bytes], name: str = "work") -> str:
        base = self.root / name
        holder = {"src project": base / "src", "backend project": base / "backend"}.get(kind, base)
        write(holder, files)
        if kind == "package folder":
            return str(holder / "lib")
        (base / "PKG-INFO").write_bytes(METADATA)
        return str(base)


def write(holder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        file = holder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def zip_bytes(members: Iterable[Member], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members:
            assert not isinstance(name, tarfile.TarInfo)
            if isinstance(name, str):
                info = zipfile.ZipInfo("placeholder")
                info.filename = name  # the constructor would tidy it
                info.compress_type = method
                info.external_attr = 0o100644 << 16
            else:
                info = name
            archive.writestr(info, data)
    return buffer.getvalue()


def tar_bytes(members: Iterable[Member], form: int = tarfile.PAX_FORMAT) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form) as archive:
        for name, data in members:
            assert not isinstance(name, zipfile.ZipInfo)
            if isinstance(name, str):
                info = tarfile.TarInfo(name.replace("\0", "?"))
                if "\0" in name:
                    info.pax_headers = {"path": name}
            else:
                info = name
            if info.isreg():
                info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def packed(kind: str, data: bytes) -> bytes:
    return bz2.compress(data, 1) if kind == "tar.bz2" else gzip.compress(data, 1)


@pytest.fixture
def build(tmp_path: Path) -> Builder:
    return Builder(tmp_path)


@pytest.fixture
def kit() -> Any:
    """The functions of this file, for tests that put an archive together byte by byte."""
    import types

    return types.SimpleNamespace(
        zip_bytes=zip_bytes,
        tar_bytes=tar_bytes,
        packed=packed,
        write=write,
        library=LIBRARY,
        metadata=METADATA,
    )


@pytest.fixture
def one_line() -> Callable[[str], None]:
    """Holds a message to what a terminal may be given."""

    def check(message: str) -> None:
        assert len(message.splitlines()) == 1
        unsafe = {"Cc", "Cs", "Zl", "Zp"}
        assert not [c for c in message if unicodedata.category(c) in unsafe or c in "\u202e\u2066"]
        assert len(message) < 6000

    return check


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the given variables all that pip and uv are told."""
    home = tmp_path / "home"
    home.mkdir()

    def use(**variables: str) -> None:
        for name in list(os.environ):
            if name.startswith(("PIP_", "UV_")) or name.lower().endswith("_proxy"):
                monkeypatch.delenv(name)
        for name in ("NETRC", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "FACEPLATE_OFFLINE"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
        monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "machine"))
        monkeypatch.setattr("sys.prefix", str(tmp_path / "prefix"))
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return use


@pytest.fixture(autouse=True)
def _away_from_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A bare name may also be a folder in the current one, and there is a cache to keep out of.
    empty = tmp_path / "current"
    empty.mkdir()
    monkeypatch.chdir(empty)
    monkeypatch.setenv("FACEPLATE_CACHE", os.fspath(tmp_path / "cache"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a test that asks for a kind of target with each of them."""
    for name, kinds in (
        ("target_kind", (*ARCHIVES, *FOLDERS)),
        ("archive_kind", ARCHIVES),
        ("zip_kind", ZIPS),
        ("tar_kind", TARS),
    ):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, kinds)
