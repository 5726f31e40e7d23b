"""Shorthand in patterns over shapes of sentences (:mod:`gklint.report.shapes`), and what it stands for.

``#`` is a number, ``<past>``, ``<next>`` and ``<this>`` a date of an earlier, a later and the report's own year,
``<other>`` a clause of a law, a percentage and the like.
``<link>`` is what may stand between a name and its number (案件共计), ``<gap>`` a few words without punctuation;
``<yes>`` says that what follows is not denied, ``<affirmed>`` that a denial is not, ``<own>`` that what stands before
is no carry-over, ``<alone>`` that a name is not one of several. All of it is bounded.
"""

from __future__ import annotations

import re
from functools import cache

from gklint.late import late
from gklint.report.shapes import NEXT, OTHER, PAST, QUANTITY, THIS

_SHORTHAND = {
    "<gap>": "[^,;#]{0,30}?",
    "<link>": "[的案件申请情况数总量合计共累有为是达到了均各:约近超过逾至少仅只]{0,12}"
    "(?:,(?:共计?|合计|总计|累计)[为有]?约?)?",
    "<last>": "(?:上一?年度?|上一年|去年|<past>)",
    "<coming>": "(?:下一?个?年度?|次年度?|翌年|来年|明年|<next>)",
    "<request>": "(?:依?申请公开(?:的)?(?:政府)?(?:信息|事项|办件)?|依申请|信息公开|申请)",
    "<receive>": "(?<![未不])(?<![没有])(?:收到|新收|新增|接收|接到|受理)",
    "<yes>": "(?<![未不])(?<!没)",
    "<affirmed>": "(?<![有毫])(?<![并非])",
    "<own>": "(?![结转])(?!遗)",
    "<case>": "(?:案件|申请|案)?(?:$|[,;、和及与])",
    "<alone>": "(?<![^,;#][、和及与或])",
    "<past>": PAST,
    "<next>": NEXT,
    "<this>": THIS,
    "<other>": OTHER,
    "#": QUANTITY,
}


@cache
def expand(pattern: str, words: str = "") -> re.Pattern[str]:
    """The pattern without shorthand, and with ``words`` without it too (see :func:`gklint.late.late`); compiled when it
    is first used, since few are ever needed."""
    for name, meaning in _SHORTHAND.items():
        pattern = pattern.replace(name, meaning)
        words = words.replace(name, meaning)
    return late(pattern, words=words)
