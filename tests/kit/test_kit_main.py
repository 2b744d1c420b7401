"""`python -m faceplate_kit`, which serves the demo app."""

import signal
import socket
import subprocess
import sys

import httpx
import pytest

from faceplate_kit import __main__ as program


def test_help_says_how(capsys):
    with pytest.raises(SystemExit) as ended:
        program.main(["--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    for word in ("--host", "--port", "--allowed-host", "password", "Ctrl-C"):
        assert word in shown


def test_an_address_that_cannot_be_listened_on_gets_one_line(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert program.main(["--port", str(port)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("python -m faceplate_kit: ") and str(port) in line


def test_the_demo_is_served_until_it_is_ended():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "faceplate_kit", "--port", str(port), "--allowed-host", "x.test"],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr.readline() == f"The app runs at http://127.0.0.1:{port}/\n"
        url = f"http://127.0.0.1:{port}/config"
        with httpx.Client(trust_env=False, verify=False) as client:
            assert client.get(url).json()["title"] == "Faceplate kit"
            assert client.get(url, headers={"host": "x.test"}).is_success
            assert client.get(url, headers={"host": "y.test"}).status_code == 421
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert process.stderr.read() == ""
    finally:
        process.kill()
        process.wait()
