"""Asking a running app for its descriptor, over HTTP.

An app says under `/config` which library it is made with, where its routes are and how it hands
out results, and under `/info` what can be called. That is so for every release of Gradio from 3.x
on, for the kit, and below any prefix. A server is not trusted: see `gate` for where it may lead,
`transfer` for how much of an answer is read, and `deadline` for how long all of it may take.
"""

from faceplate.api.remote.access import Access
from faceplate.api.remote.app import SECONDS, fetch
from faceplate.api.remote.urls import is_url, without_user

__all__ = ["SECONDS", "Access", "fetch", "is_url", "without_user"]
