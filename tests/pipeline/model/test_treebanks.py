import pytest

from pipeline.model.treebanks import paragraphs
from tests.pipeline.model.rows import lines, shown

ATE = ("Mice/NNS/2/nsubj", "ate/VBD/0/root", "././2/punct")


def test_paragraphs_and_their_sentences() -> None:
    text = ["# newdoc id = 1", "# newpar", *lines(*ATE), "# sent_id = 2", *lines(*ATE), "", "# newpar", *lines(*ATE)]
    assert [len(sentences) for sentences in paragraphs(text)] == [2, 1]


def test_a_root_is_its_own_head() -> None:
    ((found,),) = paragraphs(lines(*ATE)[:-1])
    assert shown(found) == ["Mice/NNS/2/nsubj", "ate/VBD/2/ROOT", "././2/punct"]
    assert all(word.space for word in found)


def test_what_is_not_known_is_empty_but_a_word_may_be_a_line() -> None:
    ((found,),) = paragraphs(["1\t_\t_\tNOUN\tNN\t_\t0\troot\t_\tgap=1|SpaceAfter=No"])
    assert (found[0].text, found[0].lemma, found[0].pos, found[0].space) == ("_", "", "NOUN", False)


@pytest.mark.parametrize(
    "row", ["1\tMice", "2\tMice\t_\t_\tNNS\t_\t0\troot\t_\t_", "1-2\tit's\t_\t_\t_\t_\t_\t_\t_\t_"]
)
def test_another_line_is_refused(row: str) -> None:
    with pytest.raises(ValueError, match="not a row of a treebank"):
        list(paragraphs([row]))
