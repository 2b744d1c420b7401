"""`python -m faceplate_kit`: serves the demo app."""

from __future__ import annotations

import argparse
import sys

from faceplate_kit.errors import UseError

_DESCRIPTION = """\
Serve an app that shows the whole kit: every component, and every kind of endpoint.

Open the address that is printed in a browser, or call the app from a program:
`faceplate api ADDRESS` lists what can be called. Sign in with any name and the password
"faceplate". Ctrl-C ends the app: runs have a moment to finish, and all callers are told. A second
Ctrl-C ends it at once.
"""


def main(arguments: list[str] | None = None) -> int:
    """Serve the demo app until somebody ends it.

    Args:
        arguments: Those of the command line; None for those of this process.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(
        "python -m faceplate_kit",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="the network address to listen on (default: %(default)s, for this machine alone)",
    )
    parser.add_argument(
        "--port", type=int, help="the port (default: the first free one from 7860 on)"
    )
    parser.add_argument(
        "--allowed-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a name under which the app may be reached, beside numbers and localhost; repeatable",
    )
    stated = parser.parse_args(arguments)
    try:
        from faceplate_kit.demo import demo

        demo.launch(
            server_name=stated.host, server_port=stated.port, allowed_hosts=stated.allowed_host
        )
    except KeyboardInterrupt:
        return 130  # before the app was up; from then on Ctrl-C lets it end
    except (UseError, ModuleNotFoundError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
