"""The kit: a small component library that runs.

Its components are built, described and called like those of Gradio, so that the pages and the
descriptors that faceplate makes can be tried on something small and whole. It knows nothing of the
rest of faceplate, which reads it like any other library. The server is imported by `launch`.
"""

from faceplate_kit.blocks import Blocks
from faceplate_kit.components.button import Button
from faceplate_kit.components.checkbox import Checkbox
from faceplate_kit.components.dropdown import Dropdown
from faceplate_kit.components.image import Image
from faceplate_kit.components.json_component import JSON
from faceplate_kit.components.login_button import LoginButton
from faceplate_kit.components.logout_button import LogoutButton
from faceplate_kit.components.markdown import Markdown
from faceplate_kit.components.number import Number
from faceplate_kit.components.radio import Radio
from faceplate_kit.components.slider import Slider
from faceplate_kit.components.state import State
from faceplate_kit.components.textbox import Textbox
from faceplate_kit.errors import Error, UseError
from faceplate_kit.layouts import Column, Row
from faceplate_kit.request import Request
from faceplate_kit.shortcuts import component
from faceplate_kit.updates import skip, update

__all__ = [
    "JSON",
    "Blocks",
    "Button",
    "Checkbox",
    "Column",
    "Dropdown",
    "Error",
    "Image",
    "LoginButton",
    "LogoutButton",
    "Markdown",
    "Number",
    "Radio",
    "Request",
    "Row",
    "Slider",
    "State",
    "Textbox",
    "UseError",
    "component",
    "skip",
    "update",
]
