"""Quick looks at a sentence, held against the full reading: whether it states a fact, what its numbers mean."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzz import roads
from gklint.report import denials, qualifying, settling, shapes, surroundings, worth
from gklint.report.settling import read_sentence
from gklint.report.shapes import NEXT, PAST, QUANTITY, THIS, Shape, sentence_shape
from gklint.report.shorthand import expand
from gklint.report.surroundings import Place
from gklint.report.triggers import TRIGGERS, Trigger
from gklint.report.worth import may_state

YEAR = 2023
TITLE = "云溪县水务局2023年政府信息公开工作年度报告"
MARKS = {PAST: "2022年", NEXT: "2024年度", THIS: "2023年", QUANTITY: "7件", ",": "，"}
PLACES = st.builds(
    Place,
    st.sampled_from(["requests", "litigation", "overview", None]),
    st.sampled_from(["", "（二）依申请公开", "四、行政复议、行政诉讼", "收费"]),
    st.sampled_from(["", "全年收到政府信息公开申请。", "发生行政复议3件，"]),
    st.just(TITLE),
)
LEADS = st.sampled_from(
    ["", "，", "全年", "行政复议、", "行政复议2件，", "行政诉讼", "规范性文件", "作出行政许可3件、"]
)
GAPS = st.sampled_from(["", "", "", "为", " ", "“", "分别为", "2023年", "（", "）", "达到", "，累计"])
TAILS = st.sampled_from(["", "，", "。", "、其他", "办理", "学时", "公开申请", " 3", "（2件）"])
DIGITS = ["0", "3", "12", "1,204", "１２", "3.5", "1 200", "三", "二十一", "两", "1.2万", "30余", "零", "3 ", "0、3"]


@cache
def fitting(pattern: str) -> st.SearchStrategy[str]:
    """The text of a shape that a pattern of the tables fits; what it looks round for is left to chance."""
    plain = (
        re.sub(r"\(\?<?!(?:[^()]|\([^()]*\))*\)", "", expand(pattern).pattern).removesuffix("$").replace("(?=", "(?:")
    )
    characters = st.sampled_from(plain + "的县及各类，、和了月本年（）第")
    return st.from_regex(re.compile(plain), fullmatch=True, alphabet=characters)


def written(pattern: str) -> st.SearchStrategy[str]:
    """The same as a report writes it."""
    return fitting(pattern).map(lambda text: "".join(MARKS.get(character, character) for character in text))


@st.composite
def counted(draw: st.DrawFn, triggers: list[Trigger]) -> str:
    """A number between the words of a trigger, with something before, after and between."""
    trigger = draw(st.sampled_from(triggers))
    number = draw(st.sampled_from(DIGITS)) + draw(st.sampled_from([*sorted(trigger.units), "", "学时"]))
    before, after = draw(written(trigger.before)), draw(written(trigger.after))
    return draw(LEADS) + before + draw(GAPS) + number + after + draw(TAILS)


@st.composite
def denied(draw: st.DrawFn) -> str:
    """A denying word and its objects, in either order."""
    word = draw(st.sampled_from(["未", "没有", "尚未", "均未", "没", "无", "均无", "并未", "毫无", "无障碍"]))
    verb = draw(
        st.sampled_from(["", "收到", "有收到", "发生", "收取", "制发", "废止", "作出", "结转", "收费", " 办理过"])
    )
    thing = draw(st.sampled_from([pattern for _, pattern, _ in denials._OBJECTS]).flatmap(written))
    order = [word + verb, draw(st.sampled_from(["", "任何", "因信息公开引发的", "（", "2023年", " ", "新的"])), thing]
    if draw(st.booleans()):
        order.reverse()
    return draw(LEADS) + "".join(order) + draw(st.sampled_from(["", "情况", "申请", "，", "3件"]))


def assert_sound(words: str, place: Place) -> None:
    if read_sentence(words, 0, place, YEAR):
        assert may_state(words)


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda trigger: f"{trigger.indicator} {trigger.before}")
def test_the_keys_of_a_trigger_let_all_that_its_pattern_fits_pass(trigger: Trigger) -> None:
    @given(written(trigger.before), written(trigger.after))
    @settings(max_examples=30)
    def any_words(before: str, after: str) -> None:
        left, right = sentence_shape(before, 0, YEAR).text, sentence_shape(after, 0, YEAR).text
        if expand(trigger.before).search(left) and expand(trigger.after).match(right):
            assert any(key in left + right for key in trigger.keys)
            assert not trigger.words or any(word in left for word in needed)

    needed = getattr(expand(trigger.before, trigger.words), "words", ())
    assert bool(needed) is bool(trigger.words)

    any_words()


# Those that say of what they are by another number before need an example more often.
@pytest.mark.parametrize("topic", ["", "request", "document", "dispute", "case"])
def test_a_sentence_that_states_a_number_is_read(topic: str) -> None:
    triggers = [trigger for trigger in TRIGGERS if trigger.topic == topic]

    @given(counted(triggers), PLACES)
    @settings(max_examples=300)
    def check(words: str, place: Place) -> None:
        assert_sound(words, place)

    check()


@given(denied(), PLACES)
def test_a_sentence_that_denies_is_read(words: str, place: Place) -> None:
    assert_sound(words, place)


SEVERAL = st.lists(
    st.one_of(
        counted(list(TRIGGERS)),
        denied(),
        st.sampled_from(["收到申请12件", "其中本年新收10件", "（含上年结转2件）", "均为自然人", "均获维持", "受理3件"]),
    ),
    min_size=1,
    max_size=4,
).map("，".join)


@given(SEVERAL, PLACES)
@settings(max_examples=300, deadline=None)
def test_numbers_mean_together_what_every_step_says(words: str, place: Place) -> None:
    found = read_sentence(words, 0, place, YEAR)
    with roads.full(tuple(road for road in roads.QUICK if road.module in (settling, surroundings))):
        assert read_sentence(words, 0, place, YEAR) == found


TELLING = ("_OPENING", "_COMPARED", "_RATE", "_VAGUE", "_PLAN", "_WIDER", "_BODY")
AROUND = st.lists(
    st.sampled_from([*",,;年度结遗我本共" + PAST + NEXT + THIS, "上年", "较好", "全年", "我局", "水务局"]), max_size=2
)


@pytest.mark.parametrize("telling", TELLING)
def test_of_a_plain_number_nothing_is_to_be_told(telling: str) -> None:
    words = fitting(getattr(surroundings, telling).pattern.replace(r"\Z", ""))

    @given(AROUND.map("".join), words, AROUND.map("".join), st.sampled_from(["", QUANTITY]))
    @settings(max_examples=300, deadline=None)
    def check(before: str, telling: str, after: str, number: str) -> None:
        assert_nothing_told(before + telling + after + number)

    check()


def assert_nothing_told(text: str) -> None:
    """Where a text is said to be plain, each question about it has the answer no."""
    shape = Shape()
    shape.add_text(text, 0)
    for end in [at for at, character in enumerate(text) if character == QUANTITY] + [len(text)]:
        if not surroundings.is_plain(text, end):
            continue
        for place in [at for at, character in enumerate(text[:end]) if character == QUANTITY] + [end]:
            opened = [each for each in surroundings.openings(text, end) if each.at < place]
            clause = surroundings.clause_start(text, place)
            for carried in (True, False):
                assert not surroundings.of_another_year(text, clause, place, opened, carried)
            assert not surroundings.planned(text, place, opened, None)
            assert not surroundings.wider(shape, place)
            before = text[text.rfind(QUANTITY, 0, place) + 1 : place]
            assert not surroundings.is_rate(before)
            assert not surroundings.is_vague(before)
            assert not any(surroundings.of_another_body(before[:cut], TITLE) for cut in range(len(before) + 1))


@given(
    st.lists(
        st.sampled_from(["上半年", "第三季度", "前两个月", "3月份，", "12月", "至", "收到", "全年", "申请", "。"])
    ).map("".join)
)
def test_part_of_a_year_is_named_by_its_unit(words: str) -> None:
    match = surroundings._WHILE.search(words)
    expected = match is not None and surroundings._WHOLE.search(match.group()) is None
    assert surroundings.of_a_while(words) is expected


@pytest.mark.parametrize(
    "words",
    [
        "举办政府信息公开培训2次，围绕年度报告填报口径专题授课，培训82人次",
        "修订答复文书模板5个，进一步明确回访、审查环节的时限",
        "畅通申请渠道，设置申请受理点4个，主动与申请人沟通9次",
        "建立申请办理台账，距法定时限6个工作日自动提醒",
        "推进无障碍服务，公开申请指南",
    ],
)
def test_what_states_nothing_is_passed_over(words: str) -> None:
    assert not may_state(words)


@given(
    st.lists(
        st.sampled_from([*surroundings._BODIES, *"我本县水务，。7a", "本级", "共", "全年", "累计", "本年", "本年度"])
    ).map("".join)
)
@settings(max_examples=300)
def test_a_body_is_named_at_the_end(words: str) -> None:
    if surroundings._BODY.search(words):
        assert surroundings.ends_with_body(words)


def test_what_a_body_is_named_with_are_letters() -> None:
    assert "".join(map(chr, range(0x4E00, 0xA000))).isalpha()
    assert not surroundings.ends_with_body("2023年，我局共")


APART = st.text(st.sampled_from("1９一零甲 \t\u3000“”'「\x1c\x85\u2028（）"), max_size=9)


@given(APART)
@settings(max_examples=500)
def test_what_shapes_leave_out_is_what_their_pattern_says(words: str) -> None:
    digits = "[0-9０-９零〇一二两三四五六七八九十百千]"
    assert worth._seen(words) == re.sub(r"[\s“”\"‘’'「」]+", "", words)
    assert worth._is_broken(words) is bool(re.search(rf"{digits}[\s“”\"‘’'「」]+{digits}", words))
    assert shapes._Writer(words, 0)._plain is (re.search(r"[\s“”\"‘’'「」（）()]", words) is None)


@given(
    st.lists(st.sampled_from(["收到", "了", "低保", "公开", "信息", "依申请", "申请", "公民", "，", "有关", "的"])).map(
        "".join
    )
)
@settings(max_examples=500)
def test_of_some_kind_are_requests_that_are_not_about_disclosure(words: str) -> None:
    whole = re.compile(r"(?!.*(?:公开|信息|依申请))" + qualifying._OF_SOME_KIND.pattern)
    assert qualifying._of_some_kind(words) is bool(whole.match(words))
