"""What changed between two runs, each change with its cause: added, removed, changed states, verdicts and evidence.

A cause is read from what went into the runs (``Run.inputs``, ``versions``, ``settings``), never guessed from the rows.
Where several hold, the most specific that can have moved the row is given: what concerns the one claim, then its
references, then its article, then the words and settings that all share; the others are listed after it. ``CAUSES`` is
the list, in that order. A retraction or another notice is no cause of another verdict; where it is not the cause it is
told beside it.

============  ==========================================================
module        holds
============  ==========================================================
``changed``   ``Snapshot``, ``Change``: what is compared, and what comes of it
``compare``   ``compare``: pairing of rows
``causes``    ``CAUSES``, and which of them concern a row
``states``    overall states of claims that came, went or differ
``news``      notices about an article that are new or gone
``inputs``    what went into two runs and differs, told once
``words``     a change in plain words
``render``    changes as text, flat rows for CSV, and JSON
``markdown``  a summary to paste into a pull request
``gate``      which changes make a check fail
============  ==========================================================
"""

from pipeline.changes.causes import CAUSES, REVIEW, Cause
from pipeline.changes.changed import Also, Change, Snapshot
from pipeline.changes.compare import compare
from pipeline.changes.gate import NAMES, checked, failing
from pipeline.changes.inputs import differences
from pipeline.changes.markdown import as_markdown
from pipeline.changes.render import COLUMNS, as_json, as_rows, as_text

__all__ = [
    "CAUSES",
    "COLUMNS",
    "NAMES",
    "REVIEW",
    "Also",
    "Cause",
    "Change",
    "Snapshot",
    "as_json",
    "as_markdown",
    "as_rows",
    "as_text",
    "checked",
    "compare",
    "differences",
    "failing",
]
