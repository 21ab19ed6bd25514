"""From tagged words to findings: pure functions that know nothing of spaCy, files or articles.

Of a sentence: ``words`` ← ``phrases`` (noun phrases and lists of them) ← ``clauses`` (parts with one subject) ←
``direction`` and ``arguments`` (which way, of what) ← ``event`` ← ``nouns``, ``verbs`` ← ``readings`` (a cue in its
place) ← ``events``. Where a parser has read the sentence, ``syntax`` makes the events in their place, from the tree:
``mending`` (verbs that it missed) ← ``tree`` ← ``governing`` (what stands above a change) ← ``coordination`` (lists) ←
``governed`` (what it is about) ← ``parsed`` (an event) ← ``predicates`` (verbs, states) ← ``nominals`` (nouns).
``ellipsis`` and ``contrasts`` take elliptic clauses and excepted causes out before, ``targets`` trims what moved.

Of the abstract: ``roles`` (what a sentence is for), ``study`` with ``mixtures`` (what is given, how arms are named),
``agents`` (who did it), ``dosing`` (how much), ``associations`` (levels that go along with something), ``repeats``
(what was said already).
"""
