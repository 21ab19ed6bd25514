"""What was learned from data, and how it is read: weights as text, arithmetic with numpy, no pickle, no chance.

=============  ==================================================================
module         holds
=============  ==================================================================
``linear``     a linear model: weights by name of feature, read from a table
``chain``      probabilities along a sequence of sentences
``rhetoric``   what a sentence is for: features, and probabilities of each role
=============  ==================================================================

The tables lie beside the modules; ``README.md`` says from what they were learned. ``pipeline.training`` makes them.
"""
