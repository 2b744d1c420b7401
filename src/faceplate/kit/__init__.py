"""The kit: a small component library that runs.

Its components are built, described and called like those of Gradio, so that the pages and the
descriptors that faceplate makes can be tried on something small and whole. It knows nothing of the
rest of faceplate, which reads it like any other library. The server is imported by `launch`.
"""

from faceplate.kit.blocks import Blocks
from faceplate.kit.components.button import Button
from faceplate.kit.components.checkbox import Checkbox
from faceplate.kit.components.dropdown import Dropdown
from faceplate.kit.components.image import Image
from faceplate.kit.components.json_component import JSON
from faceplate.kit.components.login_button import LoginButton
from faceplate.kit.components.logout_button import LogoutButton
from faceplate.kit.components.markdown import Markdown
from faceplate.kit.components.number import Number
from faceplate.kit.components.radio import Radio
from faceplate.kit.components.slider import Slider
from faceplate.kit.components.state import State
from faceplate.kit.components.textbox import Textbox
from faceplate.kit.errors import Error, UseError
from faceplate.kit.layouts import Column, Row
from faceplate.kit.request import Request
from faceplate.kit.shortcuts import component
from faceplate.kit.updates import skip, update

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
