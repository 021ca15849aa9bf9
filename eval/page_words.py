"""Invented people, posts, column names and other small print of made pages."""

from __future__ import annotations

from random import Random

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚"
    "卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季"
)
_COMPOUND = ("欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "令狐", "尉迟")
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰建华文博子轩雨桐志远思齐国庆晓燕春梅海波永红玉珍凤琴"
    "立新学东少云振宇佳怡欣然浩宁晨曦嘉诚泽民瑞祥德福光荣家豪鸣岐若溪冰莹婉清逸飞天翔宏图凯旋正义守信佩兰"
)
_PLACES = (
    "临川 东阳 清江 南陵 永安 安平 宁河 新丰 西山 北川 望江 青云 龙泉 石桥 云溪 金沙 "
    "平湖 长岭 松林 白水 红河 江口 河阳 海宁 山阴 郑集 沙洲 兰溪 常乐 广平 桐城 浦江 "
    "青岛 成都 济南 合肥 长沙 昆明 兰州 南宁"
).split()
_SCHOOLS = "马克思主义学院 法学院 经济管理学院 公共管理学院 新闻学院 教育学院 国家安全学院".split()
_PAPERS = "日报 晚报 时报 都市报".split()
_COLUMNS = (
    "理论前沿 学习笔谈 思想纵横 观点 言论 思想者 民生视窗 基层一线 百姓话题 本期关注 "
    "法治经纬 社会万象 读者来信 热点透视 记者调查 新视野 学思录 调研手记 改革进行时 "
    "文化走廊 权威访谈 圆桌 他山之石 建言 时评 要闻 综合 “乡村振兴”时评 “清风”漫谈 "
    "今日谈 编读往来 一家之言 治理有方 微观察 干部论坛 党校论苑 人物 深读 大家谈"
).split()
_SLOGANS = (
    "深入学习贯彻全会精神",
    "学习宣传贯彻党的二十大精神",
    "奋进新征程 建功新时代",
    "高质量发展调研行",
    "■观点 ■对话 ■纵深",
    "推动学习贯彻主题教育走深走实",
    "稳中求进 开局起步看信心",
    "开栏的话",
    "学习贯彻习近平新时代中国特色社会主义思想",
    "聚焦两会 共话发展",
)


def person(draw: Random) -> str:
    """Invent a name of two to four characters."""
    if draw.random() < 0.02:
        return draw.choice(_COMPOUND) + "".join(draw.sample(_GIVEN, draw.choice((1, 2))))
    return draw.choice(_SURNAMES) + "".join(draw.sample(_GIVEN, draw.choice((1, 2, 2))))


def people(draw: Random, two: float) -> tuple[str, ...]:
    """Invent the author of an article, or with the chance ``two`` two of them."""
    first, second = person(draw), person(draw)
    return (first, second) if draw.random() < two and first != second else (first,)


def post(draw: Random) -> str:
    """Invent what an author is: an institution, a post or both."""
    place, other = draw.sample(_PLACES, 2)
    return draw.choice(
        (
            f"{place}市委党校",
            f"中共{place}市委党校副教授",
            f"{place}大学{draw.choice(_SCHOOLS)}",
            f"{place}大学{draw.choice(_SCHOOLS)}教授、博士生导师",
            f"中共{place}县委书记",
            f"{place}区委副书记、区长",
            f"{place}市{other}区住房和城乡建设局副局长",
            f"{place}省社会科学院研究员",
            f"{place}市委宣传部办公室主任",
            f"{place}师范大学",
            f"{place}市纪委监委",
            "本报评论员",
            f"{place}市中国特色社会主义理论体系研究中心{other}大学分中心研究员",
        )
    )


def institution(draw: Random) -> str:
    """Invent where an author works, as it stands before a name."""
    place = draw.choice(_PLACES)
    return draw.choice(
        (f"{place}市委党校", f"{place}大学{draw.choice(_SCHOOLS)}", f"{place}大学教授")
    )


def desk(draw: Random, paper: str) -> str:
    """Invent what a reporter's name stands behind."""
    kinds = ("记者",) * 4 + ("首席记者", "全媒体记者", "见习记者", "特约记者")
    return draw.choice(("本报", "本报", paper, f"{paper[:2]}融媒")) + draw.choice(kinds)


def paper_name(draw: Random) -> str:
    """Invent a newspaper."""
    return draw.choice(_PLACES) + draw.choice(_PAPERS)


def note(draw: Random) -> str:
    """Invent the project that paid for an essay."""
    place = draw.choice(_PLACES)
    return draw.choice(
        (
            f"本文为{place}市社科规划项目阶段性成果",
            "本文系国家社会科学基金项目成果",
            f"本文为{place}市教委人文社科研究项目成果",
        )
    )


def wire(draw: Random) -> str:
    """Invent the source of a report, as it stands in brackets below it."""
    day = f"{draw.randint(1, 12)}月{draw.randint(1, 28)}日"
    return draw.choice(
        (
            f"据新华社{draw.choice(_PLACES)}{day}电",
            f"新华社北京{day}电",
            "据新华社",
            "综合新华社报道",
            f"据《{paper_name(draw)}》",
            f"来源：{paper_name(draw)}",
        )
    )


def dateline(draw: Random, paper: str, names: tuple[str, ...]) -> str:
    """Invent the words that a report opens with, its reporters among them."""
    day = f"{draw.randint(1, 12)}月{draw.randint(1, 28)}日"
    who = " ".join(names)
    place = draw.choice(_PLACES)
    return draw.choice(
        (
            f"本报讯（记者 {who}）",
            f"本报讯（记者{who}）",
            f"本报{place}{day}电（记者 {who}）",
            f"新华社{place}{day}电（记者{'、'.join(names)}）",
            f"{paper[:2]}讯（首席记者 {who}）",
            f"本报讯（通讯员 {who}）",
        )
    )


def caption(draw: Random, what: str) -> str:
    """Invent the line below a photograph of ``what``."""
    name = person(draw)
    return draw.choice(
        (
            f"图为{what}。 本报记者 {name} 摄",
            f"{what}。（资料图片）",
            f"{name} （受访者供图）",
            f"{what}。新华社发（{name} 摄）",
            f"▲{what}。 {name} 摄",
            f"{what} {name}/摄",
        )
    )


def masthead(draw: Random, paper: str) -> tuple[str, ...]:
    """Invent what stands at the top of a page: paper, date, page number."""
    date = f"202{draw.randint(0, 6)}年{draw.randint(1, 12)}月{draw.randint(1, 28)}日"
    day = "星期" + draw.choice("一二三四五六日")
    number, column = f"{draw.randint(1, 16):02}", draw.choice(_COLUMNS)
    return draw.choice(
        (
            (f"{paper} {date} {day}",),
            (paper, date, f"{number}版"),
            (f"{date} {day}", f"第{int(number)}版 {column}"),
            (f"{column} {number}", date),
            (f"{paper}　{date}　{day}　{column}　{number}",),
        )
    )


def banner(draw: Random) -> tuple[str, ...]:
    """Invent the slogans and column names at the top of a page."""
    return tuple(draw.choice(draw.choice((_COLUMNS, _SLOGANS))) for _ in range(draw.randint(1, 3)))


def column_name(draw: Random) -> str:
    """Invent the name of a column above an article."""
    return draw.choice(_COLUMNS)


def staff(draw: Random) -> str:
    """Invent the line that names who made the page."""
    one, two, three = (person(draw) for _ in range(3))
    return draw.choice(
        (
            f"责任编辑：{one}",
            f"本版编辑 {one} 美编 {two}",
            f"责编：{one} 版式：{two} 校对：{three}",
            f"责任编辑：{one} 电话：0{draw.randint(10, 99)}-{draw.randint(6000000, 8999999)}",
            f"统筹 {one} 本版责编 {two}",
        )
    )


def filler(draw: Random, paper: str) -> str:
    """Invent furniture that a scan left in the middle of an article."""
    return draw.choice(
        (
            masthead(draw, paper)[0],
            column_name(draw),
            draw.choice(_SLOGANS),
            f"{paper[:2]}新闻网 www.{draw.choice('abcdef')}ews.cn",
        )
    )
