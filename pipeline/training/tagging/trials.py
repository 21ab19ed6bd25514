"""Evidence Inference → examples: what trials were asked about, and the sentences that answer.

A prompt names outcome, intervention and comparator in a curator's words; an annotation quotes the evidence. The outcome
is looked for in the quotation, word by word; the intervention becomes the agent. Evidence Inference 2.0: DeYoung et
al., BioNLP 2020, https://aclanthology.org/2020.bionlp-1.13 (MIT).
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.errors import InputError
from pipeline.learned.wordpieces import Place
from pipeline.relations.words import overlap
from pipeline.schema import Direction
from pipeline.training.tagging.examples import Example, Target
from pipeline.training.tagging.words import words

PROMPTS = ("prompts_merged.csv", "prompts_pilot_run.csv")  # the first to have a prompt counts
ANNOTATIONS = ("v2_annotations.csv", "annotations_pilot_run.csv")
LENGTHS = range(25, 701)  # code points of a quotation
FIGURES = 0.3  # share of digits above which a quotation is a row of a table
LONGEST = 70  # code points of an outcome
SHOWN = 80  # code points of intervention and comparator that are told
MOST = 8  # words of a prompt that are looked for
LEAST = 0.6  # share of them that must be found
SKIPPED = 0.04  # what each word between them costs
WORD = re.compile(r"[A-Za-z0-9]+")
ENDING = re.compile(r"(ies|es|s|ing|ed|al|ic)$")
BRACKETS = re.compile(r"\(.*?\)")
IDLE = words("idle")
Fields = Mapping[str, str]


def examples(folder: Path) -> Iterator[Example]:
    """The examples of the CSV files in ``folder``. Raises InputError where one cannot be read."""
    prompts: dict[str, Fields] = {}
    for name in PROMPTS:
        for row in _rows(folder / name):
            prompts.setdefault(row["PromptID"], row)
    annotations = [row for name in ANNOTATIONS for row in _rows(folder / name)]
    return made(prompts, annotations)


def made(prompts: Mapping[str, Fields], annotations: Iterable[Fields]) -> Iterator[Example]:
    """One example for each quotation and pair of arms, with all outcomes that it answers in one way."""
    answers: dict[tuple[str, str, str], dict[Place, set[Direction]]] = defaultdict(lambda: defaultdict(set))
    for row in annotations:
        prompt = prompts.get(row["PromptID"])
        text = " ".join(row["Annotations"].split())
        if prompt and row["Valid Label"] != "False" and _is_prose(text):
            outcome = place(text, prompt["Outcome"])
            if outcome and outcome[1] - outcome[0] <= LONGEST:
                arms = prompt["Intervention"], prompt["Comparator"]
                answers[text, *arms][outcome].add(direction(row["Label"]))
    for (text, intervention, comparator), told in answers.items():
        if targets := list(_apart(told)):
            yield _example(text, intervention, comparator, targets)


def place(text: str, phrase: str) -> Place | None:
    """The shortest stretch of ``text`` with most of the phrase's words in any order; None if it has too few of them."""
    wanted = {_stem(w) for w in _content(phrase)[:MOST]}
    words = [(m.start(), m.end(), _stem(m.group())) for m in WORD.finditer(text)]
    best, found = -1.0, None
    for i, (start, _, first) in enumerate(words):
        if first not in wanted:
            continue
        got: set[str] = set()
        for j, (_, end, stem) in enumerate(words[i : i + 2 * len(wanted) + 3], 1):
            if stem in wanted and stem not in got:
                got.add(stem)
                share = len(got) / len(wanted)
                if (worth := share - SKIPPED * (j - len(got))) > best:
                    best, found = worth, (start, end) if share >= LEAST else None
    return found


def direction(label: str) -> Direction:
    """``significantly increased`` and the like, of the column Label."""
    return "increase" if "increase" in label else "decrease" if "decrease" in label else "no_change"


def _content(phrase: str) -> list[str]:
    return [w for w in WORD.findall(BRACKETS.sub("", phrase)) if w.lower() not in IDLE and len(w) > 1]


def _stem(word: str) -> str:
    return ENDING.sub("", word.lower()) if len(word) > 4 else word.lower()


def _is_prose(text: str) -> bool:
    return len(text) in LENGTHS and sum(c.isdigit() for c in text) <= FIGURES * len(text)


def _apart(told: Mapping[Place, set[Direction]]) -> Iterator[Target]:
    """Outcomes with one answer, by place, none overlapping the one before."""
    last = 0
    for (start, end), ways in sorted(told.items(), key=lambda item: item[0]):
        if len(ways) == 1 and start >= last:
            last = end
            yield start, end, next(iter(ways))


def _example(text: str, intervention: str, comparator: str, targets: Sequence[Target]) -> Example:
    """The quotation behind a line on the trial; this says what was given only where the quotation does not."""
    found = place(text, intervention)
    if found and any(overlap(found, (start, end)) for start, end, _ in targets):
        found = None
    told = "" if found else f" ({intervention[:SHOWN]})"
    opening, agent = "Trial of ", "AGENT"
    head = f"{opening}{agent}{told} against {comparator[:SHOWN]}. "
    mentions = [(len(opening), len(opening) + len(agent))]
    if found:
        mentions.append((found[0] + len(head), found[1] + len(head)))
    moved = tuple((start + len(head), end + len(head), way) for start, end, way in targets)
    return Example(kind="trial", text=head + text, mentions=tuple(mentions), targets=moved)


def _rows(file: Path) -> list[dict[str, str]]:
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    except OSError as error:
        message = f"The file of Evidence Inference cannot be read: {error.strerror or error}."
        raise InputError(
            message, place=str(file), hint=f"The folder needs {', '.join(PROMPTS + ANNOTATIONS)}."
        ) from error
