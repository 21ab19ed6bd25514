"""How well findings are read, beside a plain baseline: ``python -m tests.benchmarks.extraction ../shared``.

Prints F1 at each level (``pipeline.evaluate``) on the gold that was read while rules were written (``dev`` and eight
abstracts of ``more``), on the rest of ``more``, which nobody read, and on the two parts of the abstracts on other
substances (``tests.benchmarks.substances``). The baseline is co-occurrence in a sentence: each amino acid, each word of
change, each noun phrase, the direction that of the nearest such word, and all doses of the abstract.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline import nlp
from pipeline.corpus import read_articles
from pipeline.evaluate import LEVELS, Finding, evaluate, finding
from pipeline.extract import extract, to_json
from pipeline.schema import Article
from tests.benchmarks import substances

READ = frozenset({"12551867", "19165394", "23436524", "23535873", "7522548", "8277075", "9115810", "9201797"})
DIRECTIONS = {"increase": "increase", "improve": "increase", "decrease": "decrease", "worsen": "decrease"}
Found = Mapping[str, Sequence[Finding]]
Reader = Callable[[Language, Iterable[Article]], Found]


def by_extractor(language: Language, articles: Iterable[Article]) -> Found:
    """What this project finds."""
    return {a.pmid or "": [finding(t) for t in to_json(a, e)["tuples"]] for a, e in extract(articles, nlp=language)}


def by_cooccurrence(language: Language, articles: Iterable[Article]) -> Found:
    """The baseline."""
    return {article.pmid or "": list(_together(language(article.text))) for article in articles}


def _together(doc: Doc) -> Iterator[Finding]:
    doses = [
        {"value": value, "unit": d["amount"]["unit"]}
        for d in doc._.doses
        for value in {d["amount"]["low"], d["amount"]["high"]}
    ]
    for sentence in list(doc.sents)[1:]:
        cues = [(c, told) for c in _inside(doc.spans["cues"], sentence) if (told := _direction(c))]
        names = {a.id_: a for a in _inside(doc.spans["amino_acids"], sentence) if a.id_}
        phrases = [
            p for p in _noun_phrases(sentence) if not any(p.start < a.end and a.start < p.end for a in names.values())
        ]
        for phrase in phrases if cues else ():
            nearest = min(cues, key=lambda cue: abs(cue[0].start - phrase.start))
            for name in names:
                yield finding(
                    {
                        "amino_acid": name,
                        "target": phrase.text,
                        "target_start": phrase.start_char,
                        "target_end": phrase.end_char,
                        "direction": nearest[1],
                        "doses": doses,
                    }
                )


def _inside(spans: Iterable[Span], sentence: Span) -> list[Span]:
    return [s for s in spans if sentence.start <= s.start and s.end <= sentence.end]


def _direction(cue: Span) -> str | None:
    kind, _, which = cue.label_.partition(".")
    return DIRECTIONS.get(which) if kind in {"verb", "noun", "adj"} else "no_change" if kind == "state" else None


def _noun_phrases(sentence: Span) -> Iterator[Span]:
    """Runs of adjectives and nouns that end in a noun."""
    tags = "".join("N" if t.tag_.startswith("NN") else "J" if t.tag_ == "JJ" else "-" for t in sentence)
    for run in re.finditer("[JN]*N", tags):
        yield sentence[run.start() : run.end()]


def gold(rows: Iterable[str], wanted: Callable[[str], bool]) -> dict[str, list[Finding]]:
    """Gold findings by PMID, of the abstracts that are wanted."""
    records = map(json.loads, rows)
    return {str(r["pmid"]): [finding(t) for t in r["tuples"]] for r in records if wanted(str(r["pmid"]))}


def sets(shared: Path) -> Iterator[tuple[str, Language, dict[str, list[Finding]], list[Article]]]:
    """Name, reader's ``Language``, gold and texts of each set."""
    own = nlp.load()
    with TemporaryDirectory() as folder:
        substances.write(shared, Path(folder))
        for name, language, file, wanted in (
            ("dev", own, shared / "gold" / "dev.jsonl", lambda _: True),
            ("more, read", own, shared / "gold" / "more.jsonl", lambda pmid: pmid in READ),
            ("more, unread", own, shared / "gold" / "more.jsonl", lambda pmid: pmid not in READ),
            ("other substances, open", substances.language(), Path(folder) / "open.jsonl", lambda _: True),
            ("other substances, kept", substances.language(), Path(folder) / "kept.jsonl", lambda _: True),
            ("in passing, open", own, Path(folder) / "passing_open.jsonl", lambda _: True),
            ("in passing, kept", own, Path(folder) / "passing_kept.jsonl", lambda _: True),
        ):
            expected = gold(file.read_text(encoding="utf-8").splitlines(), wanted)
            texts = read_articles(str(file.with_name(f"{file.stem}_texts.jsonl")))
            yield name, language, expected, [a for a in texts if isinstance(a, Article) and a.pmid in expected]


READERS: Mapping[str, Reader] = {"co-occurrence": by_cooccurrence, "claimdiff": by_extractor}


def main(shared: Path) -> None:
    """Print a row for each set and reader."""
    for name, language, expected, articles in sets(shared):
        for reader, read in READERS.items():
            scores = evaluate(expected, read(language, articles))
            told = "  ".join(f"{level} {scores[level].f1:.3f}" for level in LEVELS)
            wrong = round(scores["pair"].predicted * (1 - scores["pair"].precision))
            told += f"  wrong pairs {wrong}"
            sys.stdout.write(f"{name:<24} {len(expected):>3} abstracts  {reader:<14} {told}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
