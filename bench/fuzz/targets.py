"""What is fuzzed: for each target how an input is made, and what is done with it.

``run`` raises whatever gklint should not: an exception that is no refusal, GK900, two roads that disagree.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from functools import cache

from bench.fuzz import corpora
from bench.fuzz.found import Disagreement, Fuzzed
from bench.fuzz.mutations import spoilt, spoilt_bytes, spoilt_tree
from bench.fuzz.pairs import PAIRS
from bench.fuzz.scratch import folder
from bench.samples import package_of, small_report
from gklint.config.read import read_config
from gklint.config.settings import Settings
from gklint.engine import expression
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.problems import PackError
from gklint.engine.ruleset import load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.readers import ReadError, read_source
from gklint.report.document import Document
from gklint.report.read import read_document
from gklint.reporters.base import Style
from gklint.runner.discover import Target as File
from gklint.runner.job import FixPlan, Job
from gklint.runner.marking import Known, Marker
from gklint.runner.outcome import Outcome


@cache
def _job(fixing: bool = False) -> Job:
    marker = Marker((), Known(), True, date(2026, 1, 1))
    fixes = FixPlan(unsafe=True, diff=True) if fixing else None
    return Job(Settings(), marker, [("json", Style())], force=True, fixes=fixes)


def _sound(outcome: Outcome) -> Outcome:
    if "GK900" in outcome.tally.codes:
        raise Disagreement(str(outcome.pieces))
    return outcome


def check(name: str, data: bytes) -> Outcome:
    """The outcome of ``data`` as the file ``name`` by all rules; raises when a rule or gklint itself failed."""
    return _sound(*_job().run([(File(name), data)]))


def _make_text(rng: random.Random) -> bytes:
    text = corpora.window(rng.choice(corpora.reports()), rng)
    made = spoilt(text, rng, corpora.words(), corpora.reports(), corpora.MOST)
    data = made.encode(rng.choice(("utf-8", "utf-8", "utf-8", "utf-16", "gb18030")), "replace")
    return data if rng.random() < 0.95 else spoilt_bytes(data, rng, ("\ufeff",), (data,), 3 * corpora.MOST)


def _run_text(data: bytes) -> None:
    outcome = check("a.txt", data)
    if len(data) % 16 == 0 and check("a.txt", data) != outcome:
        raise Disagreement("the same text twice")
    if len(data) % 8 == 1:
        _sound(*_job(fixing=True).run([(File("a.txt"), data)]))


def _make_expression(rng: random.Random) -> bytes:
    text = spoilt(rng.choice(corpora.expressions()), rng, _SIGNS, corpora.expressions(), 400)
    return text.encode("utf-8", "replace")


_SIGNS = (
    "(", ")", "（", "）", "+", "-", "*", "/", "==", "!=", "<", ">=", "≠", " 且 ", " 或 ", "非 ", " 属于 ", " 不属于 ",
    "[", "]", ",", "，", "【不予公开/属于国家秘密】", ".", "1", "0.5", "3万", "5%", '"甲"', "总计", "选项(", "包含(",
    "表三.",
)  # fmt: skip


def _run_expression(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    try:
        tree = expression.parse(text)
    except expression.ExpressionError as error:
        if not 0 <= error.at <= len(text):
            raise Disagreement(f"a place outside the text: {error.at}") from error
        return
    if len(data) % 8 == 0 and expression.parse.__wrapped__(text) != tree:
        raise Disagreement("the same expression twice")


def _make_yaml(rng: random.Random) -> bytes:
    texts = corpora.rules()
    return spoilt(rng.choice(texts), rng, (*_KEYS, *_SIGNS), texts, corpora.MOST).encode("utf-8", "replace")


_KEYS = (
    "\n    on: fact", "\n    pattern: (a|b)*", "\n    unless: 。", "\n    severity: error", "\n    when: 本数 > 0",
    "&a ",
    "*a", "!!python/object:os.system ", "{a: b}", "- ", ": ", "\n", "\n  ", "null", "|", ">", "? ", "'", '"', "# ",
    "\n    options: {词: {type: words, default: [甲], help: 乙}}", "\n    fix: {title: 甲, replace: 乙, safe: true}",
)  # fmt: skip


def _run_yaml(data: bytes) -> None:
    pack = folder() / "pack"
    pack.mkdir(exist_ok=True)
    (pack / "pack.yaml").write_bytes(data if data.startswith(b"name:") else b'name: x\nversion: "1"\napi: 1\n')
    (pack / "rules.yaml").write_bytes(data)
    try:
        rules = load_ruleset([load_pack(pack, False)])
    except PackError as error:
        if not error.problems:
            raise
        return
    if any(found.code == "GK900" for found in Checker(rules, CheckOptions()).check(_document()).diagnostics):
        raise Disagreement("GK900")


@cache
def _document() -> Document:
    return read_document(read_source("a.txt", small_report(1, "本局帐号已公布。收到申请12件。").encode()))


def _make_toml(rng: random.Random) -> bytes:
    texts = corpora.configurations()
    return spoilt(rng.choice(texts), rng, _TOML, texts, corpora.MOST).encode("utf-8", "replace")


_TOML = (
    "[",
    "]",
    "[[",
    "]]",
    "=",
    '"',
    "'''",
    "\n",
    "2027-01-31",
    "true",
    "1",
    ".",
    "tool.gklint",
    "extend = ",
    "{",
    "}",
)


def _run_toml(data: bytes) -> None:
    path = folder() / "gklint.toml"
    path.write_bytes(data)
    read_config(path, "gklint.toml", [])


def _make_html(rng: random.Random) -> bytes:
    text = corpora.window(rng.choice(corpora.pages()), rng)
    made = spoilt(text, rng, _TAGS, corpora.pages(), corpora.MOST)
    return made.encode(rng.choice(("utf-8", "utf-8", "gb18030")), "replace")


_TAGS = (
    "<table>", "</table>", "<tr>", "<td colspan=3>", "<td rowspan=99999>", "<td>", "</td>", "<p>",
    "<div style='display:none'>",
    "<!--", "-->", "<script>", "</script>", "<h1>", "&nbsp;", "&#0;", "&#x110000;", "<![CDATA[", "]]>", "<svg>", "<br>",
    "<ul><li>",
    "<meta charset=gbk>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "<?xml version='1.0'?>", "<ol start=-5 type=i><li>",
    "<base href='//x'>",
)  # fmt: skip


def _reader(name: str) -> Callable[[bytes], None]:
    """Reads the file; of what can be read every twentieth is checked, every fourth has its tables bound and its
    facts read."""

    def run(data: bytes) -> None:
        try:
            source = read_source(name, data)
        except ReadError:
            return
        if len(data) % 20 == 0:
            check(name, data)
        elif len(data) % 4 == 1:
            document = read_document(source)
            assert document.tables  # which are read when asked for, as are the facts
            assert document.facts is not None

    return run


def _make_docx(rng: random.Random) -> bytes:
    document = rng.choice(corpora.documents())
    kind = rng.random()
    if kind < 0.1:
        package = rng.choice(corpora.packages())
        return spoilt_bytes(package, rng, ("PK\x03\x04", "word/"), corpora.packages(), 20_000)
    if kind < 0.8:
        return package_of(spoilt_tree(document, rng, (*corpora.words()[:500], *_WORD)), compression=0)
    return package_of(spoilt_bytes(document, rng, _WORD, corpora.documents(), 20_000), compression=0)


_WORD = (
    "<w:p>",
    "</w:p>",
    "<w:tbl>",
    "w:val='-1'",
    "99999",
    "<w:tc>",
    "restart",
    "<w:vMerge/>",
    "&x;",
    "<!DOCTYPE a>",
    "0",
    "-1",
)


def _make_pdf(rng: random.Random) -> bytes:
    if rng.random() < 0.5:
        return corpora.bare_pdf(spoilt_bytes(rng.choice(corpora.contents()), rng, _PDF, corpora.contents(), 3000))
    return spoilt_bytes(rng.choice(corpora.printed()), rng, _PDF, corpora.printed(), 20_000)


_PDF = (
    " obj\n", "endobj", "stream\n", "endstream", "<<", ">>", "/Length 99999999", "/Kids[1 0 R]", "/Count -1", " 0 R",
    "xref",
    "/Filter/LZWDecode", " cm ", " re S ", " Tf ", "q ", "Q ", " Td ", "1e38 ", "-9999999 ", " Do ", "/Parent 1 0 R",
    "BT ", " ET",
)  # fmt: skip


TARGETS = {
    "text": Fuzzed(_make_text, _run_text),
    "expression": Fuzzed(_make_expression, _run_expression),
    "yaml": Fuzzed(_make_yaml, _run_yaml),
    "config": Fuzzed(_make_toml, _run_toml),
    "html": Fuzzed(_make_html, _reader("a.html")),
    "docx": Fuzzed(_make_docx, _reader("a.docx")),
    "pdf": Fuzzed(_make_pdf, _reader("a.pdf"), 20.0),
    **PAIRS,
}
