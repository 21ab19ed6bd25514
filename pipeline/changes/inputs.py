"""What went into two runs and differs, told once for all rows."""

from collections.abc import Iterator, Mapping

from pipeline.schema import Run

_KINDS = {"articles": "article", "claims": "claim", "citations": "reference", "reviews": "review"}
_SHOWN = 5  # names told of one kind


def differences(old: Run, new: Run) -> tuple[str, ...]:
    """One phrase for each kind of input, setting or version that differs; none where all is the same."""
    return (*_inputs(old, new), *_values("setting", old.settings, new.settings), *_versions(old, new))


def _inputs(old: Run, new: Run) -> Iterator[str]:
    for kind, noun in _KINDS.items():
        was, now = old.inputs.get(kind, {}), new.inputs.get(kind, {})
        parts = {
            "new": now.keys() - was.keys(),
            "gone": was.keys() - now.keys(),
            "edited" if kind != "articles" else "with another text": {k for k in was.keys() & now if was[k] != now[k]},
        }
        if told := [f"{len(names):,} {what}" for what, names in parts.items() if names]:
            yield f"{noun}s: {', '.join(told)}"
    retracted = [set(run.inputs.get("retracted", {})) for run in (old, new)]
    if fresh := retracted[1] - retracted[0]:
        yield f"newly retracted: {_some(fresh)}"
    lexicons = [run.inputs.get("lexicons", {}) for run in (old, new)]
    names = {n for n in lexicons[0].keys() | lexicons[1] if lexicons[0].get(n) != lexicons[1].get(n)}
    if names:
        yield f"lexicons: {_some(names)}"


def _values(noun: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            yield f"{noun} {name}: {old.get(name, 'none')} → {new.get(name, 'none')}"


def _versions(old: Run, new: Run) -> Iterator[str]:
    was, now = ({k: v for k, v in run.versions.items() if k != "extractor"} for run in (old, new))
    yield from _values("version of", was, now)


def _some(names: set[str]) -> str:
    ordered = sorted(names)
    more = f" and {len(ordered) - _SHOWN:,} more" if len(ordered) > _SHOWN else ""
    return ", ".join(ordered[:_SHOWN]) + more
