from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from pipeline.model import corpus
from tests.pipeline.model.rows import archive, lines

ATE = ("Leucine-fed/JJ/2/amod", "mice/NNS/3/nsubj", "ate/VBD/0/root", "././3/punct")


def test_parts_of_small_archives(tmp_path: Path) -> None:
    text = "\n".join(["# newpar", *lines(*ATE), *lines(*ATE)])
    archive(tmp_path / corpus.CRAFT, {f"conllu/{n:02}.conllu": text for n in range(32)} | {"README": "x"})
    archive(tmp_path / corpus.GENIA, {f"stanford/{n}.conllu.stanford": text for n in ("dev", "test")})
    nlp = spacy.blank("en")
    counts = corpus.write(tmp_path, tmp_path / "out", nlp)
    assert counts == {"train": 28 * 8 + 12, "dev": 2 * 8, "craft_test": 2 * 8, "genia_test": 12}
    for part in corpus.PARTS:
        docs = list(DocBin().from_disk(tmp_path / "out" / f"{part}.spacy").get_docs(nlp.vocab))
        assert all(len(list(doc.sents)) == 2 for doc in docs)


@pytest.mark.shared
@pytest.mark.slow
def test_parts_of_the_real_archives_do_not_overlap(shared: Path) -> None:
    parts = corpus.read(shared / "corpora", spacy.blank("en"))
    texts = {name: {doc.text for doc in docs if len(doc) > 20} for name, docs in parts.items()}
    assert {name: sum(map(len, docs)) > 30_000 for name, docs in parts.items()} == dict.fromkeys(corpus.PARTS, True)
    for name in corpus.PARTS:
        assert all(not texts[name] & texts[other] for other in corpus.PARTS if other != name)
    assert {t.dep_ for d in parts["genia_test"] for t in d} - {t.dep_ for d in parts["train"] for t in d} == set()
