"""Target phrases → concepts of ``lexicons/targets``. Pure: the same phrase always gives the same link.

A phrase is looked up in three ways, and a link says which one found it:

- *exact*: it has the words of a wording, in any order; a protein's other names take its readouts along ("superoxide
  dismutase activity" is SOD activity because "superoxide dismutase" is SOD);
- *abbreviation*: it has them once the short forms that the document itself defines are spelled out. What a document
  defines wins over what a short form usually means;
- *similar*: character trigrams (TF-IDF, cosine) propose wordings, and what differs is spelling or words that say
  nothing about what is measured. Numbers, letters, sites, isoforms and words of the field are never bridged.

Below the threshold of ``similar`` there is no link. ``ground`` is all most callers need.
"""

from pipeline.grounding.link import Candidate, Link
from pipeline.grounding.linking import THRESHOLD, K, Linker, as_link, ground, linker, plain_name

__all__ = ["THRESHOLD", "Candidate", "K", "Link", "Linker", "as_link", "ground", "linker", "plain_name"]
