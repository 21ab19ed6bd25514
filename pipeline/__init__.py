"""claimdiff: does the literature still say what we claim?

Text flows one way:

    citations → articles → mentions, doses, cues → effect tuples (evidence) → assessments of claims → exports, report

=================  ====================================================================================
module             holds
=================  ====================================================================================
``schema``         the frozen types that flow between all modules
``errors``         one small tree; each error is also a builtin and survives pickling
``progress``       how far long work is: logged by the library, shown by the command line
``notices``        what was published about an article afterwards, in words; pure
``stopping``       being asked to stop, and stopping whatever runs at that moment
``places``         where files of our own lie on a machine
``digests``        digests of files: words, code, trained models
``installed``      trained pipelines: found by name and checked, not loaded
``lexicon``        reads and validates ``pipeline/lexicons/*``; words are data, never code
``csv_table``      reads a curated CSV table row by row, each row with its place
``identifiers``    finds PMID, DOI and PMCID in a text; pure
``units``          dose and magnitude grammar, conversion, human-equivalent dose; pure
``sources``        reads a source document: sections, citation markers, reference list
``citations``      reference → PMID/DOI, with status and how it was decided
``pubmed``         the only package that touches the network: E-utilities, ID converter, Europe PMC
``medline``        PubMed XML → Article, streaming
``corpus``         articles kept on disk and read from files
``learned``        what was learned from data: weights as text, and how they are read
``relations``      how mentions, doses and cues make effects; the components' working parts
``components``     one file for each spaCy factory; ``config.cfg`` puts them in order
``keywords``       the words that tell one target from another
``names``          what a plain text names of a lexicon
``design``         study design, from publication types and words
``model``          the recipe that trains a parser for abstracts
``nlp``            builds, loads and saves the spaCy ``Language``
``grounding``      target phrases → concepts of the lexicons
``parallel``       work spread over processes, results in order
``extract``        articles → evidence; the only reader of ``Doc``
``claims``         ``annotations/claims`` → Claim; errors name file and line
``drafts``         source document → claim rows for a curator to accept
``reviews``        what curators decided about verdicts, and what changed since
``lint``           what is wrong with sources and claims by themselves
``reconcile``      claims × evidence → assessments; pure
``changes``        run × run → changes with causes; pure
``evaluate``       gold × predicted → scores; pure
``mistakes``       gold × predicted → what kind of mistakes cost how much; pure
``expected``       the table of expected verdicts beside assessments
``tuples``         effect tuples from JSON Lines: extracted before, or gold
``provenance``     what a result depends on: versions, digests of inputs, the record of a run
``tables``         the store's tables, and how records become rows
``migrations``     the steps that bring a store's schema up to date
``store``          runs, articles, evidence, assessments in SQL
``library``        articles from PubMed kept in the store, and what was noticed about them
``training``       how what is in ``learned`` was learned
``columns``        the flat tables of a run: column names and how each cell is found
``export``         one dict of writers over rows
``report``         the HTML report
``job``            the main job, step by step, without orchestration
``cli``            each subcommand calls one function
=================  ====================================================================================

Dependencies point one way: schema, errors ← lexicon, units, sources, corpus ← components ← nlp ← extract;
← reconcile, lint, changes, evaluate ← store, export, report ← cli ← flows. Only ``flows`` imports Prefect, only
``pubmed`` touches the network, only ``export`` and ``report`` import pandas.
``tests/test_architecture.py`` holds this line.
"""
