"""Denials in prose (未收到政府信息公开申请，没有发生行政复议、行政诉讼): which numbers they say are nought.

A denial reaches no further than its clause, and within it over objects that are joined (、和及或). What is doubtful is
left out: a condition (如未收到), a second negation, a part (未收到线上申请), a narrower thing (败诉的行政诉讼).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gklint.late import late, late_words
from gklint.report.shorthand import expand
from gklint.tuples import NamedTuple

_OCCUR, _FEE, _ISSUE, _REPEAL, _DECIDE, _CARRY = "occur", "fee", "issue", "repeal", "decide", "carry"

# What is denied: the words for it, and the verbs that may deny it. "bare" is 无 or 没有 without a verb.
_OBJECTS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("上年结转", "上一?年度?(?:结转|遗留)", frozenset((_OCCUR, "bare"))),
    (
        "结转下年度",
        "(?:结转)?(?:至|到)?下一?年度?(?:结转|继续办理|办理)|结转(?:至|到)?下一?年度?",
        frozenset((_OCCUR, "bare", _CARRY)),
    ),
    ("行政复议", "行政复议|(?<![经政])复议", frozenset((_OCCUR, "bare"))),
    ("行政诉讼", "行政诉讼|(?<!政)诉讼", frozenset((_OCCUR, "bare"))),
    (
        "信息处理费",
        "信息(?:公开)?处理费用?|(?:依申请公开|信息公开)[^,;、]{0,8}(?:费用|收费)",
        frozenset((_FEE, _OCCUR, "bare")),
    ),
    ("行政事业性收费", "行政事业性收费(?!项目|目录)", frozenset((_FEE, _OCCUR, "bare"))),
    ("规范性文件制发", "(?:新的)?(?:行政)?规范性文件", frozenset((_ISSUE,))),
    ("规范性文件废止", "(?:行政)?规范性文件", frozenset((_REPEAL,))),
    ("行政许可", "行政许可(?:决定)?", frozenset((_DECIDE,))),
    ("行政处罚", "行政处罚(?:决定)?", frozenset((_DECIDE,))),
    ("行政强制", "行政强制(?!执行)(?:措施)?(?:决定)?", frozenset((_DECIDE,))),
    (
        "本年新收",
        "依申请公开(?:政府信息)?|(?:信息)?公开的?申请|申请公开(?:政府)?信息|依申请的?政府信息|申请(?!人|表|书|提起|行政|公开|调解|救助)",
        frozenset((_OCCUR, "bare")),
    ),
)
_TAIL = (
    "(?:的|申请|办件|诉讼请求|情况|情形|事项|案件|案|信息|请求|件|需求|业务|发生|产生|工作|记录|现象|数量){0,5}"
    "(?=$|[,;、和及与或以并也均都])(?!以外)"
)
_DENY = expand(
    "(?:<affirmed>(?:从未|尚未|均未|并未|暂未|未曾|未|没有|没))(?:"
    "(?P<occur>(?:因(?:政府|政务|信息|公开|工作|申请|答复|相关|有关|问题|而)*(?=被))?有?(?:收到|接到|接收到?|受理|新收|发生|产生|出现|引发|存在|被申请|被提起))|(?P<fee>收取|征收|缴纳)|"
    "(?P<issue>制发|制定|出台|新制定)|(?P<repeal>废止)|(?P<decide>作出|做出|实施|办理|下达|开展|采取)|(?P<carry>结转)|(?P<free>收费))"
    "过?(?!的)|<affirmed>(?P<bare>没有|未有|均无|无(?!法|正当|关|障|需|条件|偿|纸|论|效|缝|证|故|限|形|线|不|未))"
)
_FEE_VERBS = ("收取", "征收", "缴纳", "收费")
_CONDITION = late(
    r"(?:不存在|杜绝|没有|如|若|如果|凡|对|对于|并非|不是|不得|是否|避免|防止|除[^,;]{0,20}|"
    r"(?:即使|既使|即便|一旦|若(?!干)|(?<![例诸])如(?![期实上下何今]))[^,;]{0,10})\Z",
    words="不存在|杜绝|没有|如|若|凡|对|并非|不是|不得|是否|避免|防止|除|即使|既使|即便|一旦",
)
# Between a denying verb and its object: nothing that narrows it down, denies again or speaks of something else.
_NARROWER = late(
    r"未|没|不(?!服)|无|投诉|举报|信访|咨询|建议|逾期|超期|延期|败诉|纠错|纠正|不当|失误|泄密|责任|其他(?!组织)|其它(?!组织)|新的|另|"
    r"网络|网上|线上|邮寄|信函|当面|现场|传真|电子邮件|平台|自然人|许可|登记|调解|救助|补助|直接|复议后",
    words="未|没|不|无|投诉|举报|信访|咨询|建议|逾期|超期|延期|败诉|纠错|纠正|失误|泄密|责任|其他|其它|新的|另|"
    "网络|网上|线上|邮寄|信函|当面|现场|传真|电子邮件|平台|自然人|许可|登记|调解|救助|补助|直接|复议后",
)
# 无行政复议和行政诉讼败诉案件: what ends the list is said of all of it.
_LOST = late(
    r"(?:、|和|及|与|或|或者|以及)(?:行政)?(?:复议|诉讼)[^,;]{0,6}?(?:败诉|纠错|纠正|撤销|变更|违法)", words="复议|诉讼"
)
# What a verb and its object may have between them is only who asked, of whom, and about 政府信息公开 as such.
_GENERAL = late(
    r"(?:任何|形式|一[件起例宗份]|\ue000|有关|相关|涉及|涉|新增|各类|各种|公民|法人|群众|公众|社会|企业|单位|个人|他人|申请人|当事人|其[他它]组织|或者|"
    r"[、和或及与的被由而向对就]|以及|提出|提交|提起|申请|引发|引起|产生|导致|发生|针对|关于|[我本全](?:局|委|办|镇|乡|街道|县|区|市|省|州|旗|"
    r"单位|机关|部门|级|院|校|厅|中心|公司|处|所|行政机关)|政府|政务|信息|公开|工作|事务|事项|方面|依法|依|要求|获取|出台|印发|发布)*"
    r"(?:因[^,;]{0,24}|对[^,;]{0,20}不服[^,;]{0,12})?"
)
# So it is put in most reports.
_COMMON = frozenset(("政府", "因政府信息公开引发的", "因政府信息公开引起的", "因信息公开引发的"))
# One kind of applicant among several: 未收到企业提出的申请 says nothing of the others.
_ONE_KIND = late_words("公民|法人|企业|单位|个人|组织")
_SEVERAL = late_words("、|和|或|及|与")
_PEOPLE = "(?:公民|法人|群众|社会公众|企业|单位|个人|他人|申请人|其他组织|其它组织|、|和|或|或者|及)*"
_BARE_GAP = expand(
    "(?:任何|一件|一起|一例|#|相关|有关|涉及|涉|新增)*"
    + _PEOPLE
    + "(?:提出|提交|向我[局委办镇]|的)*(?:因[^,;]{0,24}|与[^,;]{0,16}相关的?)?"
    + "(?:政府|对[^,;]{0,12})?被?(?:申请|提起|发生)?"
)
_SMALL = "(?:被|因此|由此|引发|引起|产生|发生|申请|提起|的|公开|政府信息)*"
_JOINTS = frozenset("、和及与")
# One 因… only: with several, each of any length, the search would try them all.
_JOIN = late(f"(?:、|和|及|与|或|或者|以及|并|也)?{_SMALL}(?:因[^,;]{{0,16}})?{_SMALL}")


class Denial(NamedTuple):
    """Something denied: the indicator, where the denial begins and ends in the shape, and where its denying word is."""

    indicator: str
    start: int
    end: int
    word: tuple[int, int]


@cache
def _objects_of(verb: str) -> re.Pattern[str]:
    names = "|".join(f"(?P<o{i}>{pattern})" for i, (_, pattern, verbs) in enumerate(_OBJECTS) if verb in verbs)
    return expand(f"(?:{names}){_TAIL}")


def _named(match: re.Match[str]) -> str:
    return _OBJECTS[int((match.lastgroup or "o0")[1:])][0]


def _ahead(text: str, verb: str, begin: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The objects behind a denying word that ends at ``begin``, in a clause that ends at ``end``."""
    found: list[tuple[str, int, int]] = []
    reached = begin
    for match in _objects_of(verb).finditer(text, begin, end):
        gap = text[reached : match.start()]
        if not found:
            if gap and not (_BARE_GAP.fullmatch(gap) if verb == "bare" else _is_general(gap, _named(match))):
                return
            if _NARROWER.search(gap):
                return
        elif not _joins(gap):
            break
        found.append((_named(match), match.start(), match.end()))
        reached = match.end()
    if _LOST.match(text, reached, end) is None:
        yield from found


def _is_general(gap: str, indicator: str) -> bool:
    """Whether the words between a verb and its object leave the object whole."""
    if gap not in _COMMON and (len(gap) > 40 or _GENERAL.fullmatch(gap) is None):
        return False
    if indicator != "本年新收":
        return True
    return "因" not in gap and (_ONE_KIND.search(gap) is None or _SEVERAL.search(gap) is not None)


def _joins(gap: str) -> bool:
    """Whether the words between two objects join them."""
    return gap in _JOINTS or _JOIN.fullmatch(gap) is not None


def _behind(text: str, verb: str, begin: int, end: int) -> list[tuple[str, int, int]]:
    """The objects before a denying word (行政复议、行政诉讼均未发生) of a clause that begins at ``begin``."""
    reach = end - 1 if text[end - 1 : end] in ("均", "都", "也") else end
    found: list[tuple[str, int, int]] = []
    for match in _objects_of(verb).finditer(text, begin, reach):
        if found and not _joins(text[found[-1][2] : match.start()]):
            found.clear()
        found.append((_named(match), match.start(), match.end()))
    return found if found and found[-1][2] == reach and not _NARROWER.search(text[begin : found[0][1]]) else []


def may_deny(text: str) -> bool:
    """Whether the text of a shape has what each denying word holds: far quicker than to look for the words."""
    return "未" in text or "没" in text or "无" in text


def denies(text: str) -> bool:
    """Whether there is a denying word in the text of a shape."""
    return may_deny(text) and _DENY.search(text) is not None


def may_deny_fees(text: str) -> bool:
    """Whether a verb is in the text of a shape that speaks of fees."""
    return any(verb in text for verb in _FEE_VERBS)


def denials(text: str, fee_spoken_of: bool) -> Iterator[Denial]:
    """The denials in the text of a shape; ``fee_spoken_of`` says that 未收费 can only mean the 信息处理费."""
    for match in _DENY.finditer(text):
        word = match.span()
        clause = max(text.rfind(",", 0, word[0]), text.rfind(";", 0, word[0])) + 1
        if _CONDITION.search(text, clause, word[0]):
            continue
        stop = min((i for i in (text.find(",", word[1]), text.find(";", word[1])) if i >= 0), default=len(text))
        verb = match.lastgroup or "bare"
        if (
            verb in ("free", _FEE)
            and fee_spoken_of
            and re.fullmatch(r"(?:任何)?(?:相关)?(?:费用)?", text[word[1] : stop])
        ):
            if verb == "free" or stop > word[1]:
                yield Denial("信息处理费", word[0], stop, word)
            continue
        if verb == "free":
            continue
        found = list(_ahead(text, verb, word[1], stop))
        if not found and re.fullmatch(r"(?:的?(?:情况|情形|案件|现象))?", text[word[1] : stop]):
            found = _behind(text, verb, clause, word[0])
        for indicator, start, end in found:
            yield Denial(indicator, min(start, word[0]), max(end, word[1]), word)
