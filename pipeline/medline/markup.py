"""Inline markup of titles and abstracts as plain text.

NLM allows ``b``, ``i``, ``u``, ``sup``, ``sub`` and MathML (``mml:math``, also inside ``DispFormula``). Their text
stays where it is (``kg<sup>-1</sup>`` is ``kg-1``, ``V<sub>max</sub>`` is ``Vmax``), with two exceptions where plain
text would say another number: a superscript number right after a digit is written with superscript digits
(``10<sup>6</sup>`` is 10⁶, not 106), and a fraction of a formula with a slash.
"""

import re
from html import unescape

from lxml import etree

_SPACES = re.compile(r"[ \t\r\n]+")
_NUMBER = re.compile(r"[-−–+]?[0-9]+")
_SUPERSCRIPT = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")
_MATH = "{http://www.w3.org/1998/Math/MathML}"
_RAISED = {f"{_MATH}msup": 1, f"{_MATH}msubsup": 2, f"{_MATH}mmultiscripts": 2}  # which child stands above the line
_UNSEEN = {f"{_MATH}annotation", f"{_MATH}annotation-xml"}  # the same formula once more, in TeX or the like


def text_of(element: etree._Element | None) -> str:
    """All text of an element with XML's white space made single; other spaces (thin, no-break) are kept."""
    if element is None:
        return ""
    return plain((element.text or "") if not len(element) else _flat(element))


def plain(text: str) -> str:
    """Without white space of XML around it or more than one space in a row."""
    text = text.strip(" \t\r\n")
    broken = "\n" in text or "  " in text or "\t" in text or "\r" in text
    return _SPACES.sub(" ", text) if broken else text


def _flat(element: etree._Element) -> str:
    """The text of an element that has children."""
    raised = _RAISED.get(element.tag)
    formula = element.tag.startswith(_MATH)
    text = _kept(element.text, formula)
    for place, child in enumerate(element):
        if not isinstance(child.tag, str):
            text += unescape(child.text or "")  # an entity of a DTD that is not loaded
        elif child.tag not in _UNSEEN:
            inner = _flat(child)
            text += _above(text, inner) if child.tag == "sup" or place == raised else inner
            text += "/" if element.tag == f"{_MATH}mfrac" and not place else ""
        text += _kept(child.tail, formula)
    return text


def _kept(text: str | None, formula: bool) -> str:
    """White space between the elements of a formula is layout."""
    return "" if text is None or (formula and not text.strip()) else text


def _above(before: str, raised: str) -> str:
    """A number above the line stays one where a digit stands before it."""
    number = raised.strip()
    return number.translate(_SUPERSCRIPT) if before[-1:].isdecimal() and _NUMBER.fullmatch(number) else raised
