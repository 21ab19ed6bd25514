"""Articles: read from files, packaged as digests, and found again by what a citation says of them.

==========  =====================================================================
module      holds
==========  =====================================================================
`reading`   JSON Lines, PubMed XML or MEDLINE text, plain or gzip, to ``Article``
`files`     files opened and unpacked
`index`     citation to ``Article``, by PMID, DOI, PMCID, or equal title
==========  =====================================================================
"""

from importlib import resources

from pipeline.corpus.index import ArticleIndex, spelled, title_key
from pipeline.corpus.reading import read_articles, read_lines
from pipeline.errors import InputError
from pipeline.medline import sections_of
from pipeline.schema import Article, Rejection

__all__ = ["ArticleIndex", "bundled", "read_articles", "read_lines", "sections_of", "spelled", "title_key"]


def bundled() -> tuple[Article, ...]:
    """The packaged digests (``corpus/digests.jsonl``), in file order. Raises InputError when one is unusable."""
    table = resources.files("corpus") / "digests.jsonl"
    if not table.is_file():
        raise InputError("is missing from the installation.", place="corpus/digests.jsonl", hint="Install it anew.")
    articles: list[Article] = []
    with table.open("rb") as stream:
        for outcome in read_lines(stream, "corpus/digests.jsonl"):
            if isinstance(outcome, Rejection):
                raise InputError(outcome.reason, place=outcome.place)
            articles.append(outcome)
    return tuple(articles)
