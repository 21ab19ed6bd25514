"""The HTML report: what it shows, that nothing in it can do harm, and how it works in a real browser."""

import base64
import hashlib
import re
import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from pipeline.notices import GRAVITY
from pipeline.report import render
from pipeline.report.links import links
from pipeline.report.text import Span, harmless, pieces, short, window
from pipeline.report.words import STATES, VERDICTS, counted, listed, plain
from pipeline.schema import Amount, Notice, RunResult
from tests import builders

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'{{ 7*7 }}\0\x1b[31m\u202eevil"
CHROMIUM = shutil.which("chromium")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def hostile() -> RunResult:
    """Every text field that a file could fill holds markup, control characters and more."""
    paper = builders.article(
        title=HOSTILE,
        sentences=(HOSTILE + " raised x",),
        journal=HOSTILE + "\ud800",
        doi="10.1/<a>\"'#?&%",
        notices=tuple(builders.notice(kind, HOSTILE, HOSTILE) for kind in GRAVITY),
    )
    said = builders.effect(amino_acid=HOSTILE, target=HOSTILE, target_id=HOSTILE)
    found = builders.evidence(
        paper, HOSTILE + " raised x", target="x", effect=said, section=HOSTILE, system=HOSTILE, extractor=HOSTILE
    )
    stated = builders.claim(
        HOSTILE, effect=said, source=HOSTILE, section=HOSTILE, anchor=HOSTILE, part=HOSTILE, note=HOSTILE, place=HOSTILE
    )
    judged = builders.assessment(stated, paper, [found], reason=HOSTILE, reason_code=HOSTILE, retracted=True)
    base = builders.result()
    return builders.result(
        run=builders.run(id=HOSTILE, versions={HOSTILE: HOSTILE}, settings={HOSTILE: [HOSTILE]}),
        claims=(stated,),
        articles=(paper,),
        evidence=(found,),
        novel=(found,),
        assessments=(judged,),
        citations=(builders.citation(title=HOSTILE, note=HOSTILE, source=HOSTILE, pmid="1/../x", doi="javascript:1"),),
        findings=(base.findings[0].model_copy(update={"message": HOSTILE, "rule": HOSTILE, "arithmetic": HOSTILE}),),
        rejections=(base.rejections[0].model_copy(update={"reason": HOSTILE, "place": HOSTILE}),),
    )


def page(result: RunResult) -> html.HtmlElement:
    return html.fromstring(render(result))


def find(root: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """Descendants by a small part of CSS: ``tag``, ``#id``, ``.class`` and ``[name=value]``, nested by spaces."""
    path = "."
    for step in selector.split():
        tag, *rest = re.findall(r"^[\w]*|#[\w-]+|\.[\w-]+|\[[^]]+\]", step)
        path += f"//{tag or '*'}"
        for part in rest:
            name, _, value = part.strip("[]").replace("~=", "=").partition("=")
            name, value = {"#": ("id", part[1:]), ".": ("class", part[1:])}.get(part[0], (name, value))
            path += f"[contains(concat(' ', @{name}, ' '), ' {value} ')]"
    return list(root.xpath(path))


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def large() -> html.HtmlElement:
    return page(builders.large())


def test_every_assessment_is_there_with_its_verdict_in_words(large: html.HtmlElement) -> None:
    items = find(large, "#verdicts .item")
    assert len(items) == len(builders.large().assessments)
    for item in items:
        (badge,) = find(item, "summary .badge")
        assert VERDICTS[item.get("data-verdict")].label in text(badge)


def test_a_verdict_shows_its_claim_reason_and_sentence() -> None:
    (item,) = find(page(builders.result()), "#verdicts .item")
    summary = text(find(item, "summary .claim")[0])
    assert summary == "leucine · given · plasma insulin · ↑ increase · 3 g “leucine and insulin” 000-001"
    assert "reports the same direction" in text(find(item, ".reason")[0])
    (quote,) = find(item, "blockquote")
    assert quote.text_content() == builders.FINDING
    assert [mark.text for mark in find(quote, "mark.target")] == ["plasma insulin"]
    assert [mark.text for mark in find(quote, "mark.dose")] == ["3 g"]
    assert {link.get("href") for link in find(item, "p.article a")} == {
        "https://pubmed.ncbi.nlm.nih.gov/90000001/",
        "https://doi.org/10.5555/invented.90000001",
    }
    assert "magnitude 21.5%" in text(find(item, ".facts")[0])


def test_a_dose_of_another_sentence_is_quoted_beside() -> None:
    dose = "Each of the twelve swallowed 5 g at noon."
    paper = builders.article(sentences=(dose, builders.FINDING))
    amount = Amount(low=5, high=5, unit="g")
    found = builders.evidence(paper, doses=(builders.found(paper, "5 g", amount),))
    judged = builders.assessment(builders.claim(), paper, [found])
    result = builders.result(articles=(paper,), evidence=(found,), assessments=(judged,))
    (item,) = find(page(result), "#verdicts .item")
    (beside,) = find(item, ".elsewhere")
    assert [mark.text for mark in find(beside, "mark.dose")] == ["5 g"]
    whole = find(item, ".whole .abstract")[0]
    assert whole.text_content() == paper.abstract
    assert "".join(mark.text for mark in find(whole, "mark.sentence")) == builders.FINDING


def test_flags_are_words(large: html.HtmlElement) -> None:
    shown = {text(flag) for flag in find(large, "#verdicts summary .flag")}
    notices = {"Retracted", "Expression of concern", "Retracted in part", "Corrected", "Republished"}
    assert shown == {"Digest", "Part not judged", "Hedged"} | notices
    for item in find(large, "#verdicts .item[data-flags~=part]"):
        assert "Not judged: only in those over sixty" in text(item)


def test_evidence_that_is_not_in_the_run_is_told() -> None:
    judged = builders.assessment(builders.claim(), builders.article(), evidence_ids=("evi-lost",))
    shown = text(page(builders.result(assessments=(judged,))))
    assert "Evidence that the verdict rests on is not in this run. evi-lost" in shown


def test_a_sentence_that_is_not_where_its_offsets_say_is_told() -> None:
    found = builders.result().evidence[0].model_copy(update={"sentence_start": 3})
    judged = builders.assessment(builders.claim(), builders.article(), [found])
    shown = page(builders.result(evidence=(found,), assessments=(judged,)))
    assert "does not stand at its place" in text(find(shown, "#verdicts .warning")[0])


def test_counts_in_words(large: html.HtmlElement) -> None:
    header = text(find(large, "header")[0])
    assert "72 verdicts on 72 claims of 3 source documents, against 56 articles." in header
    assert "8 contradicted, 8 with no effect found" in header
    assert "4 resting on an article that drew an expression of concern, 2 resting on an article" in header
    assert "that was retracted in part, 1 reference to decide on and 2 records rejected." in header
    assert "PubMed: conflict. The title differs." in text(find(large, "section#citations")[0])
    assert "4 verdicts on 4 claims rest on 4 retracted articles." in header


RETRACTION = builders.notice("retraction", "J Invent. 2021 Feb;151(2):455", "123")
NOTICES = (
    (builders.notice("correction", None, "9"), "corrected", "The article was corrected. Read the notice: PubMed 9."),
    (builders.notice("update", "J. 2020;1"), "updated", "The article was updated in 2020: J. 2020;1."),
    (
        builders.notice("expression_of_concern", "J. 2019;<b>1</b>", "9/../x"),
        "concern",
        "The article drew an expression of concern in 2019: J. 2019;<b>1</b>.",
    ),
    (
        builders.notice("partial_retraction", "J. 2019;2", "77"),
        "partly_retracted",
        "The article was retracted in part in 2019: J. 2019;2. Read the notice: PubMed 77.",
    ),
    (builders.notice("republication"), "republished", "The article was republished."),
)


def noticed(*notices: Notice, **fields: Any) -> RunResult:
    """One verdict by an article with these notices."""
    paper = builders.article(notices=notices)
    judged = builders.assessment(builders.claim(), paper, [builders.evidence(paper)], **fields)
    return builders.result(articles=(paper,), evidence=(builders.evidence(paper),), assessments=(judged,), novel=())


@pytest.mark.parametrize(
    ("notices", "fields", "told"),
    [
        (
            (RETRACTION,),
            {"retracted": True},
            "The article was retracted in 2021: J Invent. 2021 Feb;151(2):455. Read the notice: PubMed 123."
            " The verdict is what the text says all the same.",
        ),
        (
            (),
            {"retracted": True},
            "The article was retracted. No notice of it is linked. The verdict is what the text says all the same.",
        ),
        (
            (builders.notice("republication", "J. 2022;1", "123"),),
            {"retracted": True, "kind": None},
            "The article was retracted.",
        ),
        ((), {"retracted": True, "kind": None}, "The article was retracted. No notice of it is linked."),
    ],
)
def test_a_retraction_cannot_be_overlooked(notices: tuple[Notice, ...], fields: dict[str, Any], told: str) -> None:
    shown = page(noticed(*notices, **fields))
    (item,) = find(shown, "#verdicts .item[data-flags~=retracted]")
    assert text(find(item, "summary .verdict .flag")[0]) == "Retracted"
    first = find(item, ".detail p")[0]
    assert (text(first), "warning" in (first.get("class") or "")) == (told, True)
    linked = [notice for notice in notices if notice.kind == "retraction"]
    assert [link.get("href") for link in find(first, "a")] == ["https://pubmed.ncbi.nlm.nih.gov/123/"] * len(linked)
    (block,) = find(shown, "header .withdrawn")
    assert text(find(block, "summary")[0]) == "1 verdict on 1 claim rests on 1 retracted article."
    assert find(block, f"a[href=#{item.get('id')}]")
    assert ("Retracted" in [text(flag) for flag in find(shown, "#citations .flag")]) == bool(linked)


@pytest.mark.parametrize(("notice", "flag", "told"), NOTICES)
def test_other_notices_are_milder(notice: Notice, flag: str, told: str) -> None:
    shown = page(noticed(notice))
    (item,) = find(shown, f"#verdicts .item[data-flags~={flag}]")
    (paragraph,) = find(item, f".detail p.notice.{flag}")
    assert text(paragraph) == told
    assert not find(shown, ".withdrawn") + find(item, ".warning")
    assert find(shown, f"#citations .flag.{flag}")
    assert [o.get("value") for o in find(shown, "#flag option")] == ["", flag]


def test_a_novel_finding_of_a_retracted_article_says_so() -> None:
    paper = builders.article(notices=(RETRACTION,), retracted=True)
    shown = page(builders.result(articles=(paper,), novel=(builders.evidence(paper),), assessments=()))
    (quote,) = find(shown, "#novel .quote")
    assert text(find(quote, ".flag")[0]) == "Retracted"
    assert "was retracted in 2021" in text(find(quote, ".warning")[0])


def test_what_other_articles_say_is_told_apart() -> None:
    paper = builders.article("90000009", retracted=True)
    claim = builders.claim()
    other = builders.assessment(claim, paper, refs=(), verdict="contradicted", retracted=True)
    shown = page(builders.result(articles=(*builders.result().articles, paper), watched=(other,)))
    (item,) = find(shown, "#watch .item")
    assert text(find(item, ".badge")[0]).endswith("Contradicted")
    assert find(item, ".verdict .flag.retracted")
    assert len(find(shown, "#verdicts .item")) == 1
    assert item.get("id") not in {one.get("id") for one in find(shown, "#verdicts .item")}
    assert not find(page(builders.result()), "#watch")


def test_novel_findings_say_why_they_are_relevant() -> None:
    shown = page(builders.result())
    assert "cited article" in text(find(shown, "#novel .item .about")[0])


def test_retracted_articles_are_listed_with_all_their_verdicts() -> None:
    paper = builders.article(notices=(RETRACTION,))
    claims = [builders.claim(f"000-00{n}") for n in (1, 2)]
    judged = [builders.assessment(one, paper, retracted=True) for one in claims]
    again = builders.assessment(claims[0], paper, retracted=True, refs=(2,))
    shown = page(builders.result(articles=(paper,), assessments=(*judged, again), novel=()))
    (block,) = find(shown, ".withdrawn")
    assert "3 verdicts on 2 claims rest on 1 retracted article." in text(block)
    assert "Verdicts that rest on it: 000-001, 000-002, 000-001" in text(block)
    assert len({link.get("href") for link in find(block, "a") if (link.get("href") or "").startswith("#")}) == 3


@pytest.mark.parametrize("part", ["novel", "lint", "citations", "rejected"])
def test_the_other_parts(large: html.HtmlElement, part: str) -> None:
    kept = {"lint": "findings", "rejected": "rejections"}.get(part, part)
    assert len(find(large, f"#{part} .item")) == len(getattr(builders.large(), kept)) > 0


def test_an_empty_run_has_a_page() -> None:
    fields = ("claims", "citations", "articles", "evidence", "assessments", "novel", "findings", "rejections")
    shown = page(builders.result(**dict.fromkeys(fields, ())))
    assert text(find(shown, ".empty")[0]) == "This run judged no claims."
    assert len(find(shown, "main h2")) == 7


def test_the_same_result_gives_the_same_bytes() -> None:
    assert render(builders.large()) == render(builders.large())


def test_hostile_text_stays_text() -> None:
    markup = render(hostile())
    assert not CONTROL.search(markup)
    shown = html.fromstring(markup)
    assert len(find(shown, "script")) == len(find(shown, "style")) == 1
    assert not {"img", "iframe", "object", "embed", "link", "base", "svg"} & {
        element.tag for element in shown.iter("*")
    }
    attributes = {name for element in shown.iter("*") for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on") or name == "style"]
    assert "{{ 7*7 }}" in shown.text_content()
    for link in find(shown, "a"):
        assert re.match(r"#|https://(pubmed\.ncbi\.nlm\.nih\.gov/\d+/|doi\.org/10\.)", link.get("href") or "")


def test_the_policy_allows_only_our_own_style_and_script() -> None:
    shown = page(hostile())
    (policy,) = find(shown, "meta[http-equiv=Content-Security-Policy]")
    for tag in ("style", "script"):
        digest = hashlib.sha256((find(shown, tag)[0].text or "").encode()).digest()
        assert f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'" in (policy.get("content") or "")
    assert "default-src 'none'" in (policy.get("content") or "")


def test_very_long_text_is_cut_around_what_matters() -> None:
    long = "far " * 100_000 + "leucine raised plasma insulin " + "away " * 100_000
    paper = builders.article(title="T" * 50_000, sentences=(long,))
    found = builders.evidence(paper, long)
    judged = builders.assessment(builders.claim(anchor="A" * 50_000), paper, [found])
    result = builders.result(articles=(paper,), evidence=(found,), novel=(), assessments=(judged,))
    (quote,) = find(page(result), "#verdicts blockquote")
    assert len(quote.text_content()) < 2_000
    assert [mark.text for mark in find(quote, "mark.target")] == ["plasma insulin"]
    assert len(render(result)) < 1_200_000


@pytest.mark.parametrize(
    ("pmid", "doi", "urls"),
    [
        ("123", "10.1/x", ["https://pubmed.ncbi.nlm.nih.gov/123/", "https://doi.org/10.1/x"]),
        (
            None,
            "10.1002/(SICI)1<2::AID-3>3.0.CO;2-X",
            ["https://doi.org/10.1002/%28SICI%291%3C2%3A%3AAID-3%3E3.0.CO%3B2-X"],
        ),
        ("12a", None, []),
        ("１２", None, []),
        ("1/..", "javascript:alert(1)", []),
        (None, '10.1/"><b>\ud800', ["https://doi.org/10.1/%22%3E%3Cb%3E%3F"]),
        (None, None, []),
    ],
)
def test_links(pmid: str | None, doi: str | None, urls: list[str]) -> None:
    assert [link.url for link in links(pmid, doi)] == urls


@given(st.text(), st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40), st.sampled_from("ab"))))
def test_pieces_are_the_text(words: str, marks: list[tuple[int, int, str]]) -> None:
    spans = [Span(*mark) for mark in marks]
    cut = pieces(words, spans)
    assert "".join(piece.text for piece in cut) == words
    place = 0
    for piece in cut:
        for at in range(place, place + len(piece.text)):
            covering = {s.kind for s in spans if 0 <= s.start <= at < s.end <= len(words)}
            assert covering == set(piece.kinds)
        place += len(piece.text)


@pytest.mark.parametrize(
    ("words", "span", "margin", "expected"),
    [
        ("one two three four five", Span(8, 13, "k"), 5, "… |two |[three]| four| …"),
        ("three", Span(0, 5, "k"), 5, "[three]"),
        ("none at all", Span(30, 40, "k"), 5, "none| …"),
        ("x" * 90, Span(40, 42, "k"), 3, "… |xxx|[xx]|xxx| …"),
    ],
)
def test_window(words: str, span: Span, margin: int, expected: str) -> None:
    shown = [f"[{piece.text}]" if piece.kinds else piece.text for piece in window(words, [span], margin)]
    assert "|".join(shown) == expected


@given(st.text())
def test_harmless_keeps_every_offset(words: str) -> None:
    assert len(harmless(words)) == len(words)
    assert not CONTROL.search(harmless(words).replace("\n", " "))


@pytest.mark.parametrize(
    ("given_", "expected"), [("β-alanine 5 µmol·kg⁻¹", "β-alanine 5 µmol·kg⁻¹"), ("a\tb\0", "a b\ufffd")]
)
def test_harmless(given_: str, expected: str) -> None:
    assert harmless(given_) == expected


def test_small_words() -> None:
    assert (counted(1, "claim"), counted(1200, "claim")) == ("1 claim", "1,200 claims")
    assert (listed([]), listed(["a"]), listed(["a", "b", "c"])) == ("", "a", "a, b and c")
    assert (plain("a"), plain(True), plain([0.5])) == ("a", "true", "[0.5]")
    assert (short("abc", 3), short("abcd", 3)) == ("abc", "ab…")


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_that_of_wcag_aa(scheme: str) -> None:
    style = (resources.files("pipeline.report") / "report.css").read_text(encoding="utf-8")
    roots = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", roots[0 if scheme == "light" else 1]))
    pairs = [(ink, back) for ink in ("ink", "soft", "link") for back in ("page", "card")]
    pairs += [("ink", mark) for mark in ("target", "dose", "sentence", "code")] + [("bad", "card"), ("near", "card")]
    pairs += [(ink, "bad-back") for ink in ("ink", "soft", "link")]
    pairs += [(tone, f"{tone}-back") for tone in ("good", "near", "bad", "none", "out", "off")]
    for ink, back in pairs:
        light, dark = sorted((_luminance(colours[ink]), _luminance(colours[back])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, back)


# In a real browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


class Tab:
    """A page of a report, with what went wrong on it and what it asked for."""

    def __init__(self, browser: Any, file: Path, **options: Any) -> None:
        self.page = browser.new_context(**options).new_page()
        self.page.set_default_timeout(60_000)  # no part of what is asserted: a busy machine is slow
        self.url, self.trouble, self.requests = file.as_uri(), [], []
        self.page.on("console", lambda message: self.trouble.append(message.text))
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("dialog", lambda dialog: self.trouble.append(dialog.message))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(self.url)

    def shown(self, selector: str = "#verdicts .item") -> int:
        return int(self.page.locator(f"{selector}:visible").count())

    def status(self) -> str:
        return str(self.page.locator("#status").text_content())


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(builders.large()), encoding="utf-8")
    return path


@pytest.fixture
def tab(browser: Any, file: Path) -> Iterator[Tab]:
    opened = Tab(browser, file)
    yield opened
    assert opened.trouble == []
    assert opened.requests == [opened.url]
    opened.page.context.close()


@pytest.mark.browser
def test_filters_narrow_the_verdicts(tab: Tab) -> None:
    assert tab.status() == "Showing 72 of 72 verdicts"
    tab.page.get_by_label("Contradicted").check()
    assert tab.shown() == tab.shown("[data-verdict=contradicted]") == 8
    tab.page.get_by_label("Uncited").check()
    assert tab.shown() == 16
    tab.page.get_by_label("Source").select_option("000-first")
    tab.page.get_by_label("Amino acid").select_option("leucine")
    assert tab.status() == "Showing 2 of 72 verdicts"
    assert tab.shown(".source") == 1
    tab.page.get_by_role("button", name="Clear filters").click()
    tab.page.get_by_text("Showing 72 of 72 verdicts").wait_for()
    assert tab.shown() == 72


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "number"),
    [("plasma INSULIN", 8), ("90000003", 1), ("taurine soreness", 1), ("over sixty", 7), ("zebra", 0)],
)
def test_search(tab: Tab, query: str, number: int) -> None:
    tab.page.get_by_label("Search").fill(query)
    assert tab.shown() == number
    assert tab.page.get_by_text("No verdict fits these filters.").is_visible() == (number == 0)


@pytest.mark.browser
def test_the_flag_filter(tab: Tab) -> None:
    tab.page.get_by_label("Flag").select_option("retracted")
    expected = sum(a.retracted for a in builders.large().assessments)
    assert tab.shown() == expected > 0


@pytest.mark.browser
def test_from_the_count_of_retractions_to_a_verdict_by_keyboard(tab: Tab) -> None:
    block = tab.page.locator("header .withdrawn")
    assert "rest on 4 retracted articles" in (block.locator("summary").text_content() or "")
    tab.page.get_by_label("Contradicted").check()
    block.locator("summary").focus()
    tab.page.keyboard.press("Enter")
    links = block.locator("li").nth(1).locator("a")
    assert links.first.is_visible()
    links.last.focus()
    tab.page.keyboard.press("Enter")
    opened = tab.page.locator("#verdicts .item:has(> details[open])")
    opened.locator(".warning").first.wait_for(state="visible")
    assert opened.count() == 1
    assert "retracted" in (opened.get_attribute("data-flags") or "").split()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_retracted_row_stands_out_while_closed(browser: Any, file: Path, scheme: str, width: int) -> None:
    tab = Tab(browser, file, viewport={"width": width, "height": 800}, color_scheme=scheme)
    row = tab.page.locator("#verdicts [data-flags~=retracted] summary").first
    other = tab.page.locator("#verdicts .item:not([data-flags~=retracted]) summary").first
    assert row.get_by_text("Retracted", exact=True).is_visible()
    back = "e => getComputedStyle(e).backgroundColor"
    assert row.evaluate(back) != other.evaluate(back)


@pytest.mark.browser
def test_the_pmid_of_a_notice_is_found(tab: Tab) -> None:
    tab.page.get_by_label("Search").fill("910031")
    assert tab.shown() == 1
    assert tab.shown("#verdicts .item[data-flags~=retracted]") == 1


@pytest.mark.browser
def test_one_click_shows_the_sentence(tab: Tab) -> None:
    item = tab.page.locator("[data-verdict=contradicted]").first
    quote = item.locator("blockquote").first
    assert not quote.is_visible()
    item.locator("summary").first.click()
    assert quote.is_visible()
    assert item.locator("blockquote mark.target").first.text_content() == "muscle protein synthesis"


@pytest.mark.browser
def test_the_keyboard_is_enough(tab: Tab) -> None:
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("soreness")
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("j")
    tab.page.keyboard.press("j")
    tab.page.keyboard.press("k")
    tab.page.keyboard.press("Enter")
    assert tab.page.get_by_label("Search").input_value() == "soreness"
    opened = tab.page.locator("#verdicts .item > details[open]")
    assert opened.count() == 1
    assert "soreness" in (opened.text_content() or "")


@pytest.mark.browser
def test_open_and_close_all_that_is_shown(tab: Tab) -> None:
    tab.page.get_by_label("Contradicted").check()
    tab.page.get_by_role("button", name="Open all shown").click()
    assert tab.page.locator(".item > details[open]").count() == 8
    tab.page.get_by_role("button", name="Close all").click()
    assert tab.page.locator(".item > details[open]").count() == 0


@pytest.mark.browser
def test_a_link_to_a_verdict_opens_it(tab: Tab) -> None:
    item = tab.page.locator("#verdicts .item").nth(40)
    tab.page.evaluate("id => { location.hash = id }", item.get_attribute("id"))
    item.locator(".reason").wait_for(state="visible")


@pytest.mark.browser
def test_a_lint_finding_leads_to_its_claim_even_if_filtered_out(tab: Tab) -> None:
    tab.page.get_by_label("Contradicted").check()
    tab.page.locator("#lint a").first.click()
    tab.page.locator("#verdicts .item:has(> details[open])").filter(has_text="000-000").wait_for(state="visible")
    assert tab.status() == "Showing 72 of 72 verdicts"


@pytest.mark.browser
def test_printing_opens_everything(tab: Tab) -> None:
    tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.shown("#verdicts .reason") == 72
    tab.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.shown("#verdicts .reason") == 0


@pytest.mark.browser
def test_without_script_all_is_there(browser: Any, file: Path) -> None:
    tab = Tab(browser, file, java_script_enabled=False)
    assert tab.shown() == 72
    assert not tab.page.locator("#filters").is_visible()
    tab.page.locator("[data-verdict=contradicted] summary").first.click()
    assert tab.page.locator("[data-verdict=contradicted] blockquote").first.is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("width", [400, 800, 1600])
def test_no_page_is_wider_than_its_window(browser: Any, file: Path, width: int) -> None:
    tab = Tab(browser, file, viewport={"width": width, "height": 800})
    tab.page.get_by_role("button", name="Open all shown").click()
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_hostile_text_does_nothing(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(render(hostile()), encoding="utf-8")
    tab = Tab(browser, path, viewport={"width": 400, "height": 800})
    tab.page.get_by_role("button", name="Open all shown").click()
    assert tab.shown("blockquote") == 1
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 400
    assert (tab.trouble, tab.requests) == ([], [tab.url])


def test_each_claim_has_its_state_and_leads_to_its_verdicts(large: html.HtmlElement) -> None:
    rows = find(large, "#claims tbody .item")
    claims = {assessment.claim.id for assessment in builders.large().assessments}
    assert sorted(text(find(row, "code")[0]) for row in rows) == sorted(claims)
    labels = [meaning.label for meaning in STATES.values()]
    shown = [labels.index(text(badge).split(maxsplit=1)[1]) for badge in find(large, "#claims tbody .badge")]
    assert shown == sorted(shown)
    targets = {item.get("id") for item in find(large, "#verdicts .item")}
    assert all(link.get("href")[1:] in targets for link in find(large, "#claims tbody a"))
    for item in find(large, "#verdicts .item"):
        assert "The claim over all that it cites:" in text(item)
