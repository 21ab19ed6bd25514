"""The bundled parser for abstracts (``parser/``), and the recipe that trained it on two treebanks.

=============  ==================================================================
module         holds
=============  ==================================================================
``treebanks``  reads CoNLL-U and CoNLL-X
``genia``      GENIA's analyses in CRAFT's terms
``corpus``     the archives → documents for training and testing
``scores``     what a parser is worth on documents that it has not seen
``train``      the one command: train, score, pack
=============  ==================================================================
"""
