"""What the rules find about substances named in titles → examples: many, and partly wrong; to warm up with."""

import random
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import nlp
from pipeline.components.mentions import marks, of_agent
from pipeline.components.traps import Row, TrappedComponent
from pipeline.corpus import read_articles
from pipeline.lexicon import Term
from pipeline.schema import Article
from pipeline.training.gold import document, language
from pipeline.training.tagging.annotated import by_mark, mentions
from pipeline.training.tagging.examples import Example, Target
from pipeline.training.tagging.titles import names

WORDS = range(80, 381)  # words of title and abstract
RESULTS = re.compile(r"\b(increas|decreas|reduc|improv|attenuat|inhibit|significan|higher|lower|greater|elevat)", re.I)
FEWEST_RESULTS = 2  # such words that an abstract must have
FEWEST = 3  # findings of an abstract that is used
FEWEST_OF_ONE = 2  # findings of an agent that is used
AGENTS = 2  # of one abstract, those with most findings
BATCH = 50
Findings = Mapping[str, Sequence[Target]]


def examples(abstracts: str, lexicon: str | None, aside: Collection[str], most: int) -> Iterator[Example]:
    """Up to ``most`` examples from a file of articles, in a fixed random order.

    ``lexicon``: names to look for beside those of the titles. ``aside``: PMIDs of abstracts that are left out.
    Raises InputError where a file cannot be read.
    """
    chosen = [a for a in read_articles(abstracts) if isinstance(a, Article) and a.pmid not in aside and _is_fit(a)]
    random.Random(1).shuffle(chosen)  # noqa: S311  the same order each time
    reader = language(lexicon, threshold=0.0, tagger=False)
    reader.disable_pipe("targets")
    _know(reader, names(chosen))
    return islice(_read(chosen, reader), most)


def _is_fit(article: Article) -> bool:
    told = article.abstract or ""
    return len(article.text.split()) in WORDS and len(RESULTS.findall(told)) >= FEWEST_RESULTS


def _know(reader: Language, found: Collection[str]) -> None:
    """Let ``reader`` look for these names, too, where its lexicon does not know them yet."""
    component = cast(TrappedComponent, reader.get_pipe("amino_acids"))
    known = {row.term.term.lower() for row in component.rows if row.term}
    terms = (Term(name=name, term=name, type="name", source="title") for name in sorted(set(found) - known))
    component.load([*component.rows, *(Row(term=term) for term in terms)])


def _read(articles: Sequence[Article], reader: Language) -> Iterator[Example]:
    for at in range(0, len(articles), BATCH):
        batch = articles[at : at + BATCH]
        for article, doc in zip(batch, nlp.read(reader, [document(a, reader) for a in batch]), strict=True):
            places = mentions(doc)
            for name, targets in agents(_findings(doc)):
                if of_agent(name, places):
                    shown = by_mark(marks(name, places, {}))  # arms are guessed with the names: left as they are
                    yield Example(kind="silver", pmid=article.pmid, text=doc.text, targets=tuple(targets), **shown)


def _findings(doc: Doc) -> Findings:
    told: dict[str, list[Target]] = defaultdict(list)
    for finding in doc._.findings or ():
        told[finding["amino_acid"].lower()].append((*finding["target"], finding["direction"]))
    return told


def agents(findings: Findings) -> list[tuple[str, Sequence[Target]]]:
    """The agents that are used, with their targets; none where the rules found little."""
    if sum(map(len, findings.values())) < FEWEST:
        return []
    often = sorted(findings.items(), key=lambda item: -len(item[1]))[:AGENTS]
    return [(name, targets) for name, targets in often if len(targets) >= FEWEST_OF_ONE]
