"""What the kit and its clients have agreed on: the fixed words of their protocol."""

VERSION = "6.0.0"
"""The release whose protocol is spoken; clients choose by it how to talk."""
PREFIX = "/gradio_api"
"""Where the routes of the protocol begin."""
QUEUE = "sse_v1"
"""The form of the queue's messages; later forms are unknown to the clients of early 4.x."""
FILE_MARK = {"_type": "gradio.FileData"}
"""What tells a file from any other dict."""
