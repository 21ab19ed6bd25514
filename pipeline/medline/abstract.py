"""The parts of a structured abstract as one text with sections.

NLM gives a part its author's ``Label`` and one of its own categories as ``NlmCategory``
(https://www.nlm.nih.gov/bsd/policy/structured_abstracts.html); UNASSIGNED is none.
"""

from collections.abc import Iterable

from lxml import etree

from pipeline.medline.labels import category_of, sections_of
from pipeline.medline.markup import text_of
from pipeline.schema import Section

_LESS_WANTED = "plain-language-summary"


def abstract_of(abstract: etree._Element | None, start: int) -> tuple[str | None, tuple[Section, ...]]:
    """The abstract as one text, each label before its part, and the parts as sections that begin with the label.

    ``start`` is where the abstract begins in ``Article.text``. Without labels of NLM, those in the text count.
    """
    parts: list[str] = []
    sections: list[Section] = []
    at = start
    for child in () if abstract is None else abstract.iterchildren("AbstractText"):
        label, body = child.get("Label", "").strip(": "), text_of(child)
        if not body:
            continue
        part = f"{label}: {body}" if label else body
        if label:
            category = category_of(label, child.get("NlmCategory"))
            sections.append(Section(label=label, category=category, start=at, end=at + len(part)))
        parts.append(part)
        at += len(part) + 1
    text = " ".join(parts)
    return text or None, tuple(sections) or sections_of(text, start)


def other_abstract(others: Iterable[etree._Element]) -> etree._Element | None:
    """The OtherAbstract to read where there is no Abstract: an English one, a summary in plain language last.

    ``Language`` is English where it is not given, as in NLM's DTD.
    """
    english = [one for one in others if one.get("Language", "eng") == "eng"]
    return min(english, key=lambda one: one.get("Type") == _LESS_WANTED, default=None)
