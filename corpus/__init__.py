"""What is read: the datasheet, the citation table, the bundled offline corpus. Opened with ``importlib.resources``."""
