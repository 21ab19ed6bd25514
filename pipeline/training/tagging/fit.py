"""Training: a warm-up on trials and what the rules found, then fine-tuning on gold.

``torch`` and ``transformers`` are imported where they are used: the usual environment does not have them.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module, resources
from math import ceil
from pathlib import Path
from typing import Any

from pipeline import progress
from pipeline.errors import InputError, ModelError
from pipeline.learned.tagger import AGENT, CONTROL, DIRECTIONS, LABELS, OTHER
from pipeline.training.tagging.examples import Example
from pipeline.training.tagging.labels import OUTSIDE, Window, batches, labelled

# each mark starts as the mean of these words
LIKE = {
    AGENT: ("supplement", "drug", "treatment", "vitamin", "amino"),
    OTHER: ("agent", "compound", "chemical", "hormone"),
    CONTROL: ("control", "controls", "baseline"),
}
IGNORED = -100  # torch's label of what is no piece
HEAD = 5  # the layer that gives the labels is new: it learns so many times faster
RISE = 0.06  # share of the steps in which the rate rises; then it falls
FLOOR = 0.02  # share of the rate that it does not fall below
DECAY = 0.01
STRIDE = 32  # lengths of batches are multiples: each new length costs torch a compilation
DIRECTED = 0.1  # weight of the directions of targets beside the labels of all pieces: both then pull alike
STEEPEST = 1.0  # norm of the gradient
SEED = 0


@dataclass(frozen=True, slots=True)
class Course:
    """How long, how fast (rate of AdamW), how many word pieces at once, and which order of batches."""

    epochs: int
    rate: float
    pieces: int
    seed: int = SEED


WARM_UP = Course(epochs=1, rate=1e-4, pieces=4000)
FINE = Course(epochs=4, rate=1.2e-4, pieces=3000)


def needed(name: str) -> Any:
    """The module of this name. Raises ModelError where it is not installed."""
    try:
        return import_module(name)
    except ImportError as error:
        hint = "Make an environment of its own: pip install --group train"
        raise ModelError(f"Training needs {name.split('.')[0]}, which is not installed.", hint=hint) from error


def vocabulary(base: Path) -> list[str]:
    """The word pieces of the base model, by row.

    Raises InputError where they are not those that ``pipeline.learned`` holds, by which texts are cut in pieces.
    """
    file = base / "vocab.txt"
    try:
        told = file.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise InputError("The base model has no vocabulary that can be read.", place=str(file)) from error
    if told != (resources.files("pipeline.learned") / "tagger" / "vocab.txt").read_text("utf-8"):
        raise InputError("The base model's vocabulary is not the tagger's.", place=str(file))
    return told.split("\n")


def start(base: Path) -> Any:
    """The base model with a new layer for the labels. Raises InputError where the folder holds no model."""
    torch, transformers = needed("torch"), needed("transformers")
    torch.manual_seed(SEED)
    options = {"num_labels": len(LABELS), "attn_implementation": "eager", "attention_probs_dropout_prob": 0.0}
    try:
        loaded = transformers.AutoModelForTokenClassification.from_pretrained(base, local_files_only=True, **options)
    except (OSError, ValueError) as error:
        raise InputError("The folder holds no base model.", place=str(base)) from error
    pieces = vocabulary(base)
    with torch.no_grad():
        rows = loaded.get_input_embeddings().weight
        for mark, like in LIKE.items():
            rows[mark] = rows[[pieces.index(word) for word in like]].mean(0)
    return loaded


def train(model: Any, examples: Iterable[Example], course: Course, text: str) -> None:
    """Let ``model`` learn; the embeddings stay as they are. ``text`` names the step where progress is shown."""
    torch = needed("torch")
    torch.manual_seed(course.seed)
    chance = random.Random(course.seed)  # noqa: S311  the same batches each time
    windows = [window for example in examples for window in labelled(example)]
    steps = course.epochs * len(batches(windows, course.pieces, chance))
    optimizer = _optimizer(torch, model, course.rate)
    model.train()
    done = 0
    for epoch in range(1, course.epochs + 1):
        loss, made = 0.0, batches(windows, course.pieces, chance)
        for batch in progress.track(made, f"{text}, epoch {epoch}", len(made)):
            for group in optimizer.param_groups:
                group["lr"] = group["full"] * pace(done, steps)
            loss += _step(torch, model, optimizer, batch)
            done += 1
        progress.say(f"{text}, epoch {epoch}: loss {loss / max(len(made), 1):.4f}.")


def pace(done: int, steps: int) -> float:
    """The share of the full rate after ``done`` of ``steps``."""
    return min(1.0, done / max(1.0, steps * RISE)) * max(FLOOR, 1 - done / max(steps, 1))


def _optimizer(torch: Any, model: Any, rate: float) -> Any:
    for parameter in model.base_model.embeddings.parameters():
        parameter.requires_grad = False
    learning = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    new = [p for name, p in learning if name.startswith("classifier")]
    old = [p for name, p in learning if not name.startswith("classifier")]
    groups = [{"params": old, "full": rate}, {"params": new, "full": HEAD * rate}]
    return torch.optim.AdamW(groups, lr=rate, weight_decay=DECAY)


def _step(torch: Any, model: Any, optimizer: Any, batch: Sequence[Window]) -> float:
    ids, mask, labels = _tensors(torch, batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = model(input_ids=ids, attention_mask=mask).logits
    loss = _loss(torch, logits.float().view(-1, len(LABELS)), labels.view(-1))
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), STEEPEST)
    optimizer.step()
    return float(loss.item())


def _loss(torch: Any, logits: Any, told: Any) -> Any:
    """Cross-entropy over the labels and, weighed by ``DIRECTED``, over the directions of the pieces of targets alone.

    Few pieces are of targets: without the second part which way they went hardly counts. ``logits`` pieces x labels.
    """
    entropy = torch.nn.functional.cross_entropy
    loss = entropy(logits, told, ignore_index=IGNORED)
    inside = told > OUTSIDE
    if not inside.any():
        return loss
    edges = logits[inside][:, OUTSIDE + 1 :].view(-1, len(DIRECTIONS), 2)  # beginning and inside of each direction
    return loss + DIRECTED * entropy(edges.logsumexp(dim=2), (told[inside] - 1) // 2)


def _tensors(torch: Any, batch: Sequence[Window]) -> tuple[Any, Any, Any]:
    """Pieces, which of them are there, and labels: windows x longest window, rounded up to ``STRIDE``."""
    longest = STRIDE * ceil(max(len(window.ids) for window in batch) / STRIDE)
    missing = [longest - len(window.ids) for window in batch]
    ids = [w.ids + [0] * n for w, n in zip(batch, missing, strict=True)]
    mask = [[1] * len(w.ids) + [0] * n for w, n in zip(batch, missing, strict=True)]
    labels = [w.labels + [IGNORED] * n for w, n in zip(batch, missing, strict=True)]
    return torch.tensor(ids), torch.tensor(mask), torch.tensor(labels)
