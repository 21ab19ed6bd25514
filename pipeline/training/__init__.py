"""How what ``pipeline.learned`` holds was learned; needs the development data, which is not shipped.

=============  ==================================================================
module         holds
=============  ==================================================================
``headings``   structured abstracts → sentences with roles, headings taken off
``roles``      the command that learns what a sentence is for
``gold``       annotated abstracts, and what reads the substances that they are about
``findings``   the command that learns how sure a finding is
``tagging``    the commands that train the tagger
=============  ==================================================================
"""
