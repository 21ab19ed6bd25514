"""Effect tuples from JSON Lines: what ``claimdiff extract`` wrote, and gold annotations in the same form."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from pydantic import ValidationError

from pipeline.errors import InputError
from pipeline.evaluate import Finding, finding
from pipeline.schema import Amount, Article, Dose, Effect, Evidence, Magnitude, Rejection
from pipeline.units import find_doses

Fields = dict[str, Any]


class LoadedEvidence(NamedTuple):
    """Evidence in the order of the file, and the lines and tuples that could not be used."""

    evidence: tuple[Evidence, ...]
    rejections: tuple[Rejection, ...]


class _Line(NamedTuple):
    place: str
    key: str  # PMID, else DOI in lower case
    tuples: list[Fields]


def read_findings(path: str) -> dict[str, list[Finding]]:
    """Annotations as ``evaluate`` takes them, by PMID, else DOI; the last line counts where two have one id.

    Raises InputError at the first line that cannot be used: scores over a part of the gold would mislead.
    """
    found: dict[str, list[Finding]] = {}
    for line in _lines(path):
        if isinstance(line, Rejection):
            raise InputError(line.reason, place=line.place, hint="Mend the line.")
        try:
            found[line.key] = [finding(fields) for fields in line.tuples]
        except InputError as error:
            raise InputError(error.message, place=line.place, hint=error.hint) from error
    return found


def read_evidence(path: str, articles: Iterable[Article]) -> LoadedEvidence:
    """The evidence that ``extract`` found in these articles and wrote to ``path`` ("-" is standard input).

    A tuple whose article is not given, or whose offsets do not fit its text, is a Rejection. Raises InputError where
    the file cannot be read.
    """
    known = {key.lower(): article for article in articles for key in (article.doi, article.pmid) if key}
    evidence, rejections = [], []
    for line in _lines(path):
        for found in [line] if isinstance(line, Rejection) else _of_line(line, known):
            if isinstance(found, Evidence):
                evidence.append(found)
            else:
                rejections.append(found)
    return LoadedEvidence(tuple(evidence), tuple(rejections))


def _lines(path: str) -> Iterator[_Line | Rejection]:
    name = "stdin" if path == "-" else path
    try:
        stream = sys.stdin.buffer if path == "-" else cast(BinaryIO, Path(path).open("rb"))  # noqa: SIM115
        with stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield _line(line, f"{name}:{number}")
    except OSError as error:
        raise InputError(f"The file cannot be read: {error.strerror}.", place=name) from error


def _line(line: bytes, place: str) -> _Line | Rejection:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Rejection(place=place, reason=f"not JSON ({error})")
    if not isinstance(record, dict) or not isinstance(record.get("tuples"), list):
        return Rejection(place=place, reason="not an object with a list of tuples")
    key = record.get("pmid") or record.get("doi")
    if not isinstance(key, str | int):
        return Rejection(place=place, reason="neither a pmid nor a doi")
    return _Line(place, str(key).lower(), record["tuples"])


def _of_line(line: _Line, articles: Mapping[str, Article]) -> Iterator[Evidence | Rejection]:
    article = articles.get(line.key)
    if article is None:
        yield Rejection(place=line.place, reason=f"the article {line.key} is not among those given")
        return
    doses = {(d.start, d.end): d for d in find_doses(article.text, lambda *_: True)}
    for number, fields in enumerate(line.tuples, 1):
        try:
            yield _evidence(fields, article, doses)
        except KeyError as error:
            yield Rejection(place=line.place, reason=f"tuple {number} lacks {error}")
        except ValidationError as error:
            detail = error.errors()[0]
            where = ".".join(map(str, detail["loc"]))
            yield Rejection(place=line.place, reason=f"tuple {number}: {where}: {detail['msg']}")
        except (TypeError, ValueError, AttributeError) as error:
            yield Rejection(place=line.place, reason=f"tuple {number} is malformed: {error}")


def _evidence(fields: Fields, article: Article, known: Mapping[tuple[int, int], Dose]) -> Evidence:
    start, end = fields["evidence_start"], fields["evidence_end"]
    _inside(article, start, end)
    _inside(article, fields["target_start"], fields["target_end"])
    doses = _doses(fields["doses"], article, known)
    copied = (
        "target_name",
        "target_start",
        "target_end",
        "system",
        "study_design",
        "section",
        "certainty",
        "confidence",
    )
    return Evidence(
        effect=Effect(
            **{
                name: fields[name]
                for name in ("amino_acid", "amino_acid_id", "exposure", "target", "target_id", "direction")
            },
            doses=tuple(d.amount for d in doses),
        ),
        article=article.id,
        pmid=article.pmid,
        doi=article.doi,
        kind=article.kind,
        sentence=article.text[start:end],
        sentence_start=start,
        sentence_end=end,
        doses=doses,
        magnitude=Magnitude.model_validate(fields["magnitude"]) if fields["magnitude"] else None,
        retracted=article.retracted,
        extractor=fields["extractor"],
        **{name: fields[name] for name in copied},
    )


def _inside(article: Article, start: int, end: int) -> None:
    if not 0 <= start < end <= len(article.text):
        raise ValueError(f"its offsets {start}–{end} are outside the text of {article.id}")


def _doses(entries: list[Fields], article: Article, known: Mapping[tuple[int, int], Dose]) -> tuple[Dose, ...]:
    """The doses again: entries of one place are the ends of a range; what surrounds a dose is read from the article."""
    ends: dict[tuple[int, int], list[Fields]] = {}
    for entry in entries:
        ends.setdefault((entry["start"], entry["end"]), []).append(entry)
    return tuple(_dose(place, of, article, known.get(place)) for place, of in ends.items())


def _dose(place: tuple[int, int], entries: list[Fields], article: Article, known: Dose | None) -> Dose:
    start, end = place
    values, text = [entry["value"] for entry in entries], entries[0]["text"]
    if article.text[start:end] != text:
        raise ValueError(f"its dose {text!r} is not at {start}–{end} of {article.id}")
    amount = Amount(low=min(values), high=max(values), unit=entries[0]["unit"])
    return known if known and known.amount == amount else Dose(amount=amount, text=text, start=start, end=end)
