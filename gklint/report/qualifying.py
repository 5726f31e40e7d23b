"""How a number in the prose is to be understood: as a part, of a wider scope, about, or of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gklint.late import late, late_words
from gklint.report import surroundings
from gklint.report.partial import is_of_unknown
from gklint.report.shapes import QUANTITY, Shape
from gklint.report.shorthand import expand
from gklint.report.stated import DECISIONS, DISPUTES, GROUPS, Hit, Number, Reading

_CHANNEL = late_words(
    "线上|网上|网络|邮寄|邮政|快递|专递|信函|邮件|邮箱|当面|现场|来局|在线|传真|电话|窗口|书面|口头|自然人|法人|平台|系统|渠道"
)
_IN_ALL = late_words("共|合计|累计|总计|等|全年|本年")
_OUTLET = late_words("通过|利用|依托|借助|网站|公众号|微信|微博|平台|公报|公示栏|抖音|新媒体")
_HANDLING = late(
    r"(?<!不服)(?:办理|审理|受理|代理|应诉|审结|参[与加]|答复)(?:了|各类|涉|因)?(?:政府)?(?:信息公开)?(?:类|的)?\Z",
    words="办理|审理|受理|代理|应诉|审结|参与|参加|答复",
)
# 因不予公开引发行政复议1件: others may be about the rest.
_OF_ONE_ANSWER = late(
    r"(?:因|由于|对|不服)[^,;]{0,12}(?:不予公开|无法提供|部分公开|不予处理|逾期|超期)|"
    r"(?:不予公开|无法提供|部分公开|不予处理)[^,;]{0,8}(?:被|引发|申请|提起)",
    words="不予|无法|部分|期",
)
# 公文12件，全部公开8件、部分公开2件: it need not be requests that are so divided.
_WHOLLY = late_words("全部公开|全文公开")
# 制定《…办法》规范性文件1件: there may be others; of 《…办法》等规范性文件4件 there are not.
_ONE_NAMED = late(r"》[^等]*\Z", words="》")
_IN_NAME = late(r"以[^,;]{1,12}名义|代[拟为]", words="名义|代")
# 不予公开1件系…，另1件系…: not all of them.
_ANOTHER = late(r"[^;]{1,24}[,、]另(?:外|有)?\Z", words="另")
# One kind of applicant, not joined to another (公民、法人).
_APPLICANT = late(
    r"(?:收到|新收|接到|接收|受理|来自|由)(?:公民|个人|自然人|法人|其[他它](?:组织)?|"
    r"(?:[、和及与]?(?:商业企业|企业|公司|律师|科研机构|法律服务机构|社会公益组织|公益组织)){1,5})"
    r"(?:的|提出|提交)*(?:依?申请|政府信息|信息公开)",
    words="公民|个人|自然人|法人|企业|公司|律师|机构|组织|其他|其它",
)
_DISCLOSURE = ("公开", "信息", "依申请")
# 收到低保申请3件: the words before a bare 申请 may say what it is for. These do not.
_OF_SOME_KIND = late(
    r"(?:收到|新收|新增|接收|接到|受理)了?"
    r"(?!(?:的|各类|各种|公民|法人|群众|公众|社会|企业|单位|个人|其[他它]|组织|申请人|或者|[、和或及与]|提出|提交|递交|网络|网上|线上|在线|信函|邮寄|"
    r"邮件|当面|现场|书面|电子|平台|有效|来自|通过|共|自然人|科研机构|法律服务机构|公益|公司|律师)*申请)[^,;]*?申请"
)
_NOT_ABOUT = late(
    r"[与和](?:政府)?信息公开(?:工作)?无关|(?:不(?:涉及|属于?|是|系)|非)[^,;]{0,6}?信息公开", words="无关|不|非"
)
_OF_OTHERS = late_words("上级|国务院|转发|转载|省级政府|省政府|市级政府|市政府")
_SINCE = expand(
    "(?<![今本全一]年)(?<!年初)(?<!年度)(?<!<this>)以来|历年|本届|(?:[两三四五六七八九十几]年|#)来(?:,|共|累计)",
    "以来|历年|本届|来",
)
# 截至2024年底，累计制定64件: a running total, unless the year is named beside it (全年累计).
_RUNNING = late_words("累计")
_IN_YEAR = expand("全年|本年|今年|当年|年内|(?<!截至)(?<!截止)<this>")
_AT_LEAST = ("以上", "以下", "左右", "上下")
# 全县312件，我局占4.8%
_OWN_FOLLOWS = late(r"[,;](?:其中)?[我本](?:局|委|办|镇|乡|街道|单位|机关|部门|院|厅|中心)", words="我|本")
# 公开23件，其中2024年4件
_SOME_OF_THIS_YEAR = expand("[,;]?其中<this>", "其中")
# 提请县政府印发: whose document it is.
_ON_BEHALF = late_words("提请|报请|参与|协助|配合")
# 收到转办申请2件，本级收到13件
_BESIDE_PASSED_ON = late(rf"(?:转办|交办)[^;]*{QUANTITY}", words="转办|交办")
_COMMISSIONED = late(
    r"受[^,;]{1,14}委托|申请(?:人民)?法院|(?:协助|帮助|代办)[^,;]*\Z", words="委托|法院|协助|帮助|代办"
)
_ONE_WAY = late(r"(?:准予|不予|不准|不)(?:的)?行政许可", words="准|不")


def may_be_of_disclosure(reading: Reading, number: Number, match: re.Match[str]) -> bool:
    """Whether the requests received can be for 政府信息公开: those of another kind cannot, unless that is the topic."""
    if not _of_some_kind(match.group()):
        return True
    return surroundings.topic(reading.place, reading.until(number.source_place(match.start()))) == "request"


def _of_some_kind(words: str) -> bool:
    """Whether the words say what requests are for, and it is nothing that has to do with 政府信息公开."""
    if any(word in words for word in _DISCLOSURE):
        return False
    return _OF_SOME_KIND.match(words) is not None


def _are_cases(words: str) -> bool:
    """Whether the words name cases and do not say that they are requests (新收案件86件)."""
    return "案件" in words and not any(word in words for word in ("申请", *_DISCLOSURE))


def is_about_other_things(shape: Shape, place: int) -> bool:
    """Whether it is said of the disputes counted at ``place``, in their part of the sentence or in brackets behind
    them, that they are not about 政府信息公开."""
    end = shape.text.find(";", place)
    part = shape.text[shape.text.rfind(";", 0, place) + 1 : end if end >= 0 else len(shape.text)]
    asides = [aside.shape.text for aside in shape.asides if place < aside.anchor <= place + 2]
    return any(_NOT_ABOUT.search(text) for text in (part, *asides))


def qualifiers(reading: Reading, number: Number, hit: Hit, indicator: str) -> Iterator[str]:
    """How the number is to be understood."""
    shape, place = number.shape, number.place
    if _is_about(number):
        yield "约数"
    subject = number.left[: hit.start]
    yield from _of_whom(reading, number, subject)
    if indicator in DISPUTES and _unclear_dispute(reading, number, subject):
        yield "口径不明"
    if indicator.startswith("规范性文件"):
        if _IN_NAME.search(number.left) or _ONE_NAMED.search(number.left, hit.start):
            yield "口径不明"
        if (
            _OF_OTHERS.search(number.left, hit.start)
            or _ON_BEHALF.search(shape.text, number.clause, place)
            or _SOME_OF_THIS_YEAR.match(number.right)
        ):
            yield "范围"
    yield from _of_several_years(number, indicator)
    if indicator in DECISIONS and _COMMISSIONED.search(number.left):
        yield "范围"
    if indicator == "本年新收" and (
        "新增" in number.left[hit.start :] or _BESIDE_PASSED_ON.search(shape.text, number.part, place)
    ):
        yield "口径不明"
    if indicator == "本年新收" and _are_cases(number.left[hit.start :]):
        yield "口径不明"
    if indicator == "本年新收" and _of_some_kind(number.left[hit.start :]):
        yield from ("分项", "口径不明")
    if surroundings.of_a_while(reading.until(number.token.span.start)):
        yield from ("分项", "口径不明")
    if indicator in GROUPS and _ANOTHER.match(number.right):
        yield "口径不明"
    if is_of_unknown(reading, number, indicator):
        yield "口径不明"
    if indicator == "部分公开" and (
        number.token.unit in ("条", "个") or _WHOLLY.search(shape.text, number.part, place)
    ):
        yield "口径不明"
    yield from _partial(reading, number, indicator)


def _of_whom(reading: Reading, number: Number, subject: str) -> Iterator[str]:
    """Signs that the number is of another scope: of more than the reporting body, of another one, or, in a government's
    report, of one of those that it reports for."""
    title, plain = reading.place.title, number.among.plain
    words = number.shape.text[number.clause : number.place]
    other = not plain and surroundings.of_another_body(subject, title)
    sharer = surroundings.of_a_sharer(words, title)
    if not other and not sharer and (plain or not surroundings.wider(number.shape, number.place)):
        return
    yield "范围"
    if _OWN_FOLLOWS.match(number.right) or ((other or sharer) and surroundings.of_government(title)):
        yield "分项"


def _is_about(number: Number) -> bool:
    """Whether the number is said to be an approximate one: 约15件, 15余件, 15件以上."""
    if number.token.approximate or number.right.startswith(_AT_LEAST):
        return True
    return not number.among.plain and surroundings.is_vague(number.left)


def _of_several_years(number: Number, indicator: str) -> Iterator[str]:
    """Signs that the number has grown over several years (施行以来, 截至年底累计); what is in force always has."""
    text, part, place = number.shape.text, number.part, number.place
    document = indicator.startswith("规范性文件")
    if indicator == "规范性文件现行有效":
        return
    if _SINCE.search(text, part, place):
        yield "范围"
        if not document:
            yield "分项"
    elif _RUNNING.search(text, part, place) and not _IN_YEAR.search(text, part, place):
        if document:
            yield "范围"
        elif "截" in text[part:place]:
            yield "口径不明"


def _unclear_dispute(reading: Reading, number: Number, subject: str) -> bool:
    """Whether the dispute may be about something else than 政府信息公开, or is joined to one that may."""
    if number.token.value != 0 and (
        not surroundings.about_disclosure(reading.place, reading.words) or _HANDLING.search(subject)
    ):
        return True
    text, clause, place = number.shape.text, number.clause, number.place
    if (number.token.value == 0 and surroundings.NEWLY.search(text, clause, place)) or _OF_ONE_ANSWER.search(
        text, clause, place
    ):
        return True
    last = reading.found[-1] if reading.found else None
    return (
        last is not None
        and last.indicator in DISPUTES
        and number.left[:1] in ("、", "和", "及")
        and "口径不明" in last.qualifiers
    )


def _partial(reading: Reading, number: Number, indicator: str) -> Iterator[str]:
    """Signs that the number is a part: 其中 after the same thing, one channel of several, one outlet."""
    text = number.shape.text
    same = [f for f in reading.found if f.indicator == indicator]
    if indicator == "行政许可" and _ONE_WAY.search(number.left):
        yield "分项"
    if same and "其中" in text[number.part : number.place]:
        own_share = any("范围" in f.qualifiers for f in same) and not surroundings.wider(number.shape, number.place)
        if not own_share:
            yield "分项"
    if indicator not in ("本年新收", "主动公开"):
        return
    clause = text[number.clause : number.place]
    if indicator == "本年新收" and _APPLICANT.search(clause):
        yield "分项"
    beside = indicator == "本年新收" and number.right.startswith("、") and _CHANNEL.search(number.right)
    if beside and _CHANNEL.search(clause):
        yield "分项"
    if _IN_ALL.search(clause):
        return
    if indicator == "本年新收" and _CHANNEL.search(clause):
        yield "分项"
    if indicator == "主动公开" and _OUTLET.search(text, number.part, number.place):
        yield "口径不明"
