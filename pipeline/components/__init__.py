"""One file for each spaCy factory. They are published as entry points, so a saved pipeline loads in any process."""
