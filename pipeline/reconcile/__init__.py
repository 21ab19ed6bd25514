"""Claims × evidence → assessments. Pure: the same input in any order of the evidence gives the same rows.

=================  ====================================================================================
module             holds
=================  ====================================================================================
``settings``       ``Tolerances``: how far two numbers or wordings may be apart
``reasons``        ``REASONS``: every reason code, its verdicts and its meaning
``cited``          references of a claim → papers
``amino_acids``    equal, or related: member, mixture, metabolite …
``wording``        whether two phrases name one target, and the aspects that keep them apart
``targets``        the concepts behind the phrases, and kinds of them
``regimen``        what an amount is an amount of, and whether two are the same dose
``equivalents``    doses that agree only after a conversion
``candidates``     how a finding stands to a claim, and how well it fits
``framing``        whether a sentence states the finding that was read in it
``verdicts``       matching findings → verdict; of equals the most cautious
``parts``          what a claim says besides its finding, part by part
``confidence``     how sure, as a product of documented doubts
``sentences``      the sentence that tells a curator why
``assess``         ``reconcile``: all of the above, in order
``belief``         noisy-or over independent articles, calibrated
``overall``        what a claim comes to over all that it cites
``novelty``        ``novel``: findings that no claim covers, and why they are relevant
``watching``       ``watch``: evidence on a claim from articles that it does not cite
=================  ====================================================================================
"""

from pipeline.reconcile.assess import reconcile
from pipeline.reconcile.novelty import Relevance, novel, relevance
from pipeline.reconcile.overall import STATES, Overall, State, overall
from pipeline.reconcile.reasons import REASONS, Reason
from pipeline.reconcile.settings import Tolerances
from pipeline.reconcile.watching import GRAVEST, watch

__all__ = [
    "GRAVEST",
    "REASONS",
    "STATES",
    "Overall",
    "Reason",
    "Relevance",
    "State",
    "Tolerances",
    "novel",
    "overall",
    "reconcile",
    "relevance",
    "watch",
]
