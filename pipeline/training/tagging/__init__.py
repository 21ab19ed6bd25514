"""How the tagger of ``pipeline.learned.tagger`` was trained: ``python -m pipeline.training.tagging examples|fit``.

Two commands, as torch's tools need another numpy than scispaCy. ``examples`` runs in the usual environment and writes
JSON Lines; ``fit`` reads these in an environment made of the dependency group ``train``, and imports nothing of spaCy.

==============  ===============================================================================
module          holds
==============  ===============================================================================
``examples``    what is learned from: a text, the mentions of one agent, the targets it moved
``annotated``   gold → examples
``trials``      prompts and annotations of Evidence Inference → examples
``titles``      names of substances in titles
``words``       lists of words for both
``silver``      what the rules find about these substances → examples
``labels``      examples → word pieces with labels, in batches
``fit``         warm-up and fine-tuning; imports torch and transformers where they are used
``export``      the trained model → ONNX, in eight bits
==============  ===============================================================================
"""
