"""Which sentences may state a fact: a quick look at the words, before they are read.

Most sentences of a report state nothing that :mod:`gklint.report.triggers` or :mod:`gklint.report.denials` knows. What
they have to hold for it is tested here on the words as they stand, without tokens or shapes. The test is sound: it is
false only if the full reading finds nothing. A name of the table counts wherever it stands, anything that the table
lets stand between it and a number may do so in any order, and whatever can begin a number counts as one. Brackets and
broken numbers, which shapes treat apart, always pass. The tests hold it against the reading, trigger by trigger.
"""

from __future__ import annotations

import re
from itertools import pairwise

from gklint.late import late, late_words
from gklint.report.denials import denies

_QUOTES = "“”\"‘’'「」"  # what shapes leave out, beside white space
_CHINESE = "零〇一二两三四五六七八九十百千"
# The characters of <link>, with its comma, and of all else that may stand between a name and its number.
_LINK = "的案件申请情况数总量合计共累有为是达到了均各:：约近超过逾至少仅只,，"
_BETWEEN = _LINK + "类政府信息公开依事项期务相关有效答复结果方式处理决定书措施执行收入金额用取"
_NAMED = late(
    "(?:自然人|法人|组织|商业企业|科研机构|服务机构|提[出交]|收到|新收|新增|接收|接到|受理|公开|无法提供|处理|他结果|它结果|起诉|维持|"
    "纠[正错]|败诉|未审结|审理中?|复议|行政诉|诉讼|现行有效|废止|失效|规范性文件|制[发定]|制作|发布|公布|公示|印发|出台|行政许可|行政处罚|"
    f"行政强制|作出|做出|办理|办结|完毕|结案|接受|实施|下达|收费|处理费|答复|办复|回复|发生|引发|产生|申请|涉及|提起)[{_BETWEEN}]*[0-9０-９{_CHINESE}]"
)
# Names that any words may part from their numbers.
_FAR = late(
    "分别|结转|转[结入办]|遗留|未办结|顺延|延续|维持原|国家秘密|规禁止|三安全一稳定|第三方|内部事务|过程性|执法案卷|行政查询|不掌握|现成|"
    "另行制作|仍不明确|信访、?(?:举报|投诉)|重复申请|出版物|反复申请|已获取|逾期|[尚还]有|剩余|其余|转[至到入为]?(?:下一?个?年|次年|翌年|来年|明年|[12１２])|"
    f"主动公开[^、]*?信息[{_LINK}]*[0-9０-９{_CHINESE}]",
    words="分别|结转|转|遗留|未办结|顺延|延续|维持原|国家秘密|规禁止|三安全一稳定|第三方|内部事务|过程性|执法案卷|行政查询|不掌握|现成|"
    "另行制作|仍不明确|信访|重复申请|出版物|反复申请|已获取|逾期|尚有|还有|剩余|其余|主动公开",
)
_RECEIVED = late("(?:收到|新收|新增|接收|接到|受理).*?(?:公开的?申请|申请公开)", re.S, "公开申请|公开的申请|申请公开")
# Names behind a number with a unit.
_BEHIND = late(
    "[件宗份条例个起项次笔](?:申请|案件|结果|依法|决定|予以|属于|来自|[均被获为由系是因])*"
    "(?:部分公开|不予公开|予以公开|无法提供|不予处理|自然人|法人|维持|纠正|纠错|败诉|尚?未审结|[正尚仍]在审理)",
    words="部分公开|不予公开|予以公开|无法提供|不予处理|自然人|法人|维持|纠正|纠错|败诉|未审结|在审理",
)
_DENIED = late_words("结转|遗留|年|复议|诉讼|费|规范性文件|行政许可|行政处罚|行政强制|申请")
_BRACKET = late(r"[（()）〔［\[【]", words="（|(|)|）|〔|［|[|【")
_FIGURES = frozenset(f"0123456789０１２３４５６７８９{_CHINESE}")


def may_state(words: str) -> bool:
    """Whether a sentence of these words may state a fact; if not, it certainly states none."""
    seen = _seen(words)
    return (
        _NAMED.search(seen) is not None
        or (denies(seen) and _DENIED.search(seen) is not None)
        or _FAR.search(seen) is not None
        or _RECEIVED.search(seen) is not None
        or _BEHIND.search(seen) is not None
        or _BRACKET.search(seen) is not None
        or (len(seen) < len(words) and _is_broken(words))
    )


def _is_broken(words: str) -> bool:
    """Whether white space or quotation marks stand in what may be one number."""
    for quote in _QUOTES:
        words = words.replace(quote, " ")
    return any(one[-1] in _FIGURES and other[0] in _FIGURES for one, other in pairwise(words.split()))


def _seen(words: str) -> str:
    """What shapes have of these words."""
    seen = "".join(words.split())
    for quote in _QUOTES:
        if quote in seen:
            seen = seen.replace(quote, "")
    return seen
