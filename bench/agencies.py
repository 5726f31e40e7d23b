"""Invented public bodies: what they are called, how they speak of themselves, what they have to disclose."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from bench.figures import Scale

Kind: TypeAlias = Literal["县级部门", "乡镇街道", "市级部门", "县级政府", "授权组织"]
KINDS: tuple[Kind, ...] = ("县级部门", "乡镇街道", "市级部门", "县级政府", "授权组织")

_FIRST = "澄岚汐砚鹭霁樟栖沅漪翎峤湄璟暄桉"
_SECOND = "溪浦岫渚原陵屿川谷坪湾岭汀皋"
_TOWNS = "柳杉棠枫荷稻橘柏桐菱茶梨槐榆"
_TOWN_ENDS = "桥铺店塘埠岗坝墩堰冲坞畈"

_SCALES: Mapping[Kind, Scale] = {
    "县级部门": Scale(26, 0.15, 6, 900, 160, 14, 60, 9),
    "乡镇街道": Scale(9, 0.35, 3, 120, 25, 3, 0, 4),
    "市级部门": Scale(90, 0.05, 9, 2600, 420, 30, 320, 16),
    "县级政府": Scale(360, 0.0, 18, 90000, 5200, 600, 800, 60),
    "授权组织": Scale(18, 0.25, 4, 300, 40, 4, 40, 6),
}


class Agency(NamedTuple):
    """A body: full name, what it calls itself, its units, its place, its level of government and its subjects."""

    name: str
    kind: Kind
    own: str
    units: str
    place: str
    parent: str
    channel: str
    subjects: tuple[str, ...]
    scale: Scale


DEPARTMENTS: Mapping[str, tuple[str, ...]] = {
    "水利局": ("河湖长制", "农村供水保障", "水资源管理", "水土保持", "水旱灾害防御", "水利工程建设", "取水许可"),
    "教育体育局": ("义务教育招生", "学生资助", "校外培训治理", "教师招聘", "校园食品安全", "中考政策", "体育设施开放"),
    "农业农村局": (
        "惠农补贴",
        "高标准农田建设",
        "农机购置补贴",
        "动物防疫",
        "农产品质量安全",
        "种业监管",
        "农村厕所改造",
    ),
    "住房和城乡建设局": ("保障性住房", "老旧小区改造", "房屋征收", "物业管理", "施工许可", "燃气安全", "工程质量监督"),
    "交通运输局": ("农村公路建设", "客运服务", "道路运输许可", "公路养护", "交通执法", "出租汽车管理", "港航管理"),
    "卫生健康委员会": ("医疗机构校验", "预防接种", "家庭医生签约", "公共场所卫生许可", "医疗服务价格", "职业健康监管"),
    "市场监督管理局": (
        "食品安全抽检",
        "企业注册登记",
        "特种设备监管",
        "消费维权",
        "价格监管",
        "知识产权保护",
        "计量检定",
    ),
    "民政局": ("低保救助", "养老服务", "婚姻登记", "社会组织登记", "地名管理", "残疾人两项补贴", "殡葬服务"),
    "应急管理局": ("安全生产执法", "防灾减灾", "危险化学品监管", "应急预案", "事故调查", "森林防灭火", "安全培训考核"),
    "人力资源和社会保障局": ("就业补助资金", "社会保险经办", "职业技能培训", "劳动监察", "人才引进", "事业单位招聘"),
    "自然资源和规划局": ("土地征收", "规划许可", "不动产登记", "矿业权管理", "用地审批", "地质灾害防治", "测绘管理"),
    "生态环境局": ("环境影响评价", "空气质量", "排污许可", "水环境监测", "固体废物管理", "生态保护督察整改"),
    "文化和旅游局": ("公共文化服务", "旅游市场监管", "文物保护", "非物质文化遗产", "文艺演出许可", "图书馆服务"),
    "审计局": ("审计结果公告", "审计整改", "预算执行审计", "专项资金审计", "政府投资审计", "审计项目安排"),
    "财政局": ("预算决算", "惠民惠农补贴", "政府债务", "政府采购监管", "国有资产报告", "财政专项资金", "绩效评价"),
    "统计局": ("统计公报", "月度统计数据", "人口抽样调查", "经济普查", "统计执法", "统计年鉴", "名录库管理"),
}
"""Departments: name, and the subjects that each discloses."""
_TOWN_SUBJECTS = (
    "民生保障",
    "惠农补贴",
    "社会救助",
    "村级财务",
    "征地补偿",
    "基层治理",
    "乡村建设",
    "安全生产",
    "环境整治",
)
_COUNTY_SUBJECTS = (
    "财政预决算", "重大建设项目", "公共资源配置", "社会救助", "义务教育",
    "生态环境", "药品监管", "土地征收", "就业创业", "乡村振兴",
)  # fmt: skip
_PARK_SUBJECTS = (
    "招商项目",
    "企业扶持政策",
    "园区规划",
    "工程招投标",
    "安全环保监管",
    "土地出让",
    "人才公寓",
    "规划环评",
)
_FUND_SUBJECTS = ("缴存提取政策", "贷款额度", "增值收益", "缴存比例", "异地贷款", "年度信息披露", "网点服务")


def make_agency(rng: random.Random, kind: Kind) -> Agency:
    """An invented body of this kind."""
    county = rng.choice(_FIRST) + rng.choice(_SECOND) + rng.choice("县县县区区市")
    city = rng.choice(_FIRST) + rng.choice(_SECOND) + "市"
    scale = _SCALES[kind]
    match kind:
        case "县级部门":
            return _department(rng, kind, county, rng.choice(("股室", "科室")), scale)
        case "市级部门":
            return _department(rng, kind, city, "处室", scale)
        case "乡镇街道":
            return _town(rng, county)
        case "县级政府":
            return _county(rng, county)
        case "授权组织":
            return _authorised(rng, city, county, scale)


def _department(rng: random.Random, kind: Kind, place: str, units: str, scale: Scale) -> Agency:
    return department(kind, place, rng.choice(list(DEPARTMENTS)), units, scale)


def department(kind: Kind, place: str, name: str, units: str = "科室", scale: Scale | None = None) -> Agency:
    """The department called ``name`` of a place; ``KeyError`` for one that there is not among :data:`DEPARTMENTS`."""
    own = "我委" if name.endswith("委员会") else "我局"
    return Agency(place + name, kind, own, units, place, place, name, DEPARTMENTS[name], scale or _SCALES[kind])


def _county(rng: random.Random, county: str) -> Agency:
    """A county's government (for all its departments), or its office (for itself: it licenses and fines nobody)."""
    return government(county) if rng.random() < 0.6 else office(county)


def government(place: str) -> Agency:
    """The government of a county or a city."""
    name, own = f"{place}人民政府", f"我{place[-1]}"
    return Agency(name, "县级政府", own, "部门", place, place, "政务", _COUNTY_SUBJECTS, _SCALES["县级政府"])


def office(county: str) -> Agency:
    """The office of a government, for itself."""
    small = _SCALES["县级部门"]._replace(licences=0, penalties=0, coercions=0, fee=0, documents=12)
    return Agency(
        f"{county}人民政府办公室", "县级政府", "我办", "科室", county, county, "政务", _COUNTY_SUBJECTS, small
    )


def _town(rng: random.Random, county: str) -> Agency:
    stem = rng.choice(_TOWNS) + rng.choice(_TOWN_ENDS)
    end = rng.choice(("镇", "镇", "乡", "街道"))
    return town(county, stem, end)


def town(county: str, stem: str, end: str) -> Agency:
    """A town (``镇``, ``乡``) or an urban district (``街道``) of a county."""
    scale, own = _SCALES["乡镇街道"], f"我{end}"
    office = "办事处" if end == "街道" else "人民政府"
    name = f"{county}{stem}{end}{office}"
    return Agency(name, "乡镇街道", own, "站所", stem + end, county, "发布", _TOWN_SUBJECTS, scale)


def _authorised(rng: random.Random, city: str, county: str, scale: Scale) -> Agency:
    park = rng.choice(("经济技术开发区", "高新技术产业开发区", "现代农业产业园区", "临港产业园区"))
    if rng.random() < 0.25:
        name, own = f"{city}住房公积金管理中心", "我中心"
        return Agency(name, "授权组织", own, "科室", city, city, "公积金", _FUND_SUBJECTS, scale)
    home = rng.choice((city, county))
    return Agency(f"{home}{park}管理委员会", "授权组织", "我委", "部门", home, home, "园区", _PARK_SUBJECTS, scale)
