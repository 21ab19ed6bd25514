"""What is wrong with a source document's markers, reference list and encoding."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.schema import Finding
from pipeline.sources.document import Marker, Reference, SourceDocument
from pipeline.sources.encoding import Repair
from pipeline.sources.markers import Fault


def check(document: SourceDocument, repairs: Sequence[Repair], seen: Iterable[Fault], name: str) -> tuple[Finding, ...]:
    """Findings in the order of the document's lines; ``name`` is the file that places name, ``seen`` what is known."""
    faults = {
        *seen,
        *_encoding(document, repairs),
        *_markers(document.markers, document.references),
        *_list(document.markers, document.references),
    }
    return tuple(
        Finding(rule=fault.rule, source=document.id, claim_id=None, place=f"{name}:{fault.line}", message=fault.message)
        for fault in sorted(faults)
    )


def _encoding(document: SourceDocument, repairs: Sequence[Repair]) -> Iterator[Fault]:
    """One fault for each kind of repair, at its first place."""
    first = {(repair.rule, repair.wrong, repair.right): repair for repair in reversed(repairs)}
    times = Counter((repair.rule, repair.wrong, repair.right) for repair in repairs)
    for key, repair in first.items():
        count = f" ({times[key]} times)" if times[key] > 1 else ""
        yield Fault(repair.line, repair.rule, f"{_MESSAGES[repair.rule].format(repair.wrong, repair.right)}{count}.")
    if lost := document.text.count("\ufffd") - sum(repair.right == "\ufffd" for repair in repairs):
        line = document.text.count("\n", 0, document.text.index("\ufffd")) + 1
        yield Fault(line, "lost_character", f"U+FFFD stands for a character that was lost before ({lost} times).")


_MESSAGES = {
    "file_encoding": "The file is in {0}; save it as UTF-8",
    "encoding": "{0!a} is no UTF-8 and was read as Windows-1252: {1!a}",
    "mojibake": "{0!a} was read as {1!a}: UTF-8 taken for Windows-1252",
    "control_character": "{0!a} was read as {1!a}",
}


def _markers(markers: Sequence[Marker], references: Sequence[Reference]) -> Iterator[Fault]:
    listed = {reference.number for reference in references}
    cited = Counter(marker.number for marker in markers)
    if not cited:
        yield Fault(1, "no_citations", "The document cites nothing.")
    elif not listed:
        message = f"{cited.total()} markers cite {len(cited)} numbers, but there is no reference list."
        yield Fault(markers[0].line, "no_reference_list", message)
    for marker in markers:
        number = marker.number
        if marker.target is not None and marker.target != number:
            yield Fault(marker.line, "marker_target", f"Marker {number} links to reference {marker.target}.")
        if listed and number not in listed and number in cited:
            times = cited.pop(number)
            message = f"Reference {number} is cited ({times} times) but not listed."
            yield Fault(marker.line, "dangling_marker", message)


def _list(markers: Sequence[Marker], references: Sequence[Reference]) -> Iterator[Fault]:
    cited = {marker.number for marker in markers}
    before: set[int] = set()
    for reference in references:
        number = reference.number
        if number == 1 and before:
            message = "The list is numbered anew from 1; a citation leads to the first entry with its number."
            yield Fault(reference.line, "numbered_anew", message)
        if number in before:
            yield Fault(reference.line, "duplicate_reference", f"Reference {number} is listed again.")
        elif number > 1 and number - 1 not in before:
            yield Fault(reference.line, "reference_gap", f"Reference {number} does not follow on {number - 1}.")
        if number not in cited and number not in before:
            yield Fault(reference.line, "never_cited", f"Reference {number} is listed but never cited.")
        before.add(number)
