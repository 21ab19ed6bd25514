"""PubMed's ways of writing an article: XML records, MEDLINE text, and abstracts with labels in plain text.

==========  ===========================================================================
module      holds
==========  ===========================================================================
`stream`    a PubmedArticleSet as a stream of records; broken and hostile XML is refused
`record`    one XML record → ``Article``
`abstract`  the parts of an abstract → its text and sections
`markup`    inline markup and formulas → plain text
`linked`    links between records → notices about an article
`tagged`    MEDLINE text (``.nbib``) → ``Article``, read by Biopython
`labels`    sections of an abstract that is plain text
`fields`    what XML and MEDLINE text share: DOI, year, placeholder titles
`lines`     lines of a file in bounded memory
==========  ===========================================================================

NLM describes the elements in "MEDLINE/PubMed XML Element Descriptions and their Attributes"
(https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html) and in the comments of its DTD
(https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd), the fields of MEDLINE text in PubMed's help
(https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format). Authors but the first, grants and reference lists are left out.
"""

from pipeline.medline.fields import plain_doi
from pipeline.medline.labels import sections_of
from pipeline.medline.lines import bounded_lines, unreadable
from pipeline.medline.stream import read_xml, records
from pipeline.medline.tagged import is_tagged, read_tagged

__all__ = [
    "bounded_lines",
    "is_tagged",
    "plain_doi",
    "read_tagged",
    "read_xml",
    "records",
    "sections_of",
    "unreadable",
]
