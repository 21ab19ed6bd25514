"""A run as one HTML page for curators: each verdict one click from the sentence behind it.

The page is whole in itself: style and script are inside, a content security policy allows nothing else, and it works
from a file. Without script it shows everything, only the filters are missing. The same result gives the same bytes.
"""

import base64
import hashlib
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from pipeline.report.text import harmless, short
from pipeline.report.view import view
from pipeline.report.words import FLAGS, OPEN, STATES, VERDICTS, named, plain
from pipeline.schema import RunResult


def render(result: RunResult) -> str:
    """The report of a run as HTML."""
    style, script = _asset("report.css"), _asset("report.js")
    return _template().render(
        view=view(result),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("pipeline.report", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.filters |= {"short": short, "plain": plain, "named": named}
    environment.globals |= {"FLAGS": FLAGS, "OPEN": OPEN, "STATES": STATES, "VERDICTS": VERDICTS}
    return environment.get_template("report.html.j2")


def _finalize(value: object) -> object:
    """Every text that the template prints is made harmless on the way; our own markup is not touched."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _asset(name: str) -> str:
    return (resources.files("pipeline.report") / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """A source expression for the content security policy."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
