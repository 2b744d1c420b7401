"""Runs in the environment of a release: draws apps for it, or builds apps statement by statement.

It knows nothing of faceplate. Apps are drawn from what the release says at run time, so each is
written for it. To build one is to run its statements one after another, those within `with` too,
and to note for each what it raises and what it warns of; what needs the result of one that failed
is left out. Servers are not started: the arguments of `launch` are bound to its signature instead.
"""

import ast
import inspect
import json
import os
import random
import sys
import warnings

os.environ.update(GRADIO_ANALYTICS_ENABLED="False", HF_HUB_OFFLINE="1", MPLBACKEND="agg")

MISSING = inspect.Parameter.empty


def main():
    """Do what the file named on the command line asks for, and print the answer as JSON."""
    with open(sys.argv[1], encoding="utf-8") as stream:
        asked = json.load(stream)
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    import gradio

    if asked["mode"] == "draw":
        answer = [
            drawn(gradio, random.Random(f"{asked['seed']} {n}")) for n in range(asked["count"])
        ]
    else:
        answer = {path: built(gradio, path, asked.get("paths", {})) for path in asked["files"]}
    json.dump(answer, output)
    output.flush()
    os._exit(0)


# Building


class Build:
    """One app that is built."""

    def __init__(self, names):
        self.names = names
        self.lost = set()
        self.rows = []

    def block(self, statements):
        """Run statements, those within `with` one by one."""
        for statement in statements:
            used = {n.id for n in ast.walk(statement) if isinstance(n, ast.Name)}
            if isinstance(statement, ast.With):
                self.with_block(statement)
            elif used & self.lost and not isinstance(
                statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
            ):
                self.note(statement, skipped=True)
                self.lose(statement)
            else:
                self.one(statement)

    def with_block(self, statement):
        """Enter a block, run what is within, and leave it."""
        head = ast.Module([], [])
        entered = []
        for item in statement.items:
            used = {n.id for n in ast.walk(item.context_expr) if isinstance(n, ast.Name)}
            if used & self.lost:
                self.note(item.context_expr, skipped=True)
                continue
            box = ast.Assign([ast.Name("_entered", ast.Store())], item.context_expr)
            head.body = [ast.fix_missing_locations(ast.copy_location(box, item.context_expr))]
            if not self.run(head, item.context_expr):
                if item.optional_vars is not None:
                    self.lost |= {
                        n.id for n in ast.walk(item.optional_vars) if isinstance(n, ast.Name)
                    }
                continue
            manager = self.names["_entered"]
            try:
                value = manager.__enter__()
            except Exception as error:
                self.note(item.context_expr, error=error)
                continue
            entered.append(manager)
            if isinstance(item.optional_vars, ast.Name):
                self.names[item.optional_vars.id] = value
        self.block(statement.body)
        for manager in reversed(entered):
            try:
                manager.__exit__(None, None, None)
            except Exception as error:
                self.note(statement, error=error, at_end=True)

    def one(self, statement):
        """Run one statement."""
        if not self.run(ast.Module([statement], []), statement):
            self.lose(statement)

    def lose(self, statement):
        """Note which names are not bound since a statement failed."""
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                self.lost.add(node.id)
            elif isinstance(node, ast.alias):
                self.lost.add((node.asname or node.name).partition(".")[0])

    def run(self, module, place):
        """Run a piece of code; return whether it went through."""
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            error = None
            try:
                exec(compile(module, "<app>", "exec"), self.names)
            except (Exception, SystemExit) as raised:
                error = raised
        self.note(place, error=error, told=told)
        return error is None

    def note(self, place, error=None, told=(), skipped=False, at_end=False):
        """Note what came of a place."""
        files = []
        trace = error.__traceback__ if error is not None else None
        while trace is not None:
            files.append(trace.tb_frame.f_code.co_filename)
            trace = trace.tb_next
        first = getattr(place, "lineno", 1)
        last = getattr(place, "end_lineno", first)
        self.rows.append({
            "line": last if at_end else first,
            "end_line": last,
            "error": None if error is None else type(error).__name__,
            "text": "" if error is None else str(error)[:300],
            "files": files,
            "skipped": skipped,
            "warnings": [[w.category.__name__, str(w.message)[:300], w.filename] for w in told],
        })  # fmt: skip


def built(gradio, path, paths):
    """Build one app; give what came of each statement."""
    stub_servers(gradio)
    reset(gradio)
    with open(path, encoding="utf-8") as stream:
        tree = ast.parse(stream.read())
    folder = os.path.dirname(os.path.abspath(path))
    before = list(sys.path), os.getcwd(), set(sys.modules)
    sys.path[:0] = [folder, *paths.get(path, [])]
    os.chdir(folder)
    build = Build({"__name__": "__main__", "__file__": path})
    try:
        build.block(flattened(tree.body))
    finally:
        sys.path[:], _ = before[0], os.chdir(before[1])
        for name in set(sys.modules) - before[2]:
            if name.partition(".")[0] not in ("gradio", "gradio_client"):
                del sys.modules[name]
    return build.rows


def flattened(statements):
    """Take `if __name__ == "__main__":` apart."""
    for statement in statements:
        if isinstance(statement, ast.If) and "__main__" in ast.unparse(statement.test):
            yield from statement.body
        else:
            yield statement


def reset(gradio):
    """Forget the app that was built before."""
    from gradio.context import Context

    Context.root_block = Context.block = None
    try:
        from gradio.context import LocalContext

        for name in ("blocks", "render_block", "renderable"):
            if hasattr(LocalContext, name):
                getattr(LocalContext, name).set(None)
    except ImportError:
        pass


def stub_servers(gradio):
    """Bind the arguments of `launch` instead of serving, and make no routes."""
    if hasattr(gradio.Blocks, "_launch_signature"):
        return
    signature = inspect.signature(gradio.Blocks.launch)
    gradio.Blocks._launch_signature = signature

    def launch(self, *arguments, **keywords):
        signature.bind(self, *arguments, **keywords)

    gradio.Blocks.launch = launch
    gradio.routes.App.create_app = staticmethod(lambda *arguments, **keywords: None)


# Drawing


def value_for(parameter, dice):
    """Return the source of a value that a parameter takes; None where none is known."""
    annotation = str(parameter.annotation)
    default = parameter.default
    if "Literal[" in annotation:
        inside = annotation.partition("Literal[")[2].partition("]")[0]
        choices = [part.strip() for part in inside.split(",") if part.strip()]
        return dice.choice(choices) if choices else None
    if isinstance(default, bool):
        return dice.choice(["True", "False"])
    if isinstance(default, int):
        return str(dice.choice([default, default + 1]))
    if isinstance(default, str):
        return repr(dice.choice([default, default or "text"]))
    if "bool" in annotation:
        return dice.choice(["True", "False"])
    if "int" in annotation or "float" in annotation:
        return dice.choice(["1", "3", "300"])
    if "str" in annotation:
        return '"text"'
    return None


def arguments_for(function, dice, most, leave=()):
    """Return the source of some arguments of a call."""
    rows = []
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return ""
    fit = [
        p
        for p in parameters
        if p.name not in (*leave, "self", "render", "value", "every")
        and p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)
    ]
    for parameter in parameters:
        if parameter.default is MISSING and parameter in fit:
            source = value_for(parameter, dice)
            if source is not None:
                rows.append(f"{parameter.name}={source}")
                fit.remove(parameter)
    for parameter in dice.sample(fit, min(len(fit), dice.randint(0, most))):
        source = value_for(parameter, dice)
        if source is not None:
            rows.append(f"{parameter.name}={source}")
    return ", ".join(rows)


def components_of(gradio):
    """Return the names of the component classes of a release."""
    from gradio.blocks import Block, BlockContext

    return sorted(
        name
        for name in dir(gradio)
        if inspect.isclass(kind := getattr(gradio, name, None))
        and issubclass(kind, Block)
        and not issubclass(kind, BlockContext)
        and name not in ("Annotatedimage", "Highlightedtext", "Component", "LoginButton", "Timer")
    )


def layouts_of(gradio):
    """Return the names of the layout classes of a release."""
    from gradio.blocks import BlockContext

    return sorted(
        name
        for name in dir(gradio)
        if inspect.isclass(kind := getattr(gradio, name, None))
        and issubclass(kind, BlockContext)
        and not issubclass(kind, gradio.Blocks)
        and name not in ("Walkthrough", "Step")
    )


def listeners_of(instance):
    """Return the names of the event listeners of an object, as far as it tells."""
    listed = getattr(instance, "EVENTS", None)
    if listed:
        return [str(getattr(event, "event_name", event)) for event in listed]
    return [name for name, each in vars(instance).items() if "EventListener" in type(each).__name__]


def drawn(gradio, dice):
    """Return the source of an app that is drawn for a release."""
    lines = ["import gradio as gr", "", "", "def work(*values):", "    return values[0]", "", ""]
    first = arguments_for(gradio.Blocks.__init__, dice, 2, ("mode", "css", "js", "theme"))
    if dice.random() < 0.4:
        first = ", ".join(filter(None, [first, dice.choice(['css="a {}"', 'theme="soft"'])]))
    if dice.random() < 0.2:
        lines += [drawn_import(gradio, dice), ""]
    lines.append(f"with gr.Blocks({first}) as demo:")
    names, indent = [], "    "
    for number in range(dice.randint(2, 5)):
        if dice.random() < 0.3:
            layout = dice.choice(layouts_of(gradio))
            given = arguments_for(getattr(gradio, layout).__init__, dice, 2)
            lines.append(f"{indent}with gr.{layout}({given}):")
            indent += "    "
        kind = dice.choice(components_of(gradio))
        given = arguments_for(getattr(gradio, kind).__init__, dice, 4)
        chained = ""
        if hasattr(getattr(gradio, kind), "style") and dice.random() < 0.25:
            style = arguments_for(getattr(gradio, kind).style, dice, 1)
            chained = f".style({style})"
        lines.append(f"{indent}part{number} = gr.{kind}({given}){chained}")
        names.append((f"part{number}", kind))
    for name, kind in dice.sample(names, min(2, len(names))):
        event, given = drawn_event(gradio, kind, dice)
        if event:
            call = f"{name}.{event}(work, {name}, {name}{given})"
            if dice.random() < 0.3:
                call += f".then(work, {name}, {name}{given})"
            lines.append(f"    {call}")
    lines.append("")
    if dice.random() < 0.5:
        lines.append(f"demo.queue({arguments_for(gradio.Blocks.queue, dice, 2)})")
    lines.append(f"demo.launch({arguments_for(gradio.Blocks.launch, dice, 3, ('auth',))})")
    return "\n".join(lines) + "\n"


def drawn_import(gradio, dice):
    """Return an import of something from a module of a release."""
    import types

    modules = [
        name
        for name in ("components", "inputs", "outputs", "events", "layouts", "themes", "helpers")
        if isinstance(getattr(gradio, name, None), types.ModuleType)
    ]
    module = dice.choice(modules)
    offered = [
        name
        for name, each in vars(getattr(gradio, module)).items()
        if inspect.isclass(each) and each.__module__.startswith("gradio") and name[0] != "_"
    ]
    return f"from gradio.{module} import {dice.choice(sorted(offered))} as Imported"


def drawn_event(gradio, kind, dice):
    """Return an event of a component, and some of its arguments."""
    reset(gradio)
    try:
        instance = getattr(gradio, kind)()
        events = listeners_of(instance)
        event = dice.choice(events) if events else ""
        listener = getattr(instance, event, None) if event else None
    except Exception:
        return "", ""
    if listener is None:
        return "", ""
    skipped = ("fn", "inputs", "outputs", "block", "cancels", "trigger_mode", "validator", "js")
    given = arguments_for(listener, dice, 3, skipped)
    return event, f", {given}" if given else ""


if __name__ == "__main__":
    main()
