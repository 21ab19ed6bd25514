"""A PubmedArticleSet as a stream of records, in memory that does not grow with the file.

libxml2 resolves no entities, opens no network, loads no DTD and keeps its limits on depth, names and text here. Beyond
that a document that declares entities of its own is refused, as PubMed's never do, and so is one whose records do not
end: the tree of a record is built before it can be read and freed.
"""

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO

from lxml import etree

from pipeline.errors import InputError
from pipeline.medline.lines import unreadable
from pipeline.medline.record import Outcome, deleted, read_record
from pipeline.schema import Article, Rejection

ROOTS = frozenset({"PubmedArticleSet", "PubmedBookArticleSet", "BookDocumentSet"})
RECORD_BYTES = 64 * 1024 * 1024  # of one record; those with 15,000 investigators have about 10 MB
RECORD_MARKS = 1_000_000  # tags and attributes of one record; each takes about 100 bytes of the tree
HEAD_BYTES = 1024 * 1024  # before the root element, where PubMed has 200
CHUNK = 64 * 1024
_RECORDS = ("PubmedArticle", "PubmedBookArticle")
_DELETED = ("DeleteCitation", "DeleteDocument")
_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}  # not remove_blank_text: it takes the space between two words in italics for layout
_HINT = "Give PubMed XML, as efetch or the PubMed website saves it."


def read_xml(stream: BinaryIO, name: str = "stream") -> Iterator[Article | Rejection]:
    """Each record of a PubmedArticleSet as an Article, or as a Rejection with its ``name:line``.

    A PMID of DeleteCitation is a Rejection that says so; DeleteCitation stands at the end of NLM's update files, so a
    record of the same PMID may have come before. Of a PMID with several versions each comes, in the order of the file;
    who keeps one should keep the one of the highest ``version``.
    Memory stays flat. Raises InputError, after the records before the fault, when the XML or its compression is broken.
    """
    return (outcome for _, outcome in records(stream, name))


def records(stream: BinaryIO, name: str = "stream") -> Iterator[Outcome]:
    """Like ``read_xml``, with the PMID of each record beside it, also of one that is rejected."""
    try:
        yield from _records(stream, name)
    except etree.XMLSyntaxError as error:
        place = f"{name}:{error.position[0]}"
        message = f"not well-formed XML ({' '.join(str(error.msg).split())})."
        raise InputError(message, place=place, hint="Get the file anew.") from error
    except (EOFError, zlib.error, OSError) as error:
        raise unreadable(name, error) from error


def _records(stream: BinaryIO, name: str) -> Iterator[Outcome]:
    chunks = iter(lambda: stream.read(CHUNK), b"")
    head = _checked_head(chunks, name)
    for element in _elements(chain([head], chunks), name):
        place = f"{name}:{element.sourceline}"
        if element.tag in _DELETED:
            yield from deleted(element, place)
        else:
            yield read_record(element, place)


def _checked_head(chunks: Iterable[bytes], name: str) -> bytes:
    """What was read to see the root element. Raises InputError when it, or the DTD before it, is none of PubMed's."""
    head = b""
    parser = etree.XMLPullParser(events=("start",), **_SAFE)
    for chunk in chunks:
        head += chunk
        fault = _feed(parser, chunk)
        if roots := _read(parser):
            _check_document(roots[0], name)
            return head
        if fault:
            raise fault
        if len(head) > HEAD_BYTES:
            message = f"holds no PubmedArticleSet in its first {HEAD_BYTES} bytes."
            raise InputError(message, place=name, hint=_HINT)
    parser.close()  # raises XMLSyntaxError, as there is no root
    return head


def _check_document(root: etree._Element, name: str) -> None:
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(subset.iterentities()):  # type: ignore[attr-defined]  # missing in the stubs
        raise InputError("declares XML entities, which PubMed never does.", place=name, hint="Do not trust this file.")
    if root.tag not in ROOTS:
        raise InputError(f"the root element is {ascii(root.tag)[:60]}, not PubmedArticleSet.", place=name, hint=_HINT)


def _feed(parser: Any, chunk: bytes) -> etree.XMLSyntaxError | None:
    """Give the parser more; an error comes back, so that what was read before it can be taken first."""
    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        return error
    return None


def _read(parser: Any) -> list[etree._Element]:
    """The elements that are complete, or have begun, as the parser was told to watch."""
    return [element for _, element in parser.read_events()]


def _elements(chunks: Iterable[bytes], name: str) -> Iterator[etree._Element]:
    """Each element that holds a record; it is freed when the next one is asked for."""
    parser = etree.XMLPullParser(events=("end",), tag=_RECORDS + _DELETED, **_SAFE)
    size = marks = 0
    for chunk in chunks:
        size += len(chunk)
        if size > RECORD_MARKS:  # before that there cannot be too many
            marks += chunk.count(b"<") + chunk.count(b"=")
        if size > RECORD_BYTES + CHUNK or marks > RECORD_MARKS:
            raise InputError("holds a record too large to be one.", place=name, hint="Do not trust this file.")
        fault = _feed(parser, chunk)
        for element in _read(parser):
            yield element
            _forget(element)
            size = marks = 0
        if fault:
            raise fault
    parser.close()


def _forget(element: etree._Element) -> None:
    """Free a record that was read, and all before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
