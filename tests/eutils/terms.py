"""A small PubMed: which records a query finds, and what PubMed says of its words.

What it keeps of PubMed: field tags, quotes, AND/OR/NOT, ranges of dates, truncation, proximity, stopwords. What it
leaves out: the automatic mapping of words to MeSH terms and synonyms, and relevance.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.eutils.boolean import evaluate
from tests.eutils.entries import Entry, words
from tests.eutils.fields import (
    DATES,
    FIELDS,
    PHRASE_WORDS,
    STOPWORDS,
    Test,
    date_range,
    date_test,
    near_test,
    phrase_test,
    word_test,
)

_QUOTED, _TAG = r'"[^"]*"', r"\s*\[[^\]]*\]"
_RANGE = rf'"?[\d/]+"?(?:{_TAG})?\s*:\s*"?[\d/]+"?{_TAG}'
_OPERATOR = r"\b(?:AND|OR|NOT)\b"
_PLAIN = rf'(?:(?!{_OPERATOR})[^()"\[\]])+'
_TOKEN = re.compile(rf"[()]|{_TAG}|{_RANGE}|{_QUOTED}(?:{_TAG})?|{_OPERATOR}|{_PLAIN}(?:{_TAG})?")
_NEAR = re.compile(r"(.*):~(\d+)")


@dataclass
class Finding:
    """What a query found, and what PubMed remarks on it (NBK25499: ErrorList and WarningList of ESearch)."""

    pmids: set[str]
    phrases_not_found: list[str] = field(default_factory=list)
    fields_not_found: list[str] = field(default_factory=list)
    phrases_ignored: list[str] = field(default_factory=list)
    quoted_not_found: list[str] = field(default_factory=list)


class Query:
    """One query over ``entries``; ``dois`` says in place of the records what is found for a DOI, ``set_of`` what
    query number n of the session found (NBK25499: ``#1`` in a term)."""

    def __init__(
        self,
        entries: Sequence[Entry],
        dois: Mapping[str, Iterable[str]],
        set_of: Callable[[str], Iterable[str]] = lambda _: (),
    ) -> None:
        self._entries, self._dois, self._set_of = entries, dois, set_of
        self._pmids = {entry.pmid for entry in entries}
        self._found = Finding(set())

    def run(self, term: str) -> Finding:
        """Answer a term."""
        tokens = [token.strip() for token in _TOKEN.findall(term)]
        tokens = [token for token in tokens if token and not token.startswith("[")]  # a tag of nothing is dropped
        self._found.pmids = evaluate(tokens, self._leaf)
        return self._found

    def _leaf(self, token: str) -> set[str]:
        text, _, tag = token.rpartition("[") if token.endswith("]") else (token, "", "")
        text, tag = text.strip(), tag.removesuffix("]").strip()
        name, near = self._field(tag), _NEAR.fullmatch(tag)
        if text.startswith("#") and text[1:].isdecimal():
            return set(self._set_of(text[1:]))
        if name == "uid" or (not tag and text.isdecimal()):
            return self._with_ids(text)
        if name == "doi":
            return self._with_doi(text)
        if name in DATES or re.fullmatch(_RANGE, token):
            return self._between(text, name)
        if near:
            return self._matching(near_test(name, words(text), int(near[2])))
        return self._quoted(name, text) if text.startswith('"') else self._all_of(name, text)

    def _field(self, tag: str) -> str:
        """The field of a tag. One that PubMed does not know is named and the words searched everywhere (observed)."""
        plain = _NEAR.sub(r"\1", tag).lower()
        if plain and plain not in FIELDS:
            self._found.fields_not_found.append(tag)
        return FIELDS.get(plain, "all")

    def _matching(self, test: Test) -> set[str]:
        return {entry.pmid for entry in self._entries if test(entry)}

    def _with_ids(self, text: str) -> set[str]:
        """PubMed Help: "to search for a PMID, enter the ID with or without the tag [pmid]"; several count as OR."""
        asked = {one.lstrip("0") for one in re.split(r"[\s,]+", text.strip('"')) if one}
        return asked & self._pmids or self._nothing(text, quoted=False)

    def _with_doi(self, text: str) -> set[str]:
        """The records with a DOI. Observed: where it finds none, PubMed searches for the parts of an unquoted one."""
        doi = text.strip('"').lower()
        if doi in self._dois:
            return set(self._dois[doi])
        found = self._matching(lambda entry: entry.doi == doi)
        if found or text.startswith('"'):
            return found or self._nothing(text, quoted=True)
        return self._all_of("all", " ".join(words(doi)))

    def _between(self, text: str, name: str) -> set[str]:
        low, _, high = re.sub(_TAG, "", text).partition(":")
        days = date_range(low, high or low)
        if days is None:
            return self._nothing(text, quoted=False)
        return self._matching(date_test(name if name in DATES else "published", *days))

    def _quoted(self, name: str, text: str) -> set[str]:
        """A phrase in quotes. Observed: one that the phrase index does not hold finds nothing, and is named in
        QuotedPhraseNotFound; whole titles are not in the index, however well they match. Here it holds the phrases of
        up to PHRASE_WORDS words that occur."""
        phrase = words(text)
        found = self._matching(phrase_test(name, phrase)) if len(phrase) <= PHRASE_WORDS else set()
        return found or self._nothing(text, quoted=True)

    def _all_of(self, name: str, text: str) -> set[str]:
        """Words without quotes: each must be there. Stopwords are ignored, and named so (PubMed Help)."""
        if name in {"author", "first author", "journal", "type", "mesh"} and not text.endswith("*"):
            return self._matching(phrase_test(name, words(text))) or self._nothing(text, quoted=False)
        ignored = [word for word in text.split() if word.lower() in STOPWORDS]
        kept = [word for word in text.split() if words(word) and word.lower() not in STOPWORDS]
        self._found.phrases_ignored += ignored
        sets = [self._matching(word_test(name, word)) or self._nothing(word, quoted=False) for word in kept]
        return set.intersection(*sets) if sets else set()

    def _nothing(self, text: str, *, quoted: bool) -> set[str]:
        listed = self._found.quoted_not_found if quoted else self._found.phrases_not_found
        if text not in listed:
            listed.append(text)
        return set()
