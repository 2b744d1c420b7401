"""Launches the app of a script in the environment of a release, and asks the release's client.

It shares nothing with faceplate, and names what faceplate must find out: the class `Blocks` and its
`launch`. The app is launched for real, on a free port. Then the release's own client says what it
prints and what it hands out. The process serves until its standard input ends.
"""

import json
import os
import runpy
import sys

SCRIPT, RESULT = sys.argv[1:3]
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")


class Launched(BaseException):
    """Ends the script where a launch would have gone on serving."""


def main():
    outcome = {}
    try:
        import gradio

        outcome["version"] = gradio.__version__
        with open(SCRIPT, encoding="utf-8") as stream:
            needed = [
                name
                for line in stream
                if line.startswith("# needs: ")
                for name in line[len("# needs: ") :].replace(",", " ").split()
            ]
        missing = [name for name in needed if not hasattr(gradio, name)]
        if missing:
            outcome["missing"] = missing
        else:
            outcome.update(ask(gradio))
    except BaseException as error:
        outcome["error"] = f"{type(error).__name__}: {error}"
    with open(RESULT + ".part", "w", encoding="utf-8") as stream:
        json.dump(outcome, stream)
    os.replace(RESULT + ".part", RESULT)
    if "text" in outcome:
        sys.stdin.read()
    os._exit(0)


def ask(gradio):
    app = run(gradio.Blocks)
    info = None
    if hasattr(app, "get_api_info"):
        info = sent(app.get_api_info())
    whole = None
    if info is not None and "all_endpoints" in app.get_api_info.__code__.co_varnames:
        whole = sent(app.get_api_info(all_endpoints=True))
    app.launch(prevent_thread_lock=True, quiet=True, inbrowser=False)
    import gradio_client

    client = gradio_client.Client(app.local_url, verbose=False)
    texts = {
        str(every): client.view_api(every, print_info=False, return_format="str")
        for every in (None, True, False)
    }
    shown = client.view_api(print_info=False, return_format="dict")
    if info is None:  # releases of which the object does not say it
        info = shown
    return {"url": app.local_url, "text": texts, "dict": shown, "info": info, "all": whole}


def sent(value):
    """What the server of a release makes of a value that it sends."""
    from fastapi.encoders import jsonable_encoder

    return json.loads(json.dumps(jsonable_encoder(value)))


def run(Blocks):  # noqa: N803
    launched = []
    real = Blocks.launch

    def launch(self, *arguments, **options):
        launched.append(self)
        if not options.get("prevent_thread_lock"):
            raise Launched
        return None, None, None

    Blocks.launch = launch
    try:
        import uvicorn

        def serve(*_, **__):
            raise Launched

        uvicorn.run = serve
    except ImportError:
        pass
    os.chdir(os.path.dirname(SCRIPT))
    sys.argv[:] = [os.path.basename(SCRIPT)]
    sys.path[0] = os.path.dirname(SCRIPT)
    names = {}
    try:
        names = runpy.run_path(SCRIPT, run_name="__main__")
    except Launched:
        pass
    finally:
        Blocks.launch = real
    if launched:
        return launched[-1]
    if not names:  # it was serving when it stopped; so its variables are gone
        names = runpy.run_path(SCRIPT, run_name="imported")
    apps = {id(value): value for value in names.values() if isinstance(value, Blocks)}
    return names["demo"] if len(apps) > 1 else next(iter(apps.values()))


if __name__ == "__main__":
    main()
