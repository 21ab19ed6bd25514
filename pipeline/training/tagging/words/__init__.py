"""Lists of words, one a line: what no search for a substance or an outcome may rest on.

=================  =====================================================
list               holds
=================  =====================================================
``around``         words at the ends of a phrase that belong to no name
``no_substances``  what stands in titles as substances do, and is none
``idle``           words of an outcome that do not tell it from others
=================  =====================================================
"""

from importlib import resources


def words(name: str) -> frozenset[str]:
    """The list of this name."""
    return frozenset((resources.files(__name__) / f"{name}.txt").read_text("utf-8").split())
