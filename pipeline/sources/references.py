"""The reference list of a source document: ``- 3. title [site]``, numbered from 1."""

import re

from pipeline.sources.document import Lines, Reference

_ENTRY = re.compile(r"- (?P<number>\d{1,3})\. (?P<title>.*?)(?: \[(?P<site>[^\[\]\s]+)\])?\s*$")


def entries(lines: Lines) -> tuple[Reference, ...]:
    """The entries of the last list that begins with 1; blank lines may part them, any other line ends the list."""
    begin = max((i for i, line in enumerate(lines.all) if line.startswith("- 1. ")), default=None)
    found: list[Reference] = []
    for index in range(begin, len(lines.all)) if begin is not None else ():
        line = lines.all[index]
        entry = _ENTRY.match(line)
        if entry:
            found.append(_reference(entry, index, lines.starts[index]))
        elif line.strip():
            break
    return tuple(found)


def _reference(entry: re.Match[str], index: int, offset: int) -> Reference:
    title, site = entry["title"].strip(), entry["site"]
    names_site_only = not title or (site is not None and title.lower() == site.lower())
    return Reference(
        number=int(entry["number"]),
        title=None if names_site_only else title,
        site=site,
        line=index + 1,
        start=offset,
        end=offset + len(entry[0]),
    )
