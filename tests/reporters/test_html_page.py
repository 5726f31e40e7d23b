"""The HTML page as text: what is in it, that it is whole in itself, and that nothing in a report becomes markup."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from gklint.diagnostics import Diagnostic, Findings, Label, Severity
from gklint.reporters import html_report
from gklint.reporters.html_marks import Mark, marked
from gklint.reporters.terminal import visible
from gklint.results import FileResult, Status
from gklint.text import Source, Span
from tests.reporters.hostile_run import LINES, PATH, evil_results
from tests.reporters.sample_run import render, results

GOLDEN = Path(__file__).parents[1] / "golden"
VOID = {"meta", "link", "input", "img", "br"}


def page(runs: list[FileResult] | None = None) -> html.HtmlElement:
    return html.document_fromstring(render("html", runs=results() if runs is None else runs))


def seen(line: str) -> str:
    """What a browser shows of ``line``."""
    return "".join(c if c == "\t" else visible(c) for c in line)


def shown_lines(root: html.HtmlElement, file_id: str) -> dict[int, str]:
    rows = root.xpath(f'//div[@class="row"][starts-with(@id, "{file_id}-l")]')
    return {int(row.get("id").rpartition("l")[2]): row.xpath("p")[0].text_content() for row in rows}


class Balance(HTMLParser):
    """Notes tags that are not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.names |= set(names)
        self.faults += [f"{tag} {name}" for name in names if name.startswith("on") or names.count(name) > 1]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def test_the_body_is_as_expected() -> None:
    text = render("html")
    body = text[text.index("<body>") : text.index("<script>")]
    expected = (GOLDEN / "page-body.html").read_text(encoding="utf-8")
    assert re.sub(r"gklint \d[^ ]*", "gklint …", body) == re.sub(r"gklint \d[^ ]*", "gklint …", expected)


@pytest.mark.parametrize("run", [results, evil_results, list], ids=["sample", "hostile", "empty"])
def test_the_page_is_whole_in_itself(run: object) -> None:
    assert callable(run)
    text = render("html", runs=run())
    balance = Balance()
    balance.feed(text)
    assert balance.faults == []
    assert balance.open == []
    assert not balance.names & {"src", "srcset", "action", "style", "background"}
    root = html.document_fromstring(text)
    assert {link.get("href") for link in root.iter("link")} == {"data:,"}
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = [href for href in root.xpath("//a/@href") if not (href.startswith("#") and href[1:] in ids)]
    assert links == []
    assert [len(root.xpath(f"//{tag}")) for tag in ("script", "style", "title", "h1", "main", "header", "footer")] == [
        1
    ] * 7


def test_the_policy_names_the_script_and_the_style_that_are_there() -> None:
    root = page()
    policy = root.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
    for tag in ("script", "style"):
        (element,) = root.iter(tag)
        digest = b64encode(sha256((element.text or "").encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")


def test_hostile_text_stays_text() -> None:
    root = page(evil_results())
    shown = shown_lines(root, "f1")
    lines = "\n".join(LINES).replace("\r", "\n").split("\n")
    assert shown == {number: seen(line) for number, line in enumerate(lines, 1)}
    assert root.xpath("//h2/text()")[1] == PATH
    assert root.xpath("//i[normalize-space(.) != '|'] | //b[not(ancestor::label)] | //img") == []


def test_a_file_without_text_has_its_findings() -> None:
    root = page()
    (note,) = root.xpath('//details[@id="f3"]//article')
    assert note.xpath("string(p)") == "文件读不了：旧格式，请另存为 .docx"
    assert root.xpath('//details[@id="f2"]') == []  # nothing to say of it
    assert "不是年度报告" in root.xpath('string(//section[@aria-labelledby="overview"])')


def test_suppressed_findings_are_there_and_say_why() -> None:
    (note,) = page().xpath("//article[@data-suppressed]")
    assert "已抑制（文中注明不查）：引文如此" in note.text_content()


def test_lines_far_from_findings_are_folded_and_those_of_later_large_files_left_out() -> None:
    long = "\n".join(f"第{n}段" for n in range(1, 101))
    found = Diagnostic("WRD001", "typo", Severity.ERROR, "错", Span(long.index("第50段"), long.index("第50段") + 4))
    fill = "很" * (html_report.WHOLE_TEXTS - len(long) - 1) + "\n"
    runs = [
        FileResult(name, Status.CHECKED, Source(name, text), None, Findings((found,)))
        for name, text in (("a", long), ("b", long + "\n" + fill), ("c", long))
    ]
    root = page(runs[:1])
    assert [fold.findtext("summary") for fold in root.xpath('//details[@class="gap"]')] == [
        "第 1—47 行没有发现",
        "第 53—100 行没有发现",
    ]
    assert len(shown_lines(root, "f1")) == 100
    root = page(runs)
    assert len(shown_lines(root, "f1")) == 100
    assert list(shown_lines(root, "f2")) == [48, 49, 50, 51, 52]
    assert [gap.text for gap in root.xpath('//details[@id="f3"]//p[@class="gap"]')] == [
        "第 1—47 行从略",
        "第 53—100 行从略",
    ]


spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair)))
texts = st.text(st.sampled_from("政府|<>&\"'\t \n\r\x00\x1b\u202e😀a"), min_size=40, max_size=60)


@settings(max_examples=60, deadline=None)
@given(texts, st.lists(st.tuples(spans, spans), max_size=6))
def test_marks_take_nothing_from_the_text_and_add_nothing(text: str, places: list[tuple[Span, Span]]) -> None:
    found = [
        Diagnostic("PUN001", "x", Severity.WARNING, f"第{n}", span, (Label(label, "见"),))
        for n, (span, label) in enumerate(places)
    ]
    found.append(Diagnostic("PUN002", "y", Severity.INFO, "末", Span(0, 1)))
    found.sort(key=lambda d: d.order)
    source = Source("a", text)
    root = page([FileResult("a", Status.CHECKED, source, None, Findings(tuple(found)))])
    lines = {n: seen(source.slice(source.lines.line_span(n))) for n in range(1, len(source.lines) + 1)}
    assert shown_lines(root, "f1") == lines
    for diagnostic, note in zip(found, root.xpath("//article"), strict=True):
        over = root.xpath(f'//mark[contains(concat(" ", @data-notes, " "), " {note.get("id")} ")]')
        words = "".join(mark.text_content() for mark in over)
        wanted = re.split(r"\r\n|\r|\n", source.slice(diagnostic.span))
        assert over
        if not diagnostic.labels:
            assert words == "".join(map(seen, wanted))


def test_overlapping_marks() -> None:
    marks = [Mark(Span(1, 4), "info", "a"), Mark(Span(2, 6), "error", "b"), Mark(Span(6, 6), "warning", "c")]
    assert marked("0123456|", marks) == (
        '0<mark class="info" data-notes="a">1</mark><mark class="error" data-notes="a b">23</mark>'
        '<mark class="error" data-notes="b">45</mark><mark class="warning point" data-notes="c"></mark>6<i>|</i>'
    )


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_enough_for_everybody() -> None:
    (style,) = page().iter("style")
    colors = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", style.text or ""))
    pairs = [("ink", "paper"), ("ink", "card"), ("muted", "paper"), ("muted", "card"), ("accent", "card")]
    for level in ("error", "warning", "info"):
        pairs += [(level, "card"), (level, f"{level}-tint"), ("ink", f"{level}-tint")]
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    for one, other in pairs:
        assert _contrast(colors[one], colors[other]) >= 4.5, (one, other)


def test_every_control_has_a_name_and_headings_do_not_skip() -> None:
    root = page()
    assert root.get("lang") == "zh-CN"
    assert all(label.text_content().strip() for label in root.xpath("//label[input]"))
    assert root.xpath("//input[not(ancestor::label)]") == []
    levels = [int(heading.tag[1]) for heading in root.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
