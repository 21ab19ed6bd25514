"""model: the trained pipeline that reads the texts, shown, or saved together with the rules."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options, output

_group = typer.Typer(
    help="Show what reads the texts, or save it for spaCy.", epilog="Example: claimdiff model save reader"
)


def register(app: typer.Typer) -> None:
    """Add the subcommands of this module."""
    app.add_typer(_group, name="model")


@_group.command(epilog="Example: claimdiff model show --model en_core_sci_sm")
def show(model: options.Model = options.BUNDLED) -> int:
    """Show what a model is made of: name, version, components, digest, folder."""
    from pipeline.installed import find

    found = find(model)
    parts = ", ".join(name if name == factory else f"{name} ({factory})" for name, factory in found.components)
    told = {
        "Model": found.name,
        "Name and version": found.title or "none: the rules read without a parser",
        "Components": parts or "none",
        "Digest": found.digest or "none",
        "Folder": found.folder or "none",
    }
    output.write("".join(f"{name}: {value}\n" for name, value in told.items()))
    return 0


@_group.command(epilog="Example: claimdiff model save reader --model bundled")
def save(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or an empty folder.")],
    model: options.Model = options.BUNDLED,
) -> int:
    """Save model, lexicons and settings as a folder for spacy.load and for --model.

    It finds the same tuples wherever this version of claimdiff is installed, and is not loaded by another.
    """
    options.check_model(model)
    from pipeline.nlp import save

    save(folder, model)
    output.write(f"Saved: {folder}\n")
    return 0
