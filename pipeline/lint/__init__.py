"""What is wrong with sources and claims by themselves, before any article is read. False alarms are worse than silence.

===============  ===========================================================================================
module           holds
===============  ===========================================================================================
``passages``     the places that findings are told at: sentences, with the claims that were curated from them
``words``        the words that the rules look for
``crediting``    which references the words at a place rest on
``quantities``   the amounts of a passage: of what, after which references
``findings``     findings before they are put in order
``rules``        the rules and what each means
``telling``      findings as a text for curators
``references``   what is cited: nothing, unknown papers, one paper under several numbers
``amounts``      amounts that cannot be, one amount in two ways
``moles``        moles beside mass
``bodies``       body masses that a text names
``equivalents``  conversions per kg, per body, from animal to human, as the document words them
``recorded``     the same as the claims record them
``mixtures``     shares of a mixture and the amounts of its parts
``studies``      the doses that one document says one paper tried
``values``       one thing with two values
``directions``   statements of opposite direction, within a document and between documents
===============  ===========================================================================================
"""

from collections.abc import Iterable

from pipeline.citations import source_key
from pipeline.lint import amounts, directions, equivalents, mixtures, recorded, references, studies, values
from pipeline.lint.findings import merged
from pipeline.lint.passages import passages
from pipeline.lint.rules import RULES
from pipeline.lint.telling import as_text
from pipeline.schema import Citation, Claim, Finding
from pipeline.sources import SourceDocument

__all__ = ["RULES", "as_text", "lint"]


def lint(
    claims: Iterable[Claim], citations: Iterable[Citation], documents: Iterable[SourceDocument] = ()
) -> tuple[Finding, ...]:
    """All findings in the order of the sources, their passages and ``RULES``; pure and deterministic.

    With ``documents``, their sentences are read too, and each claim is told where it stands in them; what is wrong with
    their markers, lists and encoding (``sources.checks``) comes first.
    """
    read = tuple(documents)
    places = passages(claims, read)
    found = (
        *references.check(places, citations, read),
        *amounts.check(places),
        *equivalents.check(places),
        *recorded.check(places),
        *mixtures.check(places),
        *studies.check(places),
        *values.check(places),
        *directions.check(places),
    )
    names = {source_key(place.source): place.source for place in places}
    own = [f.model_copy(update={"source": names.get(source_key(d.id), d.id)}) for d in read for f in d.findings]
    every = (*own, *merged(found, tuple(RULES)))
    return tuple(sorted(every, key=lambda finding: source_key(finding.source)))
