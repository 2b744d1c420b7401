"""The third way to a documentation group: the module decides, in Gradio's own packages."""

from __future__ import annotations

from pathlib import Path

import pytest

from faceplate.public import extract


@pytest.mark.parametrize(
    ("module", "group"),
    [
        ("components/button", "component"),
        ("_simple_templates/plain", "component"),
        ("layouts/row", "layout"),
        ("blocks", "block"),
        ("chat_interface", "chatinterface"),
        ("events", "helpers"),
        ("flagging", "flagging"),
        ("interface", "interface"),
        ("routes", "routes"),
        ("themes/base", "themes"),
        ("elsewhere", None),
    ],
)
def test_the_module_decides(tmp_path: Path, module: str, group: str | None) -> None:
    file = tmp_path / "gradio" / f"{module}.py"
    file.parent.mkdir(parents=True, exist_ok=True)
    for folder in {file.parent, tmp_path / "gradio"}:
        (folder / "__init__.py").write_text("")
    dotted = module.replace("/", ".")
    (tmp_path / "gradio/__init__.py").write_text(f"from gradio.{dotted} import Thing\n")
    file.write_text(
        "class EventListener(str):\n    pass\n\n\n"
        "def document():\n    return lambda what: what\n\n\n"
        "@document()\nclass Thing:\n    pass\n"
    )
    manifest = extract(str(tmp_path / "gradio"), search_path=[], cache=False)
    assert manifest.library.dialect == "gradio"
    assert [(page.name, page.group) for page in manifest.components] == [("Thing", group)]
