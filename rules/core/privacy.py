"""个人信息：身份证号、银行卡号、手机号、车牌、申请人的姓名和住址。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from gklint.engine.rule import Context, Finding, rule
from gklint.late import late
from gklint.report.nodes import Report
from gklint.text import Span

# A number that is part of a longer one, or of a code with letters, is a case number and not a person's.
_ALONE = r"(?<![0-9A-Za-z])(?:%s)(?![0-9A-Za-z])"
_IDENTITY = late(_ALONE % r"\d{17}[0-9Xx]")
_CARD = late(_ALONE % r"(?:62\d{14}|62\d{15}|62\d{17}|4\d{15}|5[1-5]\d{14}|3[47]\d{13}0?)")
# Begins with one character, so that the search is a quick scan.
_MOBILE = re.compile(r"1(?<![0-9A-Za-z]1)[3-9](?:\d{9}|\d-\d{4}-\d{4}|\d \d{4} \d{4})(?![0-9A-Za-z])")
_PLATE = late(
    r"(?<![\u4e00-\u9fff0-9A-Za-z〔])?[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"[A-HJ-NP-Z][·•]?(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警]|[DF][A-HJ-NP-Z0-9]\d{4}|\d{5}[DF])(?![0-9A-Za-z号])"
)
_LEAST_DIGITS = 3
# What these hold: a quick look, since most reports have nothing of the kind.
_LONG_NUMBER = re.compile(r"\d\d{13}")  # begins with one character, so that the search is a quick scan
_LETTER = re.compile(r"[A-HJ-NP-Z](?<=([^\x00-\x7f])[A-Z])")  # and the Chinese character before it
_PLATE_PROVINCES = frozenset("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼")
_ADDRESS = ("住", "户籍")
_PARTY = late(
    r"(?:申请人|当事人|原告|投诉人|举报人|信访人|被处罚人|上诉人|复议申请人)[：:为是]?\s*"
    r"(?P<name>(?P<surname>[\u4e00-\u9fff])[\u4e00-\u9fff]{1,2})[，,、；（(\s]\s*[^。\n]{0,30}?"
    r"(?P<address>(?:住址?|住所地?|家住|户籍地?|家庭住址|居住地址?)[：:为在是]?[^，。；、\n]{3,40})"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施牛樊葛邢安齐伍庞颜倪庄聂章"
    "鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
# What makes a long number a case number, whatever its digits.
_NUMBERED = late(r"(?:编号|单号|文号|序号|代码|流水号|条码|索引号|备案号|许可证号|案号)[为是：:]?\s*$")
# So far back a label such as 联系电话 may stand from its number.
_REACH = 40
_CONTACT = late(r"联系(?:电话|方式|人|手机)|(?:咨询|监督|举报|投诉|服务|受理|办公|值班|传真)?电话|热线|传真")
_PRIVATE = late(r"申请人|当事人|原告|投诉人|举报人|信访人|被处罚人|上诉人|住户|村民|居民|业主")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
# The two digits of a province, by region: 11 北京 to 15 内蒙古, 21 辽宁 … 82 澳门, 83 for residence permits of Taiwan.
_PROVINCES = late(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")


@rule("PRI001")
def personal_data(report: Report, ctx: Context) -> Iterator[Finding]:
    """Numbers and names by which a person can be found; anything that a check digit does not bear out is left alone."""
    text = report.source.text
    if _LONG_NUMBER.search(text):
        taken: list[Span] = []
        for span in _identities(text):
            taken.append(span)
            yield ctx.finding(span, "出现公民身份号码，公开前应删去或遮盖")
        for span in _cards(text, taken):
            yield ctx.finding(span, "出现银行卡号，公开前应删去或遮盖")
    for match in _MOBILE.finditer(text):
        yield _mobile(match, text, ctx)
    for match in _PLATE.finditer(text) if not _PLATE_PROVINCES.isdisjoint(_LETTER.findall(text)) else ():
        if sum(character.isdigit() for character in match.group()) >= _LEAST_DIGITS:
            yield ctx.finding(Span(*match.span()), f"出现车牌号“{match.group()}”，公开前应删去或遮盖")
    for match in _PARTY.finditer(text) if any(word in text for word in _ADDRESS) else ():
        if match["surname"] in _SURNAMES and "某" not in match["name"]:
            span = Span(match.start("name"), match.end("address"))
            yield ctx.finding(span, "出现申请人（当事人）的姓名和住址，公开前应删去或遮盖")


def _identities(text: str) -> Iterator[Span]:
    for match in _IDENTITY.finditer(text):
        if _is_identity(match.group().upper()) and not _numbered(text, match.start()):
            yield Span(*match.span())


def _is_identity(number: str) -> bool:
    """Whether province, date of birth and check digit (GB 11643—1999) are those of a citizen's number."""
    if not _PROVINCES.match(number):
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return born.year >= 1900 and _CHECKS[total % 11] == number[17]


def _cards(text: str, taken: Iterable[Span]) -> Iterator[Span]:
    others = {span.start for span in taken}
    for match in _CARD.finditer(text):
        if match.start() not in others and _luhn(match.group()) and not _numbered(text, match.start()):
            yield Span(*match.span())


def _luhn(number: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1)."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _numbered(text: str, start: int) -> bool:
    return _NUMBERED.search(text, max(0, start - 12), start) is not None


def _mobile(match: re.Match[str], text: str, ctx: Context) -> Finding:
    line = max(text.rfind(end, 0, match.start()) for end in "\n。")
    before = text[max(line + 1, match.start() - _REACH) : match.start()]
    span = Span(*match.span())
    if _CONTACT.search(before) and not _PRIVATE.search(before):
        return ctx.finding(span, "联系电话是手机号，请确认是单位公布的号码", grade="联系电话")
    return ctx.finding(span, "出现手机号，公开前请核对是否个人信息", grade="手机号")
