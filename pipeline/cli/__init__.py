"""The command line: each subcommand calls one function, and everything that goes wrong becomes one plain sentence.

=============  =========================================================================
module         holds
=============  =========================================================================
``app``        ``main``: the entry point, exit statuses, errors
``options``    options that several subcommands share
``output``     consoles, listings of what was rejected, files written as a whole
``running``    run, schedule
``fetching``   fetch: articles by PMID, file, query or citation
``resolving``  resolve: the citation table, what NCBI says about it, what is accepted
``steps``      extract, reconcile, lint: one step of the job each
``results``    diff, export, report, evaluate: what came of runs
``curating``   claims: tables checked, claims proposed, verdicts reviewed
``stored``     runs named by folder or id, loaded from the store
``models``     model: what reads the texts, shown or saved
=============  =========================================================================

What is slow to import (spaCy, Prefect, pandas, SQLAlchemy) is imported by the subcommand that needs it.
"""

from pipeline.cli.app import main

__all__ = ["main"]
