"""A picture."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

from faceplate_kit import protocol, schema
from faceplate_kit.components.component import Component
from faceplate_kit.errors import Error, UseError
from faceplate_kit.events import Events, Listens
from faceplate_kit.files import EXAMPLE, Files


@runtime_checkable
class Picture(Protocol):
    """A picture that can write itself to a file, as those of Pillow can."""

    def save(self, path: Path, /) -> None:
        """Write the picture to a file."""


class Image(Component):
    """Shows a picture, or takes one from a person.

    Args:
        value: The picture to begin with: the path of a file, or a Pillow image. If it can be
            called, it is called for that, and again whenever a page of the app is opened.
        height: The height in pixels, or as a CSS length. None for that of the picture.
        width: The width in pixels, or as a CSS length. None for as wide as there is room.
        type: What a function gets: "filepath" for the path of a file, "pil" for a Pillow image,
            which needs the package `pillow`.
        show_download_button: If True, a button saves the picture.
    """

    EVENTS = [Events.clear, Events.change, Events.upload]
    clear: Listens
    change: Listens
    upload: Listens

    def __init__(
        self,
        value: str | Path | Picture | Callable | None = None,
        *,
        height: int | str | None = None,
        width: int | str | None = None,
        type: Literal["filepath", "pil"] = "filepath",
        label: str | None = None,
        every: float | None = None,
        show_label: bool | None = None,
        show_download_button: bool = True,
        container: bool = True,
        scale: int | None = None,
        min_width: int = 160,
        interactive: bool | None = None,
        visible: bool = True,
        elem_id: str | None = None,
        elem_classes: list[str] | str | None = None,
        render: bool = True,
    ) -> None:
        if type == "pil" and importlib.util.find_spec("PIL") is None:
            raise UseError('Image: type="pil" needs the package pillow: install it')
        self.height = height
        self.width = width
        self.type = type
        self.show_download_button = show_download_button
        super().__init__(
            value,
            label=label,
            every=every,
            show_label=show_label,
            container=container,
            scale=scale,
            min_width=min_width,
            interactive=interactive,
            visible=visible,
            elem_id=elem_id,
            elem_classes=elem_classes,
            render=render,
        )

    def preprocess(self, payload: dict[str, Any] | None) -> str | Picture | None:
        """Make what a function gets of a value from the wire.

        Args:
            payload: The file that was sent, or None.

        Returns:
            The path of the file, or with `type="pil"` a Pillow image. None without a picture.
        """
        if payload is None or self.type == "filepath":
            return None if payload is None else str(payload["path"])
        import PIL.Image

        try:
            picture = PIL.Image.open(payload["path"])
            picture.load()
        except (OSError, PIL.Image.DecompressionBombError) as error:
            raise Error(f"{self.label or 'Image'}: the file is not a picture ({error}).") from None
        return picture

    def postprocess(self, value: str | Path | Picture | None) -> str | Path | Picture | None:
        """Make a value for the wire of what a function returns.

        Args:
            value: The path of a file, a Pillow image, or None for no picture.

        Returns:
            The same; `sent` makes it a file of the app.
        """
        return value

    def received(self, payload: Any, files: Files) -> Any:
        """Look at a value from the wire before `preprocess` gets it.

        Args:
            payload: The value.
            files: The files of the app.

        Raises:
            Error: If it is not a file that the app knows.
        """
        payload = super().received(payload, files)
        if payload is None:
            return None
        known = files.known(payload["path"])
        if known is None:
            raise Error(f"{self.label or 'Image'}: the app has no such file; send it first.")
        return {**payload, "path": str(known)}

    def sent(self, value: Any, files: Files) -> Any:
        """Make a picture a file of the app, and describe it for the wire.

        Args:
            value: What `postprocess` gave.
            files: The files of the app.
        """
        if value is None:
            return None
        if isinstance(value, str | Path):
            return files.described(self.first_value(value))
        path = files.new("image.png")
        value.save(path)
        return files.described(path)

    def first_value(self, value: Any) -> Any:
        """Look whether the file of a picture is there.

        Args:
            value: The picture that the author gives.

        Raises:
            UseError: If it is not.
        """
        if isinstance(value, str | Path) and not Path(value).is_file():
            raise UseError(f"{self.label or 'Image'}: there is no file {str(value)!r:.200}")
        return value

    def api_info(self) -> dict[str, Any]:
        """Give the JSON Schema of the value on the wire."""
        return schema.FILE

    def example_inputs(self) -> dict[str, Any]:
        """Give a value that the component takes from the wire."""
        files = self.app.files if self.app else Files()
        url = files.url(EXAMPLE.name)
        return {"path": url, "url": url, "orig_name": EXAMPLE.name, "meta": protocol.FILE_MARK}
