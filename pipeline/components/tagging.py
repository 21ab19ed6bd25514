"""What the tagger reads in a document, agent by agent and sentence by sentence."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from spacy.tokens import Doc

from pipeline.components.mentions import by_name, marks, of_agent
from pipeline.components.reading import Reading
from pipeline.learned.tagger import Tagged, Tags, tag
from pipeline.relations.agents import named
from pipeline.relations.arms import arm_places
from pipeline.relations.words import Word
from pipeline.schema import Exposure

MAX_AGENTS = 8  # those that are mentioned most
LONGEST = 20_000  # code points of a text that the tagger reads; no abstract is so long


class Tagging:
    """The tagger's reading of ``doc``, where it is ``wanted``.

    A passage of a source document, or a very long text, is left to the rules.
    """

    def __init__(self, doc: Doc, reading: Reading, *, wanted: bool = True) -> None:
        self.text = reading.text
        self.context = reading.context
        self.reads = wanted and not reading.statements and len(doc.text) <= LONGEST
        self._starts = [words[0].start if words else 0 for words in reading.sentences]
        self._mentions = by_name(doc)
        self._arms = arm_places(reading.sentences, reading.context.arms)
        self._tags: dict[str, Tags | None] = {}

    def over(self, name: str, target: Sequence[Word]) -> Tagged | None:
        """What it thinks of this target of the agent ``name``; None where it does not read about that."""
        tags = self._of(name)
        return tags.over(target[0].start, target[-1].end) if tags else None

    def lead(self, name: str, target: Sequence[Word]) -> float:
        """How likely the target is one of ``name``, as a share of the likeliest agent's probability."""
        own = self.over(name, target)
        if own is None:
            return 1.0
        others = (self.over(other, target) for other in self._agents)
        return own.probability / max([o.probability for o in others if o] + [own.probability, 1e-9])

    def targets(self, n: int) -> Iterator[tuple[str, Tagged]]:
        """Agents and their targets in sentence ``n``, by place."""
        return iter(self._targets.get(n, ()))

    def exposure(self, name: str, words: Sequence[Word]) -> Exposure:
        """How the sentence says that the agent came in; as elsewhere where it says nothing."""
        agents, _ = named(words, self.context, self.text)
        return next((agent.exposure for agent in agents if agent.name == name), self.context.how(name))

    @cached_property
    def _targets(self) -> dict[int, list[tuple[str, Tagged]]]:
        found: dict[int, list[tuple[str, Tagged]]] = defaultdict(list)
        for name in self._agents if self.reads else ():
            tags = self._of(name)
            for tagged in tags.targets() if tags else ():
                found[bisect_right(self._starts, tagged.start) - 1].append((name, tagged))
        return {n: sorted(here, key=lambda pair: (pair[1].start, pair[0])) for n, here in found.items()}

    @cached_property
    def _agents(self) -> list[str]:
        """Main exposures first, then by mentions; what the controls got, and parts of a mixture, are none."""
        parts = {part for name in self.context.exposures if "+" in name for part in name.split("+")}
        counted = Counter({name: len(places) for name, places in self._mentions.items()})
        others = [name for name, _ in counted.most_common() if name not in self.context.left_out | parts]
        return list(dict.fromkeys([*self.context.exposures, *others]))[:MAX_AGENTS]

    def _of(self, name: str) -> Tags | None:
        if name not in self._tags:
            wanted = self.reads and of_agent(name, self._mentions)
            self._tags[name] = tag(self.text, marks(name, self._mentions, self._arms)) if wanted else None
        return self._tags[name]
