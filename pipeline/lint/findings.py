"""Findings as the rules make them, before they are put in order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.lint.passages import Passage
from pipeline.schema import Amount, Claim, Finding


@dataclass(frozen=True)
class Found:
    """A finding at a passage; ``claims`` are those that it is about, the first one told as its claim.

    ``read`` says that it was read from the document's words, which outweighs the same rule on the claims there.
    """

    rule: str
    passage: Passage
    message: str
    arithmetic: str | None = None
    claims: tuple[Claim, ...] = ()
    read: bool = False

    def finding(self) -> Finding:
        """The finding as it is told."""
        ids = tuple(dict.fromkeys(claim.id for claim in self.claims))
        return Finding(
            rule=self.rule,
            source=self.passage.source,
            claim_id=ids[0] if ids else None,
            place=self.claims[0].place if self.claims and not self.passage.text else self.passage.place,
            message=self.message,
            arithmetic=self.arithmetic,
            section=self.passage.section,
            anchor=self.passage.anchor or None,
            others=ids[1:],
        )


def about(passage: Passage, amounts: Iterable[Amount] = ()) -> tuple[Claim, ...]:
    """The claims of a passage that give one of these amounts as a dose; all of them where none does."""
    wanted = set(amounts)
    giving = tuple(claim for claim in passage.claims if wanted & set(claim.doses))
    return giving or passage.claims


def merged(found: Iterable[Found], rules: Sequence[str]) -> tuple[Finding, ...]:
    """All findings in the order of passages and rules, each once; what was read outweighs what claims record of it."""
    every = list(found)
    read = {(f.rule, f.passage.at) for f in every if f.read}
    kept = [f for f in every if f.read or (f.rule, f.passage.at) not in read]
    order = {rule: at for at, rule in enumerate(rules)}

    def place(one: Found) -> tuple[int, int, str, str]:
        return one.passage.at, order[one.rule], one.claims[0].id if one.claims else "", one.message

    return tuple(dict.fromkeys(one.finding() for one in sorted(kept, key=place)))
