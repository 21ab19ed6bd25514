"""What was published about an article between two runs, read from what the runs recorded of its notices. Pure."""

from pipeline.notices import SEPARATOR
from pipeline.schema import Run


def news(old: Run, new: Run, article: str) -> str | None:
    """Which notices of an article are new or gone, and whether it is retracted now or no longer, in words.

    Where the old run recorded no notices (earlier versions did not), only a retraction can be told to be new.
    """
    was, now = (_notices(run, article) for run in (old, new))
    before, after = is_retracted(old, article), is_retracted(new, article)
    recorded = "notices" in old.inputs
    came = [n for n in now if n not in was and (recorded or (after and not before and _is_retraction(n)))]
    gone = [n for n in was if n not in now]
    told = ["no longer retracted"] if before and not after else []
    if after and not before and not any(map(_is_retraction, came)):
        told.append("now retracted")
    told += [f"new: {SEPARATOR.join(came)}"] if came else []
    told += [f"no longer linked: {SEPARATOR.join(gone)}"] if gone else []
    return ", ".join(told) or None


def is_retracted(run: Run, article: str) -> bool:
    """Whether a run had the article as retracted."""
    return bool(run.inputs.get("retracted", {}).get(article))


def _notices(run: Run, article: str) -> list[str]:
    text = run.inputs.get("notices", {}).get(article)
    return text.split(SEPARATOR) if text else []


def _is_retraction(told: str) -> bool:
    return told.partition(":")[0] == "retraction"
