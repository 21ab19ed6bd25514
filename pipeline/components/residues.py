"""Amino acids as parts of a protein or with a label in them: sites (``Ser473``), peptides (``Gly-Ala``), tracers."""

import re

from pipeline.lexicon import Term

ABBREVIATIONS = frozenset({"abbreviation", "ambiguous abbreviation"})
_MORE = r"(?:\s*(?:[-–,/]|and|or|to|vs\.?|versus)\s*\d+(?:\.\d+)?)*"  # "10, 20 or 40" before its unit
_UNIT = r"\s*(?:[%×]|(?:[kmunpµμ]?(?:g|mol|mole|M|L|l|IU|U|Ci|Eq)|d|days?|wk?|weeks?|h|hours?|min|times|fold|x)\b)"
SITE = re.compile(rf"(?:[-\s]?\d{{1,4}}\b(?![.,]\d)(?!{_MORE}{_UNIT})|\s?\(\d{{1,4}}\))")
# Ser473, Thr-389, Lys 48; not "Leu 10 mM"
SITE_OF_NAME = re.compile(r"-\d{2,4}\b(?![.,]\d)")  # serine-473; "serine 473" only behind "at", "of" …
BEFORE_SITE = re.compile(r"(?:\b(?:at|of|on|in|residues?|positions?)|\bH\d[AB]?(?:\.\d)?)\s\Z")
SITE_NAMED = re.compile(
    r"\s\d{1,4}\s(?:of\shistone|residues?\b|(?:de|mono|di|tri)?(?:phosphorylat|methylat|acetylat)|muta(?:nt|tion)s?\b)"
)
CHAIN = re.compile(r"-(?:[A-Z][a-z]{2}|X)\b")  # Gly-Ala
CHAIN_BEFORE = re.compile(r"(?:\b[A-Z][a-z]{2}|\b[A-Z])-\Z")
STEREO = ("L-", "D-", "l-", "d-")
TRACER = re.compile(
    r"(?:\[[^\[\]\s]{0,20}(?:\(?\d{1,2}\)?[CHNOS]\d?|[CHN]-?\d{1,2})[^\[\]\s]{0,12}\]|\b(?:2|3|1[1348]|15|35)[CHNSF]\d{0,2})"
    r"[-\s]?(?:[LD]-)?\Z"
)
REACH = 40  # code points looked at on either side


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
