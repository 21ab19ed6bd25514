"""From tagged words to findings: pure functions that know nothing of spaCy, files or articles.

Of a sentence: ``words`` ← ``phrases`` (noun phrases and lists of them) ← ``clauses`` (parts with one subject) ←
``direction`` and ``arguments`` (which way, of what) ← ``event`` ← ``nouns``, ``verbs`` ← ``readings`` (a cue in its
place) ← ``events``. Where a parser has read the sentence, ``syntax`` makes the events in their place, from the tree:
``mending`` (verbs that it missed) ← ``tree`` ← ``governing`` (what stands above a change) ← ``coordination`` (lists) ←
``governed`` (what it is about) ← ``parsed`` (an event) ← ``predicates`` (verbs, states) ← ``nominals`` (nouns).
``ellipsis`` and ``contrasts`` take elliptic clauses and excepted causes out before, ``targets`` trims what moved.

Of the abstract: ``roles`` (what a sentence is for), ``study`` (what is given, how arms are named) with ``exposures``,
``withholding`` and ``mixtures`` (how amino acids come in), ``comparators``, ``substances`` and ``challenges`` (what
else does) and ``arms``; ``agents`` (whom words name) ← ``causes`` (which words tell the cause) ← ``attribution``
(whether a change is an amino acid's at all) with ``comparisons`` and ``everybody``; ``dosing`` (how much),
``associations`` with ``case_control`` (levels that go along with something), ``repeats`` (what was said already).
"""
