"""What of a Word document is text, in which order, and where each piece is found."""

from collections.abc import Callable

import pytest

from gklint.readers import ReadError, read_source
from gklint.readers.word import read_docx
from gklint.text import Source
from tests.readers.word_files import STRICT_W, W, cell, docx, para, row, run, table, words

VANISH = "<w:vanish/>"
HIDING_STYLES = (
    '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="H2"><w:basedOn w:val="H"/></w:style>'
)


def read(body: str, numbering: str = "", styles: str = "") -> Source:
    return read_docx("报告.docx", docx(body, numbering, styles))


def text_of(body: str, styles: str = "") -> str:
    return read(body, styles=styles).text


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (run("甲") + run("乙", "<w:b/>"), "甲乙"),
        ("<w:r><w:t> 甲 </w:t></w:r>", "甲"),
        (run(" 甲 "), " 甲 "),
        ("<w:r><w:t>甲\r\n\t乙</w:t></w:r>", "甲  乙"),
        (run("首页|公开"), "首页｜公开"),
        (run("前") + run("藏", VANISH) + run("后"), "前后"),
        (run("前") + run("99", "<w:strike/>") + run("12") + run("7", "<w:dstrike/>") + run("后"), "前12后"),
        (run("前") + run("不删", '<w:strike w:val="0"/>'), "前不删"),
        (run("前") + run("不藏", '<w:vanish w:val="0"/>'), "前不藏"),
        ('<w:ins w:id="1" w:author="甲">' + run("插") + "</w:ins>" + run("文"), "插文"),
        ('<w:del w:id="1" w:author="甲"><w:r><w:delText>删</w:delText></w:r></w:del>' + run("文"), "文"),
        ("<w:moveFrom>" + run("移走") + "</w:moveFrom><w:moveTo>" + run("移来") + "</w:moveTo>", "移来"),
        (run("见") + field(" REF _a ", "第三节"), "见第三节"),
        (run("第") + field("PAGE", "7") + run("页"), "第页"),
        ('<w:fldSimple w:instr=" NUMPAGES ">' + run("9") + "</w:fldSimple>" + run("页"), "页"),
        ('<w:fldSimple w:instr=" DATE ">' + run("2024年") + "</w:fldSimple>", "2024年"),
        ('<w:hyperlink w:anchor="x">' + run("链接") + "</w:hyperlink>", "链接"),
        ('<w:smartTag w:element="date">' + run("5月") + "</w:smartTag>", "5月"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("控件") + "</w:sdtContent></w:sdt>", "控件"),
        (
            "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>zhèn</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>镇</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "镇",
        ),
        ("<w:r><w:t>软</w:t><w:softHyphen/><w:t>连\u00ad字</w:t></w:r>", "软连字"),
        ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t></w:r>", "A-B"),
        ('<w:r><w:tab/><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>', " 甲乙"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>', "☑是"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F04A"/><w:t>脸</w:t></w:r>', "脸"),
        (run("合并", '<w:eastAsianLayout w:id="1" w:combine="1"/>'), "合并"),
        ('<w:bookmarkStart w:id="0" w:name="_GoBack"/>' + run("文") + '<w:bookmarkEnd w:id="0"/>', "文"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>eq \\o\\ac(○,3)</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("带圈"),
            "③带圈",
        ),
    ],
)
def test_inline_content(inner: str, expected: str) -> None:
    assert text_of(para(inner)) == expected + "\n"


def test_a_style_hides_its_text_and_so_does_one_based_on_it() -> None:
    assert text_of(para(run("藏", '<w:rStyle w:val="H2"/>') + run("现")), HIDING_STYLES) == "现\n"


@pytest.mark.parametrize("mark", ["del", "moveFrom"])
def test_a_paragraph_whose_end_was_deleted_or_moved_runs_on_into_the_next(mark: str) -> None:
    body = para(run("并"), f'<w:rPr><w:{mark} w:id="1" w:author="甲"/></w:rPr>') + words("入") + words("下一段")
    assert text_of(body) == "并入\n下一段\n"


def test_a_wholly_hidden_paragraph_leaves_no_line() -> None:
    hidden = para(run("藏", VANISH), f"<w:rPr>{VANISH}</w:rPr>")
    assert text_of(words("甲") + hidden + words("乙")) == "甲\n乙\n"


def test_a_field_without_an_end_does_not_swallow_the_rest() -> None:
    broken = para('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF</w:instrText></w:r>' + run("?"))
    assert text_of(broken + words("其余")) == "\n其余\n"


def test_a_page_number_field_of_a_table_of_contents_goes_and_its_headings_stay() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
    first = para(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("一、总体情况") + field("PAGE", "1"))
    last = para(run("二、主动公开") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    assert text_of(first + last) == "一、总体情况\n二、主动公开\n"


def _box(inner: str) -> str:
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    assert text_of(para(run("锚") + _box(words("框内")) + run("点"))) == "锚点\n框内\n"


def test_a_text_box_of_the_old_kind_is_read_too() -> None:
    box = f"<v:shape><v:textbox><w:txbxContent>{words('框内')}</w:txbxContent></v:textbox></v:shape>"
    assert text_of(para(f"<w:r><w:pict>{box}</w:pict></w:r>")) == "\n框内\n"


def test_content_controls_around_paragraphs_rows_and_cells_are_read_through() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    body = control(words("甲")) + table([control(row(cell(words("1")), control(cell(control(words("2"))))))])
    assert text_of(body) == "甲\n| 1 | 2 |\n"


def test_what_a_person_should_know_of_is_noted() -> None:
    body = para(
        run("甲")
        + '<w:ins w:id="1" w:author="甲">'
        + run("乙")
        + "</w:ins>"
        + '<w:del w:id="2" w:author="甲"><w:r><w:delText>丙</w:delText></w:r></w:del>'
        + '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    )
    revisions, comments, footnotes = read(body).notes
    assert "修订 2 处" in revisions
    assert "批注 1 条" in comments
    assert "脚注或尾注 1 条" in footnotes
    assert read(words("甲")).notes == ()


def test_origins_name_paragraphs_and_cells_as_a_person_counts_them() -> None:
    rows = [
        row(cell(words("甲"), '<w:gridSpan w:val="2"/>'), cell(words("乙"))),
        row(cell(words("丙")), cell(words("丁")), cell(words("戊"))),
    ]
    source = read(words("题名") + words("") + words("首段") + table(rows) + words("末段"))

    def origin(word: str) -> str | None:
        assert source.origin is not None
        return source.origin(source.text.index(word))

    assert origin("题名") == "段落 1"
    assert origin("首段") == "段落 2"  # empty paragraphs do not count, as in Word's own count
    assert origin("乙") == "表1 第1行 第3列"
    assert origin("丁") == "表1 第2行 第2列"
    assert origin("末段") == "段落 3"


def test_an_empty_document_has_no_text_and_no_place() -> None:
    source = read("")
    assert source.text == ""
    assert source.origin is not None
    assert source.origin(0) is None


def _strict() -> bytes:
    plain = docx(words("严格格式"))
    return _rewritten(plain, lambda content: content.replace(W.encode(), STRICT_W.encode()))


def _utf16() -> bytes:
    def recode(content: bytes) -> bytes:
        return content.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")

    return _rewritten(docx(words("严格格式")), recode)


def _rewritten(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    from gklint.readers.word.package import open_package
    from gklint.readers.word.rezip import replace_member

    return replace_member(data, "word/document.xml", change(open_package(data).parts["document"]))


@pytest.mark.parametrize("make", [_strict, _utf16])
def test_strict_documents_and_utf16_parts_are_read(make: Callable[[], bytes]) -> None:
    data = make()
    assert read_source("报告.docx", data).text == "严格格式\n"


def test_a_docm_is_read_by_its_content() -> None:
    assert read_source("报告.docm", docx(words("含宏"))).text == "含宏\n"


def test_a_zip_that_is_no_word_document_is_refused() -> None:
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(ReadError, match="不是 Word 文档"):
        read_docx("a.docx", stream.getvalue())
