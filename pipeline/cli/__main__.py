"""``python -m pipeline.cli``: the same as ``claimdiff``."""

from pipeline.cli.app import main

main()
