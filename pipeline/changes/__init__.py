"""What changed between two runs, each change with its cause: added, removed, changed verdicts and evidence.

A cause is read from what went into the runs (``Run.inputs``, ``versions``, ``settings``), never guessed from the rows.
Where several hold, the most specific is given: what concerns the one claim, then its references, then its article, then
the words and settings that all share. ``CAUSES`` is the list, in that order. A retraction or another notice is no cause
of another verdict; where it is not the cause it is told beside it.

===========  ==========================================================
module       holds
===========  ==========================================================
``compare``  ``Snapshot``, ``Change``, ``compare``: pairing of rows
``causes``   ``CAUSES`` and how each is told
``news``     notices about an article that are new or gone
``render``   changes as text, flat rows for CSV, and JSON
===========  ==========================================================
"""

from pipeline.changes.causes import CAUSES, Cause
from pipeline.changes.compare import Change, Snapshot, compare
from pipeline.changes.render import COLUMNS, as_json, as_rows, as_text

__all__ = ["CAUSES", "COLUMNS", "Cause", "Change", "Snapshot", "as_json", "as_rows", "as_text", "compare"]
