"""What is wrong with a source document's markers, reference list and encoding."""

from collections import Counter
from collections.abc import Iterator

from pipeline.schema import Finding
from pipeline.sources.document import Lines, SourceDocument
from pipeline.sources.encoding import Repair

_Fault = tuple[int, str, str]  # line, rule, message


def check(document: SourceDocument, repairs: tuple[Repair, ...], name: str) -> tuple[Finding, ...]:
    """Findings in the order of the document's lines; ``name`` is the file that places name."""
    faults = sorted([*_encoding(document, repairs), *_markers(document), *_list(document)])
    return tuple(
        Finding(rule=rule, source=document.id, claim_id=None, place=f"{name}:{line}", message=message)
        for line, rule, message in faults
    )


def _encoding(document: SourceDocument, repairs: tuple[Repair, ...]) -> Iterator[_Fault]:
    lines = Lines(document.text)
    for offset, wrong, right in repairs:
        if offset < 0:
            yield 1, "encoding", f"The file holds {wrong}; it was read as {right}."
        else:
            yield lines.number(offset), "mojibake", f"{wrong!a} was read as {right!a}: UTF-8 taken for Windows-1252."


def _markers(document: SourceDocument) -> Iterator[_Fault]:
    listed = {reference.number for reference in document.references}
    cited = Counter(marker.number for marker in document.markers)
    if not cited:
        yield 1, "no_citations", "The document cites nothing."
    elif not listed:
        message = f"{cited.total()} markers cite {len(cited)} numbers, but there is no reference list."
        yield document.markers[0].line, "no_reference_list", message
    for marker in document.markers:
        if marker.target is not None and marker.target != marker.number:
            yield marker.line, "marker_target", f"Marker {marker.number} links to reference {marker.target}."
        if listed and marker.number not in listed and marker.number in cited:
            times = cited.pop(marker.number)
            yield marker.line, "dangling_marker", f"Reference {marker.number} is cited ({times} times) but not listed."


def _list(document: SourceDocument) -> Iterator[_Fault]:
    cited = {marker.number for marker in document.markers}
    before: set[int] = set()
    for reference in document.references:
        number = reference.number
        if number in before:
            yield reference.line, "duplicate_reference", f"Reference {number} is listed again."
        elif number > 1 and number - 1 not in before:
            yield reference.line, "reference_gap", f"Reference {number} does not follow on {number - 1}."
        if number not in cited and number not in before:
            yield reference.line, "never_cited", f"Reference {number} is listed but never cited."
        before.add(number)
