import json
import re
from collections import defaultdict
from pathlib import Path

import pytest

from pipeline import lexicon
from pipeline.errors import LexiconError
from pipeline.lexicon import Cue, Relation, Term, Trap, dumps, read

TABLES: dict[str, type] = {
    "abbreviations": Cue,
    "amino_acid_relations": Relation,
    "amino_acid_traps": Trap,
    "amino_acids": Term,
    "cues": Cue,
    "dose_context": Term,
    "claim_parts": Cue,
    "molar_masses": Term,
    "dose_forms": Cue,
    "framings": Cue,
    "lead_words": Cue,
    "lint_words": Cue,
    "section_labels": Cue,
    "source_words": Cue,
    "system_traps": Trap,
    "systems": Term,
    "target_aspects": Cue,
    "target_relations": Relation,
    "targets": Term,
    "title_words": Cue,
    "units": Term,
}
FOLDER = Path(lexicon.__file__).parent / "lexicons"
CODES = re.findall("...", "AlaArgAsnAspCysGlnGluGlyHisIleLeuLysMetPheProSerThrTrpTyrVal")
SHORT_FORMS = [*CODES, *map(str.upper, CODES), "AA", "AAS", "BA", "CIT", "Cr", "GAA", "SAM", "TAU", "Tau"]
EXPOSURE_WORDS = ["containing", "deficiency", "deprivation", "diet", "group", "induced", "levels", "supplementation"]
OUTSIDE = {"agmatine", "choline", "creatinine", "glutathione", "histamine", "melatonin", "serotonin"}  # metabolites
GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "ε": "epsilon"}


def find(table: str, word: str) -> Term | None:
    """The row that a matcher would take for ``word``: as written first, then in any case."""
    rows = read(table, Term)
    exact = [t for t in rows if t.case == "exact" and t.term == word]
    return next(iter(exact or [t for t in rows if t.case == "any" and t.key == word.casefold()]), None)


# --- the packaged tables ------------------------------------------------------------------------------------------


def test_each_table_is_known_here_and_in_the_readme() -> None:
    assert {p.stem for p in FOLDER.glob("*.jsonl")} == set(TABLES)
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [name for name in TABLES if f"`{name}`" not in readme] == []


@pytest.mark.parametrize(("name", "kind"), TABLES.items())
def test_each_table_can_be_read(name: str, kind: type) -> None:
    assert read(name, kind)


@pytest.mark.parametrize("name", ["amino_acids", "amino_acid_traps", "systems", "targets", "target_relations"])
def test_tables_are_kept_as_dumps_writes_them(name: str) -> None:
    assert dumps(read(name, TABLES[name])) == (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["amino_acids", "systems", "targets"])
def test_a_term_has_one_meaning_and_one_row(name: str) -> None:
    rows = defaultdict(set)
    for term in read(name, Term):
        rows[term.term.casefold()].add((term.name, term.case))
    assert {t: r for t, r in rows.items() if len(r) > 1 and len({case for _, case in r}) > 1} == {}
    assert {t: r for t, r in rows.items() if len({name for name, _ in r}) > 1} == {}


@pytest.mark.parametrize("name", ["amino_acids", "targets"])
def test_a_name_has_one_id(name: str) -> None:
    ids = defaultdict(set)
    for term in read(name, Term):
        ids[term.name].add(term.id)
    assert {n: i for n, i in ids.items() if len(i) > 1} == {}


def test_an_id_has_one_name() -> None:
    for table in ("amino_acids", "targets"):
        names = defaultdict(set)
        for term in read(table, Term):
            names[term.id].add(term.name)
        assert {i: n for i, n in names.items() if i and len(n) > 1} == {}


def test_each_concept_is_one_of_its_own_terms() -> None:
    for table in ("amino_acids", "targets"):
        keys = {(t.name, t.term.casefold()) for t in read(table, Term)}
        assert [t.name for t in read(table, Term) if (t.name, t.name.casefold()) not in keys] == []


def test_canonical_names_are_lower_case() -> None:
    assert [t.name for table in ("amino_acids", "systems") for t in read(table, Term) if t.name != t.name.lower()] == []


def test_every_target_has_an_id() -> None:
    assert [t.name for t in read("targets", Term) if t.id is None] == []


PREFIXES = {
    "amino_acids": {"CHEBI"},
    "systems": {"CL", "NCBITaxon", "UBERON", "cellosaurus"},
    "targets": {"CHEBI", "FPLX", "GO", "HGNC", "HP", "LOINC", "MESH", "claimdiff"},
}


@pytest.mark.parametrize(("table", "prefixes"), PREFIXES.items())
def test_ids_come_from_the_registries_that_the_readme_names(table: str, prefixes: set[str]) -> None:
    assert {t.id.split(":")[0] for t in read(table, Term) if t.id} == prefixes


def test_local_ids_of_numbered_registries_are_numbers() -> None:
    numbered = re.compile(
        r"(CHEBI|HGNC|NCBITaxon):[1-9]\d*|(CL|GO|HP|UBERON):\d{7}|cellosaurus:CVCL_[0-9A-Z]{4}|(FPLX|claimdiff):[\w-]+"
        r"|LOINC:\d+-\d|MESH:[CD]\d{6,9}"
    )
    ids = {t.id for table in PREFIXES for t in read(table, Term) if t.id}
    assert [i for i in sorted(ids) if not numbered.fullmatch(i)] == []


def test_no_wording_is_both_an_amino_acid_and_a_target() -> None:
    amino_acids = {t.key for t in read("amino_acids", Term)}
    assert [t.term for t in read("targets", Term) if t.key in amino_acids] == []


def test_terms_are_written_with_plain_hyphens_and_one_beta() -> None:
    dashes = re.compile(r"[\u2010-\u2015\u2212\u00ad]")
    assert [t.term for table in PREFIXES for t in read(table, Term) if dashes.search(t.term)] == []


def test_greek_and_spelled_out_forms_come_in_pairs() -> None:
    terms = {t.key for t in read("amino_acids", Term) if t.case == "any"}
    greek = [t for t in terms if t[0] in GREEK and t[1] == "-"]
    assert [t for t in greek if GREEK[t[0]] + t[1:] not in terms and "-" not in t[2:]] == []


def test_target_relations_join_known_targets_without_a_circle() -> None:
    known = {t.id for t in read("targets", Term)}
    broader = defaultdict(set)
    for row in read("target_relations", Relation):
        assert {row.id, row.other} <= known
        assert row.id != row.other
        broader[row.id].add(row.other)
    assert not any(start in _reachable(broader, start) for start in list(broader))


def _reachable(edges: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    queue = list(edges.get(start, ()))
    while queue:
        node = queue.pop()
        if node not in seen:
            seen.add(node)
            queue.extend(edges.get(node, ()))
    return seen


def test_a_relation_joins_two_known_amino_acids() -> None:
    known = {t.name for t in read("amino_acids", Term)} | OUTSIDE
    assert [r for r in read("amino_acid_relations", Relation) if not {r.id, r.other} <= known or r.id == r.other] == []


PREFIXED = ("L-", "l-", "L ", "DL-", "D,L-", "(L)-", "L-(+)-")
SALTS = ("hydrochloride", "HCl", "monohydrochloride", "ethyl ester", "methyl ester")


@pytest.mark.parametrize("code", CODES)
def test_each_proteinogenic_amino_acid_has_all_its_forms(code: str) -> None:
    short = find("amino_acids", code)
    assert short is not None
    name = short.name
    assert short.id is not None
    same = [name, *(f"{name} {salt}" for salt in SALTS), code.upper()]
    if name != "glycine":  # the one without a mirror image
        same += [prefix + name for prefix in PREFIXED] + [f"L-{name} {salt}" for salt in SALTS] + [f"L-{code}"]
        mirrored = [find("amino_acids", f"D-{form}") for form in (name, code)]
        assert {t and t.name for t in mirrored} == {f"d-{name}"}
    assert [form for form in same if (t := find("amino_acids", form)) is None or t.name != name] == []


TRAP_TABLES = ["amino_acid_traps", "system_traps"]


@pytest.mark.parametrize("table", TRAP_TABLES)
def test_examples_of_traps_hold_the_trap(table: str) -> None:
    assert [t.term for t in read(table, Trap) if t.term not in t.example.lower()] == []


# --- expected look-ups --------------------------------------------------------------------------------------------

AMINO_ACIDS = [
    ("L-Leucine", "leucine", "CHEBI:25017"),
    ("ʟ-arginine", "arginine", "CHEBI:29016"),
    ("arginine HCl", "arginine", "CHEBI:29016"),
    ("arginine α-ketoglutarate", "arginine", "CHEBI:29016"),
    ("L-arginine L-aspartate", "arginine aspartate", None),
    ("L-ornithine L-aspartate", "ornithine aspartate", None),
    ("L-alanyl-L-glutamine", "alanyl-glutamine", None),
    ("glycyl-L-glutamine", "glutamine", "CHEBI:28300"),
    ("monosodium glutamate", "glutamic acid", "CHEBI:18237"),
    ("D-aspartate", "d-aspartic acid", "CHEBI:17364"),
    ("D-serine", "d-serine", "CHEBI:16523"),
    ("DL-methionine", "methionine", "CHEBI:16811"),
    ("creatine monohydrate", "creatine", "CHEBI:16919"),
    ("creatine phosphate", "phosphocreatine", "CHEBI:17287"),
    ("guanidinoacetate", "gaa", "CHEBI:16344"),
    ("L-carnitine L-tartrate", "carnitine", "CHEBI:17126"),
    ("ALCAR", "acetyl-carnitine", "CHEBI:57589"),
    ("propionyl-L-carnitine", "propionyl-carnitine", None),
    ("β-alanine", "beta-alanine", "CHEBI:16958"),
    ("γ-aminobutyric acid", "gaba", "CHEBI:16865"),
    ("N-acetyl-L-cysteine", "n-acetylcysteine", "CHEBI:28939"),
    ("acetylcysteine", "n-acetylcysteine", "CHEBI:28939"),
    ("5-hydroxytryptophan", "5-htp", "CHEBI:17780"),
    ("S-adenosyl-L-methionine", "same", "CHEBI:15414"),
    ("SAMe", "same", "CHEBI:15414"),
    ("same", None, None),
    ("levodopa", "l-dopa", "CHEBI:15765"),
    ("β-hydroxy-β-methylbutyrate", "hmb", None),
    ("3-HIB", "3-hydroxyisobutyrate", None),
    ("BAIBA", "beta-aminoisobutyric acid", "CHEBI:27389"),
    ("citrulline nitrate", "citrulline", "CHEBI:18211"),
    ("N-acetyl-L-serine", "n-acetylserine", None),
    ("alpha-ketoisocaproate", "kic", "CHEBI:48430"),
    ("asymmetric dimethylarginine", "adma", None),
    ("branched-chain amino acids", "bcaa", "CHEBI:22918"),
    ("branched chain amino acid", "bcaa", "CHEBI:22918"),
    ("EAAs", "eaa", None),
    ("non-essential amino acids", "amino acid mixture", None),
    ("amino acid infusion", "amino acid mixture", None),
    ("L-threo-3,4-dihydroxyphenylserine", "dihydroxyphenylserine", None),
    ("leu", None, None),
    ("met", None, None),
    ("his", None, None),
]


@pytest.mark.parametrize(("word", "name", "curie"), AMINO_ACIDS)
def test_amino_acids(word: str, name: str | None, curie: str | None) -> None:
    found = find("amino_acids", word)
    assert (found and found.name, found and found.id) == (name, curie)


@pytest.mark.parametrize("word", SHORT_FORMS)
def test_short_forms_with_other_meanings_need_support(word: str) -> None:
    found = find("amino_acids", word)
    assert found is not None
    assert (found.type, found.case) == ("ambiguous abbreviation", "exact")


@pytest.mark.parametrize("word", ["L-Leu", "L-Arg", "BCAA", "5-HTP", "ADMA", "NAC", "HMB", "GABA"])
def test_short_forms_with_one_meaning_need_none(word: str) -> None:
    found = find("amino_acids", word)
    assert found is not None
    assert found.type != "ambiguous abbreviation"


TRAPS = [
    ("zipper", "after", "motif"),
    ("aminotransferase", "after", "enzyme"),
    ("kinase", "after", "enzyme"),
    ("receptor", "after", "receptor"),
    ("transporters", "after", "transporter"),
    ("residues", "after", "residue"),
    ("vasopressin", "after", "peptide or protein"),
    ("sepharose", "after", "assay or reagent"),
    ("sulfoximine", "after", "drug or inhibitor"),
    ("oxidation", "after", "tracer"),
    ("poly", "before", "polymer"),
    ("nitro", "before", "drug or inhibitor"),
    ("phospho", "before", "residue"),
    ("[14c]", "before", "tracer"),
]


@pytest.mark.parametrize(("term", "position", "becomes"), TRAPS)
def test_traps(term: str, position: str, becomes: str) -> None:
    assert {t.becomes for t in read("amino_acid_traps", Trap) if (t.term, t.position) == (term, position)} == {becomes}


@pytest.mark.parametrize("term", EXPOSURE_WORDS)
def test_words_of_an_exposure_are_no_traps(term: str) -> None:
    assert [t for t in read("amino_acid_traps", Trap) if t.term == term] == []


SYSTEMS = [
    ("Sprague-Dawley", "rat", "NCBITaxon:10116"),
    ("db/db", "mouse", "NCBITaxon:10090"),
    ("patients", "human", "NCBITaxon:9606"),
    ("older adults", "human", "NCBITaxon:9606"),
    ("piglets", "pig", "NCBITaxon:9823"),
    ("broilers", "chicken", "NCBITaxon:9031"),
    ("lambs", "sheep", "NCBITaxon:9940"),
    ("guinea pigs", "guinea pig", "NCBITaxon:10141"),
    ("C. elegans", "nematode", "NCBITaxon:6239"),
    ("C2C12", "cell", "cellosaurus:CVCL_0188"),
    ("HepG2", "cell", "cellosaurus:CVCL_0027"),
    ("hepatocytes", "cell", "CL:0000182"),
    ("isolated heart", "tissue", "UBERON:0000948"),
    ("perfused hindlimb", "tissue", None),
    ("cell-free", "cell-free", None),
]


@pytest.mark.parametrize(("word", "name", "curie"), SYSTEMS)
def test_systems(word: str, name: str, curie: str | None) -> None:
    found = find("systems", word)
    assert found is not None
    assert (found.name, found.id) == (name, curie)


TARGETS = [
    ("mTOR", "mTOR", "HGNC:3942"),
    ("p70S6K", "S6K1", "HGNC:10436"),
    ("S6K1 Thr389 phosphorylation", "S6K1 Thr389 phosphorylation", "claimdiff:s6k1-thr389-phosphorylation"),
    ("phospho-S6K1", "S6K1 phosphorylation", "claimdiff:s6k1-phosphorylation"),
    ("cellular glucose uptake", "glucose uptake", "claimdiff:glucose-uptake"),
    ("plasma leucine", "leucine level", "CHEBI:25017"),
    ("HOMA-IR", "insulin resistance", "HP:0000855"),
    ("DOMS", "muscle soreness", "claimdiff:muscle-soreness"),
    ("MPS", "muscle protein synthesis", "claimdiff:muscle-protein-synthesis"),
    ("hot flushes", "hot flashes", "claimdiff:hot-flashes"),
    ("ALT", "alanine aminotransferase", "HGNC:4552"),
    ("nausea", "nausea", "HP:0002018"),
]


@pytest.mark.parametrize(("word", "name", "curie"), TARGETS)
def test_targets(word: str, name: str, curie: str) -> None:
    found = find("targets", word)
    assert found is not None
    assert (found.name, found.id) == (name, curie)


RELATIONS = [
    ("claimdiff:mtor-ser2448-phosphorylation", "site_of", "HGNC:3942"),
    ("HGNC:3942", "part_of", "GO:0031931"),
    ("claimdiff:muscle-protein-synthesis", "broader", "GO:0006412"),
    ("CHEBI:28790", "metabolite_of", "CHEBI:27897"),
    ("HGNC:10436", "member_of", "claimdiff:mtorc1-signaling"),
    ("claimdiff:akt-phosphorylation", "readout_of", "claimdiff:insulin-signaling"),
]


@pytest.mark.parametrize(("id_", "relation", "other"), RELATIONS)
def test_relations(id_: str, relation: str, other: str) -> None:
    assert (id_, relation, other) in {(r.id, r.relation, r.other) for r in read("target_relations", Relation)}


@pytest.mark.shared
def test_gold_amino_acids_are_in_the_lexicon(shared: Path) -> None:
    names = {t.name for t in read("amino_acids", Term)}
    lines = (shared / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {part for line in lines for t in json.loads(line)["tuples"] for part in t["amino_acid"].split("+")}
    assert gold - names == set()


@pytest.mark.shared
def test_gold_systems_are_in_the_lexicon(shared: Path) -> None:
    names = {t.name for t in read("systems", Term)}
    lines = (shared / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    assert {t["system"] for line in lines for t in json.loads(line)["tuples"] if t["system"]} - names == set()


# --- rows that are refused ----------------------------------------------------------------------------------------


def row(**changes: object) -> str:
    fields = {"name": "leucine", "id": "CHEBI:25017", "term": "leucine", "type": "name", "source": "made up"} | changes
    return json.dumps({k: v for k, v in fields.items() if v is not None}, ensure_ascii=False)


REFUSED = [
    ("", 1, "not a Term"),
    ("{", 1, "not a Term"),
    (row(name=None), 1, "name: Field required"),
    (row(term=""), 1, "term"),
    (row(term=" leucine"), 1, "term"),
    (row(id="25017"), 1, "id"),
    (row(id="CHEBI: 25017"), 1, "id"),
    (row(case="upper"), 1, "case"),
    (row(colour="red"), 1, "colour"),
    ("\n".join([row(), row()]), 2, "twice"),
    ("\n".join([row(term="b"), row(term="a")]), 2, "out of order"),
    ("\n".join([row(), "", row(term="z")]), 2, "not a Term"),
    ("\n".join([row(), row(name="valine")]), 2, "means both 'leucine' and 'valine'"),
    ("\n".join([row(), row(name="valine", term="LEUCINE")]), 2, "means both"),
]


@pytest.mark.parametrize(("text", "line", "fault"), REFUSED)
def test_refused_rows_name_file_and_line(monkeypatch: pytest.MonkeyPatch, text: str, line: int, fault: str) -> None:
    monkeypatch.setattr(lexicon, "_text", lambda name: text + "\n")
    lexicon._parse.cache_clear()
    try:
        with pytest.raises(LexiconError) as caught:
            read("broken", Term)
    finally:
        lexicon._parse.cache_clear()
    assert caught.value.place == f"lexicons/broken.jsonl:{line}"
    assert fault in str(caught.value)


def test_a_file_of_ones_own_may_be_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "drugs.jsonl"
    path.write_text(f"{row(name='metformin', term='metformin')}\n{row(name='caffeine', term='caffeine')}\n")
    assert [t.name for t in read(str(path), Term)] == ["metformin", "caffeine"]


@pytest.mark.parametrize(
    ("content", "place", "fault"),
    [
        (row().encode() + b"\n{}\n", ":2", "name: Field required"),
        (row().encode() + b"\n" + row(name="valine").encode(), ":2", "means both"),
        (b"\xff\xfe", "", "not UTF-8"),
        (None, "", "No such file"),
    ],
)
def test_a_fault_in_such_a_file_is_told_with_its_place(
    tmp_path: Path, content: bytes | None, place: str, fault: str
) -> None:
    path = tmp_path / "drugs.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LexiconError, match=fault) as caught:
        read(str(path), Term)
    assert caught.value.place == f"{path}{place}"


def test_a_trap_is_lower_case() -> None:
    with pytest.raises(ValueError, match="term"):
        Trap(term="Zipper", position="after", becomes="motif", example="leucine zipper")


def test_an_unknown_table_is_named() -> None:
    with pytest.raises(LexiconError, match="no lexicon named 'nothing'"):
        read("nothing", Term)


def test_dumps_sorts_and_drops_doubles_and_defaults() -> None:
    rows = [Relation(id="b:1", relation="broader", other="a:1"), Relation(id="a:1", relation="part_of", other="c:1")]
    assert dumps([*rows, rows[0]]) == (
        '{"id": "a:1", "relation": "part_of", "other": "c:1"}\n{"id": "b:1", "relation": "broader", "other": "a:1"}\n'
    )


def test_digests_name_every_file_of_words() -> None:
    assert set(lexicon.digests()) == {*TABLES, "units.txt"}
