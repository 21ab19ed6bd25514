"""Train the tagger: first ``python -m pipeline.training.tagging examples``, then ``fit``; see the package's docstring.

``fit`` writes ``model.onnx``, which belongs into ``pipeline/learned/tagger``, and ``weights.pt``, from which another
course may go on.
"""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from rich.console import Console

from pipeline import progress
from pipeline.errors import ClaimdiffError
from pipeline.training.tagging.examples import Example, read, without, write

MOST = 3500  # examples of what the rules find
WEIGHTS = "weights.pt"
COMPARED = 200  # windows on which the model in eight bits is compared


def examples(given: argparse.Namespace) -> None:
    """Write examples from gold, trials and abstracts."""
    number = write(progress.track(_made(given), "Examples"), given.out)
    progress.say(f"{number} examples: {given.out}")


def _made(given: argparse.Namespace) -> Iterator[Example]:
    from pipeline.training.gold import split  # spaCy: not in the environment of torch
    from pipeline.training.tagging import annotated, silver, trials
    from pipeline.tuples import read_findings

    pairs = [split(pair) for pair in given.gold]
    yield from chain.from_iterable(annotated.examples(gold, lexicon) for gold, lexicon in pairs)
    if given.trials:
        yield from trials.examples(given.trials)
    if given.silver:
        aside = {key for gold in [*(gold for gold, _ in pairs), *given.without] for key in read_findings(gold)}
        yield from silver.examples(*split(given.silver), aside, given.most)


def fit(given: argparse.Namespace) -> None:
    """Warm up, fine-tune and write the tagger."""
    from pipeline.training.tagging.export import export
    from pipeline.training.tagging.fit import FINE, WARM_UP, needed, start, train
    from pipeline.training.tagging.labels import labelled

    torch = needed("torch")
    found = without(read(given.examples), given.half)
    gold = [e for e in found if e.kind == "gold"]
    model = start(given.base)
    given.out.mkdir(parents=True, exist_ok=True)
    if given.warm and given.warm.exists():
        model.load_state_dict(torch.load(given.warm, weights_only=True))
    else:
        train(model, [e for e in found if e.kind != "gold"], WARM_UP, "Warm-up")
        if given.warm:
            torch.save(model.state_dict(), given.warm)
    course = replace(FINE, epochs=given.epochs, rate=given.rate or FINE.rate, seed=given.seed)
    train(model, gold, course, "Fine-tuning")
    torch.save(model.state_dict(), given.out / WEIGHTS)
    windows = [window for e in gold for window in labelled(e)][:COMPARED]
    same = export(model, given.out / "model.onnx", windows)
    progress.say(f"Labels in eight bits as in 32: {same:.4f}. Written: {given.out}")


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m pipeline.training.tagging", description="Train the tagger.")
    commands = options.add_subparsers(required=True)
    make = commands.add_parser("examples", help="write what is learned from, in the usual environment")
    make.add_argument("out", type=Path, metavar="EXAMPLES", help="JSON Lines file to write")
    make.add_argument(
        "--gold", nargs="+", required=True, metavar="GOLD[,LEXICON]", help="annotations, texts beside them"
    )
    make.add_argument("--trials", type=Path, metavar="DIR", help="folder with the CSV files of Evidence Inference")
    make.add_argument("--silver", metavar="ABSTRACTS[,LEXICON]", help="articles that the rules read")
    make.add_argument("--without", nargs="*", default=[], metavar="GOLD", help="gold whose abstracts they do not read")
    make.add_argument("--most", type=int, default=MOST, help="examples from what the rules read (default: %(default)s)")
    make.set_defaults(run=examples)
    learn = commands.add_parser("fit", help="train, in the environment of the dependency group train")
    learn.add_argument("examples", type=Path, metavar="EXAMPLES", help="what the other command wrote")
    learn.add_argument("out", type=Path, metavar="OUT", help="folder for model.onnx")
    learn.add_argument("--base", type=Path, required=True, metavar="FOLDER", help="all-MiniLM-L6-v2")
    learn.add_argument("--half", type=int, choices=(0, 1), help="leave this half of the gold out, to measure on it")
    learn.add_argument("--epochs", type=int, default=4, help="of fine-tuning (default: %(default)s)")
    learn.add_argument("--rate", type=float, help="of fine-tuning, at its fastest (default: that of a first course)")
    learn.add_argument("--seed", type=int, default=0, help="of the order of batches (default: %(default)s)")
    learn.add_argument(
        "--warm",
        type=Path,
        metavar="FILE",
        help=f"take the warmed-up weights (or another course's {WEIGHTS}), or keep them there",
    )
    learn.set_defaults(run=fit)
    return options


def main() -> None:
    """Run from the command line."""
    options = _options()
    given = options.parse_args()
    try:
        with progress.shown(Console(stderr=True)):
            given.run(given)
    except ClaimdiffError as error:
        options.error(str(error))


if __name__ == "__main__":
    main()
