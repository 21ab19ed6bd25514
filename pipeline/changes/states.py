"""Claims whose overall state came, went or differs, and why: what moved the voices of the articles that they cite."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.changes.causes import Causes, Found, ordered
from pipeline.changes.changed import Change, Snapshot, change

_VOICE = ("verdict", "reason_code", "retracted")  # of an assessment: what the state of its claim is made of


def states(before: Snapshot, after: Snapshot, judged: Mapping[tuple[str, str], Causes]) -> Iterator[Change]:
    """The claims of two runs whose state is not the same, by id; ``judged`` are the assessments of both runs.

    None where one of the runs wrote no table of claims. The cause is one of those that moved the verdicts of the claim.
    """
    if before.claims is None or after.claims is None:
        return
    of_claim: dict[str, list[Causes]] = defaultdict(list)
    for (claim, _), causes in judged.items():
        of_claim[claim].append(causes)
    for claim in sorted(before.claims.keys() | after.claims.keys()):
        was, now = before.claims.get(claim), after.claims.get(claim)
        if was is None or now is None or was.get("state") != now.get("state"):
            own = Causes(before.run, after.run, was, now)
            yield change("claim", (claim,), was, now, _causes(own, of_claim[claim]))


def _causes(own: Causes, judged: Sequence[Causes]) -> tuple[Found, ...]:
    """Of the verdicts that moved, the most specific cause, then all others; without one, what concerns the claim."""
    told = [_of_voice(one) for one in judged if one.differs(*_VOICE)] or [own.of_assessment()]
    return ordered((found, at == 0) for causes in told for at, found in enumerate(causes))


def _of_voice(one: Causes) -> tuple[Found, ...]:
    """Why the voice of an article is another. A retraction takes it away, whatever else moved the verdict."""
    found = one.of_assessment()
    if one.was is None or one.now is None or not one.differs("retracted"):
        return found
    return tuple(sorted(found, key=lambda cause: cause.cause != "retraction"))
