"""What people say: claims curated from the sources, gold annotations (offsets, no text), guidelines."""
