"""What lasts, in SQL: runs with all they read and found, and the articles of the library.

============  =====================================================================
module        holds
============  =====================================================================
``database``  a SQLite file, or PostgreSQL by URL: opened, brought up to date, locked
``runs``      ``Store``: runs saved, loaded, listed
``shelf``     ``Shelf``: the library's articles and what was noticed about them
============  =====================================================================
"""

from pipeline.store.runs import Store
from pipeline.store.shelf import Known, Noticed, Shelf

__all__ = ["Known", "Noticed", "Shelf", "Store"]
