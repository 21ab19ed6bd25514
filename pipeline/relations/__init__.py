"""From tagged words to findings: pure functions that know nothing of spaCy, files or articles.

``words`` (what a sentence is made of) ← ``phrases`` (noun phrases and lists of them) ← ``clauses`` (parts with one
subject) ← ``events`` (a cue with its targets and direction) ← ``agents`` (who did it) and ``dosing`` (how much).
``contrasts`` takes excepted causes out before; ``associations`` reads levels that go along with something.
"""
