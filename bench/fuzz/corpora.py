"""What fuzzing begins with: pieces of generated reports, gklint's own rules and configuration, small documents."""

from __future__ import annotations

import importlib
import io
import random
import re
import zipfile
from functools import cache
from typing import Any

from bench.generate import generate
from bench.inputs import seeds
from bench.samples import small_report
from gklint.cli.scaffold import config_text
from gklint.resources import rules_path

_EXPRESSION = re.compile(r"^ *(?:require|when|unless-when): (.+)$", re.MULTILINE)
_RULE = re.compile(r"^  - ", re.MULTILINE)
_WORD = re.compile(r"[\w.〔〕【】]{1,12}")
MOST = 800
"""Characters of a text, a page, a rule; a fifteenth of a report."""


@cache
def reports() -> tuple[str, ...]:
    """Generated reports in all text layouts, and the seeds where they lie beside the project."""
    made = [text for name, text in generate(60, seed=3) if not name.endswith("html")]
    return (*made, *seeds(), small_report(1, "本局帐号已公布。"))


def window(text: str, rng: random.Random, most: int = MOST) -> str:
    """A piece of ``text`` that begins with a line; in half of the cases under its first line, the title."""
    start = text.rfind("\n", 0, rng.randrange(len(text))) + 1
    head = text.partition("\n")[0] + "\n\n" if rng.random() < 0.5 else ""
    return head + text[start : start + rng.randint(most // 10, most)]


@cache
def words() -> tuple[str, ...]:
    """Words and numbers of reports."""
    return tuple(sorted({word for text in reports() for word in _WORD.findall(text)}))


@cache
def rule_files() -> tuple[str, ...]:
    """The rule files of the built-in pack and the manifests of all packs."""
    files = [*sorted((rules_path() / "core").glob("*.yaml")), *sorted(rules_path().glob("provinces/*/*.yaml"))]
    return tuple(path.read_text(encoding="utf-8") for path in files)


@cache
def rules() -> tuple[str, ...]:
    """Single rules as files of their own, and small manifests."""
    single = [f"rules:\n  - {rule}" for text in rule_files() if "rules:" in text for rule in _RULE.split(text)[1:]]
    return tuple(text for text in (*single, *rule_files()) if len(text) <= MOST)


@cache
def expressions() -> tuple[str, ...]:
    """The expressions of the built-in rules."""
    return tuple(sorted({found for text in rule_files() for found in _EXPRESSION.findall(text)}))


@cache
def configurations() -> tuple[str, ...]:
    """The commented configuration with its comments taken away, whole and by paragraphs."""
    bare = re.sub(r"^# ?", "", config_text(), flags=re.MULTILINE)
    return (bare, *filter(None, bare.split("\n\n")), 'select = ["STR"]\n[severity]\nSTR001 = "warning"\n')


@cache
def pages() -> tuple[str, ...]:
    """Generated web pages."""
    return tuple(text for _, text in generate(20, seed=4, layouts=(13,)))


def _written(module: str) -> Any:
    """A module of the tests that writes files of a format by hand."""
    return importlib.import_module(f"tests.readers.{module}")


@cache
def documents() -> tuple[bytes, ...]:
    """The document.xml of small Word documents: lists, merged cells, runs, revisions, fields, text boxes."""
    made = _written("word_files")
    box = "<w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing>"
    field = '<w:r><w:fldChar w:fldCharType="{0}"/></w:r>'
    table = made.table(
        [
            made.row(made.cell(made.words("申请人情况"), '<w:gridSpan w:val="2"/>'), made.cell(made.words("总计"))),
            made.row(made.cell(made.words("一、本年新收"), '<w:vMerge w:val="restart"/>'), made.cell(made.words("3"))),
            made.row(made.cell("", "<w:vMerge/>"), made.cell(made.words("0")), made.cell(made.words("3"))),
        ],
        3,
    )
    bodies = (
        "".join(made.words(line) for line in small_report(1, "本局帐号已公布。").splitlines()),
        made.numbered("总体情况", 1) + made.numbered("收到和处理情况", 1) + table,
        made.para(made.run("甲", "<w:vanish/>") + f"<w:ins>{made.run('乙')}</w:ins><w:del>{made.run('丙')}</w:del>"),
        made.para(field.format("begin") + made.run("PAGE") + field.format("end")),
        made.para(f"<w:r>{box.format(made.words('框内'))}</w:r>") + table,
        made.para("<w:r><w:tab/><w:br/><w:sym w:char='F0FE'/></w:r><m:oMath><m:r><m:t>1</m:t></m:r></m:oMath>"),
    )
    return tuple(_document(made.docx(body)) for body in bodies)


def _document(package: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read("word/document.xml")


@cache
def packages() -> tuple[bytes, ...]:
    """Whole Word documents."""
    made = _written("word_files")
    body = "".join(made.words(line) for line in small_report(1).splitlines())
    return (made.docx(body), made.docx(body + made.numbered("甲", 1), made.NUMBERS))


@cache
def contents() -> tuple[bytes, ...]:
    """Content streams of PDF pages."""
    return (
        b"BT /F1 12 Tf 72 700 Td (abc) Tj 0 -20 Td [(1) -200 (2)] TJ ET",
        b"q 1 0 0 1 72 700 cm 0 0 100 24 re S 100 0 100 24 re f Q BT /F1 9 Tf 4 7 Td <0041> Tj ET",
        b"0 0 m 100 0 l 100 100 l h S 1 w 0 50 m 200 50 l S BI /W 1 /H 1 /BPC 8 ID x EI",
    )


@cache
def printed() -> tuple[bytes, ...]:
    """Whole PDF files, drawn with reportlab."""
    made = _written("pdf_files")
    rows = [["申请人情况", "自然人", "总计"], ["一、本年新收", "3", "3"], ["二、上年结转", "0", "0"]]
    page = made.both(made.lines("一、总体情况", "\u3000\u3000全年主动公开12条。"), made.ruled(rows, top=200))
    return (made.drawn(page), made.drawn(made.lines("六、其他"), made.ruled(rows)))


def bare_pdf(content: bytes) -> bytes:
    """A PDF of one page with this content stream."""
    return bytes(_written("pdf_files").bare_pdf(content))
