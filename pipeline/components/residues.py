"""Amino acids as parts of a protein or with a label in them.

Sites (``Ser473``), peptides (``Gly-Ala``), tracers, counted residues (``a loop of 29 amino acids``) and mutations
(``a missense mutation that replaces arginine by glutamine``).
"""

import re
from collections.abc import Sequence

from pipeline.lexicon import Term

ABBREVIATIONS = frozenset({"abbreviation", "ambiguous abbreviation"})
_MORE = r"(?:\s*(?:[-–,/]|and|or|to|vs\.?|versus)\s*\d+(?:\.\d+)?)*"  # "10, 20 or 40" before its unit
_SPELLED = r"(?:milli|micro|nano|pico|kilo)?(?:grams?|moles?|molar|lit(?:er|re)s?|units?)"
_UNIT = (
    rf"\s*(?:[%×]|(?:[kmunpµμ]?(?:g|mol|mole|M|L|l|IU|U|Ci|Eq)|{_SPELLED}|"
    r"d|days?|wk?|weeks?|h|hours?|min|times|fold|x)\b)"
)
SITE = re.compile(rf"(?:[-\s]?\d{{1,4}}\b(?![.,]\d)(?!{_MORE}{_UNIT})|\s?\(\d{{1,4}}\))")
# Ser473, Thr-389, Lys 48; not "Leu 10 mM"
SITE_OF_NAME = re.compile(r"-\d{2,4}\b(?![.,]\d)")  # serine-473; "serine 473" only behind "at", "of" …
BEFORE_SITE = re.compile(r"(?:\b(?:at|of|on|in|residues?|positions?)|\bH\d[AB]?(?:\.\d)?)\s\Z")
SITE_NAMED = re.compile(
    r"\s\d{1,4}\s(?:of\shistone|residues?\b|(?:de|mono|di|tri)?(?:phosphorylat|methylat|acetylat)|muta(?:nt|tion)s?\b)"
)
CHAIN = re.compile(r"-(?:[A-Z][a-z]{2}|X)\b")  # Gly-Ala
CHAIN_BEFORE = re.compile(r"(?:\b(?!Low)[A-Z][a-z]{2}|\b[A-Z])-\Z")
STEREO = ("L-", "D-", "l-", "d-")
TRACER = re.compile(
    r"(?:\[[^\[\]\s]{0,20}(?:\(?\d{1,2}\)?[CHNOS]\d?|[CHN]-?\d{1,2})[^\[\]\s]{0,12}\]|\b(?:2|3|1[1348]|15|35)[CHNSF]\d{0,2})"
    r"[-\s]?(?:[LD]-)?\Z"
)
REACH = 40  # code points looked at on either side

ANY = "amino acid mixture"  # the name of "amino acids" that are not told apart
END = r"(?:(?:NH2|N|COOH|C)[-\s])?terminal"
COUNTED = re.compile(
    rf"(?:\b\d{{2,4}}|\b(?:first|last|final|{END})\s\w+|\b\w+\s(?:additional|extra|novel|conserved|identical|{END}))[-\s]\Z",
    re.IGNORECASE,
)
PLACED = re.compile(r"\s(?:at\s)?positions?\s\d")
INTAKE = re.compile(
    r"mixture|solution|infus|supplement|\bdiet|ingest|administ|intake|plasma|serum|\bfe?ed\b|meal", re.I
)

MOLECULE = re.compile(
    r"\b(?:codons?|missense|nonsense|muta(?:tions?|nts?|ted)|residues?|exons?|side[\s-]chains?|alleles?|polymorphisms?|"
    r"nucleotides?|cDNA|(?:homo|hetero)zyg\w+|conserved|transversion|position \d+)\b",
    re.IGNORECASE,
)
EXCHANGED = re.compile(
    r"\b(?:(?:(?:substitution|replacement|exchange|mutation) of|residues? (?:with|by|to)|encod\w+|conserved)"
    r"(?:\s(?:a|an|the|either|single|highly|conserved))*"
    r"|(?:replac|substitut|mutat)\w+\b[^.;]{0,60}\s(?:by|with|to)(?:\san?)?)\s\Z",
    re.IGNORECASE,
)
EXCHANGES = re.compile(r"-to-[a-z]+")  # "glutamate-to-glycine"
FOR_ANOTHER = re.compile(
    r"(?:\s\d{1,4}|\s?\([\w-]{1,12}\))*(?:\s(?:\w+\s){0,5}|-)(?:to|by|with|for|into)(?:\s(?:an?\s)?(?:\w+\s)?|-)"
)
SENTENCE = 160  # code points on either side in which the words of genetics are looked for


def is_part_or_tracer(text: str, start: int, end: int, term: Term) -> bool:
    """Is the ``term`` at ``text[start:end]`` a residue of a protein, a link of a peptide, or a labelled tracer?"""
    front = text[max(0, start - REACH) : start]
    if TRACER.search(front):
        return True
    if term.type in ABBREVIATIONS:
        part = SITE.match(text, end) or CHAIN.match(text, end) or CHAIN_BEFORE.search(front)
        return bool(part) and not front.endswith(STEREO)
    if SITE_OF_NAME.match(text, end) or SITE_NAMED.match(text, end):
        return True
    return bool(BEFORE_SITE.search(front) and SITE.match(text, end))


def are_counted(text: str, start: int, end: int, term: Term) -> bool:
    """Are the amino acids at ``text[start:end]`` residues by number (``29 amino acids``, ``amino acid 71``)?"""
    if term.name != ANY or INTAKE.search(text, max(0, start - REACH), end + REACH):
        return False
    return bool(COUNTED.search(text[max(0, start - REACH) : start]) or SITE.match(text, end) or PLACED.match(text, end))


def exchanged(text: str, places: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of the ``places`` of amino acids (code points, in order) that a mutation takes or puts into a protein."""
    found: set[tuple[int, int]] = set()
    for n, (start, end) in enumerate(places):
        if not MOLECULE.search(_sentence(text, start, end)):
            continue
        if EXCHANGED.search(text[max(0, start - 2 * REACH) : start]) or EXCHANGES.match(text, end):
            found.add((start, end))
        if n + 1 < len(places) and FOR_ANOTHER.fullmatch(text, end, places[n + 1][0]):
            found |= {(start, end), places[n + 1]}
    return found


def _sentence(text: str, start: int, end: int) -> str:
    """What stands around a place, up to the full stops beside it or ``SENTENCE``."""
    before = text[max(0, start - SENTENCE) : start].rpartition(". ")[2]
    return before + text[start:end] + text[end : end + SENTENCE].partition(". ")[0]
