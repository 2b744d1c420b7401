"""Files of a form, written to their place as they come in.

A form is parsed piece by piece, and no more of it is held than one piece: whatever its parts and
their headers are, the memory that it takes is limited. What is no file of the right field is
passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

# The headers of one part: a field's name, a file's name and its type take some hundred bytes.
_HEADERS = 8 * 2**10
# How many parts there may be that are no files.
_OTHER_PARTS = 20


class FormError(Exception):
    """A form that cannot be taken, with the reason."""


class FormFiles:
    """The files of one field of a form.

    Args:
        content_type: What the request calls its body.
        field: The field whose files are kept.
        new: Gives the path for a new file of a name.
        most: How many files there may be.

    Attributes:
        paths: The files that have come, whole or in part.

    Raises:
        FormError: The body is no form.
    """

    def __init__(
        self, content_type: str, field: str, new: Callable[[str], Path], most: int
    ) -> None:
        kind, options = parse_options_header(content_type)
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise FormError("there is no boundary between its parts")
        self.paths: list[Path] = []
        self._field = field
        self._new = new
        self._most = most
        self._file: BinaryIO | None = None
        self._others = 0
        self._headers = 0
        self._name, self._value = bytearray(), bytearray()
        self._disposition = b""
        self._whole = False
        try:
            self._parser = MultipartParser(
                options[b"boundary"],
                {
                    "on_part_begin": self._begin,
                    "on_header_field": self._take_name,
                    "on_header_value": self._take_value,
                    "on_header_end": self._end_header,
                    "on_headers_finished": self._open,
                    "on_part_data": self._write,
                    "on_part_end": self._close,
                    "on_end": self._end,
                },
            )
        except FormParserError as error:
            raise FormError(str(error)) from None

    def write(self, piece: bytes) -> None:
        """Take a piece of the body.

        Raises:
            FormError: It is damaged, or too much.
        """
        try:
            self._parser.write(piece)
        except FormParserError:
            raise FormError("a part of it is damaged") from None

    def finish(self) -> None:
        """Note that the body has ended.

        Raises:
            FormError: Its end is missing.
        """
        if not self._whole:
            raise FormError("its end is missing")

    def delete(self) -> None:
        """Delete all files that have come."""
        self._close()
        for path in self.paths:
            with suppress(OSError):
                path.unlink()
                path.parent.rmdir()
        self.paths.clear()

    def _begin(self) -> None:
        self._headers = 0
        self._disposition = b""

    def _take_name(self, data: bytes, start: int, end: int) -> None:
        self._count(end - start)
        self._name += data[start:end]

    def _take_value(self, data: bytes, start: int, end: int) -> None:
        self._count(end - start)
        self._value += data[start:end]

    def _count(self, size: int) -> None:
        self._headers += size
        if self._headers > _HEADERS:
            raise FormError("the headers of a part are too long")

    def _end_header(self) -> None:
        if bytes(self._name).lower() == b"content-disposition":
            self._disposition = bytes(self._value)
        self._name.clear()
        self._value.clear()

    def _open(self) -> None:
        """Open a file for the part that begins, if it is one of the field."""
        _, options = parse_options_header(self._disposition)
        name = options.get(b"filename")
        if name is None or options.get(b"name", b"").decode("utf-8", "replace") != self._field:
            self._others += 1
            if self._others > _OTHER_PARTS:
                raise FormError(f"it has more than {_OTHER_PARTS} parts that are no files")
            return
        if len(self.paths) >= self._most:
            raise FormError(f"it has more than {self._most} files")
        path = self._new(name.decode("utf-8", "replace") or "file")
        self.paths.append(path)
        self._file = open(path, "wb")  # noqa: SIM115 (closed at the end of the part)

    def _write(self, data: bytes, start: int, end: int) -> None:
        if self._file is not None:
            self._file.write(data[start:end])

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _end(self) -> None:
        self._whole = True
