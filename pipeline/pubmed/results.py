"""What comes out of the services, and what citation matching is asked."""

from pydantic import Field

from pipeline.schema import Article, Record, Rejection


class Fetched(Record):
    """What efetch gave for a list of PMIDs; each PMID asked for is in exactly one of the three, in the order asked."""

    articles: tuple[Article, ...]
    missing: tuple[str, ...]  # PubMed answered twice, in full, without them
    rejections: tuple[Rejection, ...] = ()  # records that came but cannot be used


class Cite(Record):
    """What is known of a citation; ``author`` is the first one, family name and initials as MEDLINE writes them."""

    journal: str | None = None
    year: int | None = Field(default=None, ge=0, le=9999)
    volume: str | None = None
    first_page: str | None = None
    author: str | None = None


class Identity(Record):
    """The ids of one article."""

    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None
