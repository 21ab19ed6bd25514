"""An invented source document."""

from pathlib import Path

from pipeline.sources import SourceDocument, parse_source

TEXT = """# Glycine, a Guide

Glycine is a small amino acid.

## 2.1 Sleep

**Timing:** Glycine at 3 g improves *sleep quality* [[1]](#ref1)[[2]](#ref2), and it does not change `heart rate` [4].
In a trial, glycine lowered **body temperature**.

* It is known that [glycine](https://glycine.example) reduces fatigue [3].
* Taurine at 2 g lowers blood pressure.
| Food | Glycine | raises collagen synthesis |

## References

1. One
2. Two
3. Three
4. Four
"""


def document(text: str = TEXT, name: str = "905-glycine.md") -> SourceDocument:
    return parse_source(text.encode(), Path(name))
