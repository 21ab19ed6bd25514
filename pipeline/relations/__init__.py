"""From tagged words to findings: pure functions that know nothing of spaCy, files or articles.

``words`` (what a sentence is made of) ← ``phrases`` (noun phrases and lists of them) ← ``clauses`` (parts with one
subject) ← ``events`` (a cue with its targets and direction) ← ``agents`` (who did it) and ``dosing`` (how much). ``associations`` are read
beside events: levels in the body that go along with something.
"""
