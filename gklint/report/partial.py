"""Numbers that count only some requests or disputes: those of one kind, those carried over, those answered anew.

What became of the requests is told of all of them (予以公开7件) and then again of some: 网上申请9件中，予以公开5件;
对涉及第三方的2件征求意见，1件不予公开. The latter is no number of the tables.
"""

from __future__ import annotations

from gklint.late import late, late_words
from gklint.report.shorthand import expand
from gklint.report.stated import DISPUTES, GROUPS, OUTCOMES, Found, Hit, Number, Reading
from gklint.report.surroundings import ABOUT, NEWLY
from gklint.report.triggers import BODIES

_RESULTS = ("予以公开", "部分公开", *GROUPS)
_TOTALS = ("本年新收", "新收加结转", "办结")
_FEW = ("上年结转", "自然人", "法人", *BODIES)
_ALL_OF_THEM = "收到|受理|新收|接收|接到|办结|答复|办理|处理|全部|所有|上述|以上|申请人|公民|群众|公众|符合"
# 对涉及第三方的2件申请征求意见，1件不予公开
_KIND = expand(
    f"(?:涉及?|对于?|就|针对|关于|属于)(?![^,;#]*?(?:{_ALL_OF_THEM}|结转))[^,;#]{{1,24}}的#?[件份]?申请", "申请"
)
# 网上申请9件中，予以公开5件
_AMONG = expand(
    f"(?<![^,;])(?![^,;#]*?(?:{_ALL_OF_THEM}))(?!(?:在|这|已|共|本年度?|今年|全年|<this>|我局|本局|本机关|依?申请公开|(?:政府)?信息公开|申请|的)*#)"
    "[^,;#]{2,24}#[^,;#]{0,8}中[,:]",
    "中",
)
# 网上申请9件，其中予以公开5件
_SHARE = expand("#[^;]*?其中", "其中")
_OF_A_KIND = expand(
    "(?:线上|网上|网络|在线|邮寄|信函|邮件|邮箱|当面|现场|来局|传真|电话|窗口|平台|系统|自然人|个人|公民|法人|企业|组织)[^,;#]{0,8}#[^;]*?其中",
    "其中",
)
# 因第三方不同意公开而不予公开1件
_REASON = late(
    r"(?:(?:因|由于|涉及)[^,;、等]{2,24}|属于(?:国家秘密|商业秘密|个人隐私|内部事务|过程性)[^,;、]{0,6})(?:而|,)?\Z",
    words="因|由于|涉及|属于",
)
# 经补正后，2件予以公开
_AFTER = late(r"(?:补正|协商|沟通|意见)[^,;]{0,4}后,?[^,;]{0,4}\Z", words="补正|协商|沟通|意见")
_ANEW = late_words("重新|变更为|改为|纠正")
# 开展评估，将3件不予公开信息转为主动公开; what is told of the year is not of those.
_REVIEWED = expand("(?:评估|案例)(?![^;]*?(?:全年|本年|今年|<this>|共|收到|办结|答复))", "评估|案例")
_IN_A_WAY = late_words(
    "新收|重新|合并|延期|延长|逾期|超期|提前|当场|简易|一般|跨年|协助|首次|二次|口头|当面|邮寄|邮件|征求|转送"
)
# 5个工作日内办结4件
_WITHIN = ("内", "以内")
# What the body publishes is counted so, requests are not (不予公开的信息12条).
_PIECES = ("条", "项", "个")
_CAUSE = late(
    r"(?:因|由于)([^,;]{2,20}?)(?:引发|引起|产生|发生|被|提起|申请)",
    words="因|由于",
)
_DISCLOSED = late_words("公开|信息|申请|答复")
_SOME_DISCLOSED = late(
    r"[,;]?其中[^;]{0,20}(?:信息公开|政府信息|政务公开)|[,;](?:涉及?|属于?|因|系)(?:政府信息|信息|政务)公开",
    words="信息公开|政府信息|政务公开",
)
_NOT_OURS = late_words("第三人|代理|旁听|庭审|观摩|作为复议机关|复议机构")
_LAST = expand("<last>", "<past>|上年|上一年|去年")
_PASSED_ON = late_words("转办|交办")
# 收到3件，均为档案查询，不属于政府信息公开申请
_NO_REQUEST = late(r"(?:不属于?|不是|非)(?:政府)?信息公开(?:类|范围的?)?申请", words="公开申请|公开类申请|公开范围")
_CARRIED = expand("<last>[^,;#]{0,4}结转", "结转")
# 另有2023年诉讼2件，纠正1件
_EARLIER = expand("(?<![较比与同])<past>[^,;#]{0,6}(?:复议|诉讼)", "<past>")
_OTHER_SUITS = late(
    r"民事|刑事|(?<!公开)(?<!信息)(?<!申请)(?<![各此该同这两])类的?(?:行政)?(?:复议|诉讼)",
    words="民事|刑事|类行|类的|类复议|类诉讼",
)


def counts_some(reading: Reading, number: Number, hit: Hit, indicator: str) -> bool:
    """Whether a number is said to be of some requests or disputes only."""
    text, clause, place = number.shape.text, number.clause, number.place
    if indicator in _RESULTS:
        return _is_of_some(number, hit) or _are_of_few(reading, number) or _include_others(number, hit)
    if indicator == "本年新收":
        return bool(_NO_REQUEST.search(text, number.part) or _PASSED_ON.search(text, clause, place))
    if indicator == "办结":
        return number.left.startswith(_WITHIN) or _IN_A_WAY.search(text, clause, place) is not None
    if indicator in DISPUTES:
        return _are_about_others(number)
    if indicator not in OUTCOMES:
        return False
    earlier = _EARLIER.search(text, number.part, place) or _OTHER_SUITS.search(text, number.part, place)
    return earlier is not None or _CARRIED.search(text, clause, place) is not None


def _is_of_some(number: Number, hit: Hit) -> bool:
    """Whether the words before a result set some requests apart: by what they are about, why or when it came so."""
    text, part, place = number.shape.text, number.part, number.place
    return bool(
        _KIND.search(text, part, place)
        or _AMONG.search(text, part, place)
        or _REASON.search(number.left, 0, hit.start)
        or _AFTER.search(number.left, 0, hit.start)
        or _ANEW.search(text, number.clause, place)
        or _REVIEWED.search(text, part, place)
        or (number.token.unit in _PIECES and "信息" in number.left[hit.start :])
    )


def _are_of_few(reading: Reading, number: Number) -> bool:
    """Whether the part of a sentence up to a number counted nothing but what was carried over, or came from some
    or in one way."""
    begin = number.shape.span(number.part, number.part + 1).start
    counted = [f for f in reading.found if f.number.start >= begin and f.value]
    if number.among.bracketed and not counted:
        # The number in brackets belongs to the one that stands before them.
        counted = [f for f in reading.found if f.number.start < begin and not f.bracketed][-1:]
        if counted and any(map(str.isdecimal, _between(reading, counted[0].number.end, begin))):
            return True
    totals = [f for f in counted if f.indicator in _TOTALS]
    if any("分项" not in f.qualifiers for f in totals) or _are_all(number, counted):
        return False
    if totals or any(f.indicator in _FEW for f in counted):
        return True
    return not counted and _OF_A_KIND.search(number.shape.text, number.part, number.place) is not None


def is_of_unknown(reading: Reading, number: Number, indicator: str) -> bool:
    """Whether a result is said to be a share (其中) of a number that is not known to be of all requests."""
    if indicator not in _RESULTS or any(f.indicator in _TOTALS for f in reading.found):
        return False
    return _SHARE.search(number.shape.text, number.part, number.place) is not None


def _are_all(number: Number, counted: list[Found]) -> bool:
    """Whether what a part of a sentence counted up to a number cannot be some of the requests only: it counts both
    kinds of applicants and nothing else, or is less than what the number says became of it."""
    names = {f.indicator for f in counted}
    numbers = [place for place in number.among.places if number.part <= place < number.place]
    if "自然人" in names and not names.isdisjoint(("法人", *BODIES)) and names.issubset(_FEW):
        return len(numbers) == len(counted)
    value = number.token.value
    return bool(counted) and value is not None and value > sum(f.value for f in counted)


def _between(reading: Reading, start: int, end: int) -> str:
    """The sentence's words between two places of the source."""
    return reading.words[start - reading.base : end - reading.base]


def _include_others(number: Number, hit: Hit) -> bool:
    """Whether brackets between name and number say that others are counted with it: 予以公开（含部分公开）9件."""
    begin = number.low + hit.start
    return any(begin < a.anchor <= number.place and a.shape.text[:1] in ("含", "包") for a in number.shape.asides)


def _are_about_others(number: Number) -> bool:
    """Whether disputes are about something else (因征地引发), some of them only about disclosure (其中信息公开类), or
    all of them last year's or those of others."""
    text, place = number.shape.text, number.place
    cause = _CAUSE.search(text, number.clause, place)
    if cause is not None and not _DISCLOSED.search(cause.group(1)):
        return True
    if any(words.search(text, number.clause, place) for words in (_CARRIED, _NOT_OURS, _OTHER_SUITS)):
        return True
    if number.token.value == 0 and NEWLY.search(text, number.clause, place) and _LAST.search(text):
        return True
    end = text.find(";", place)
    some = _SOME_DISCLOSED.search(text, place + 1, end if end >= 0 else len(text))
    return some is not None and not ABOUT.search(text, number.part, place)
