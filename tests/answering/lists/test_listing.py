"""Lists asked for by number: every item, in order, or none at all."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from qa.answering.lists.listing import unlisted
from qa.answering.piece import Piece
from qa.answering.questions.question import understand
from qa.answering.reading.extract import choose
from qa.schema import Article

RIVER = (
    "青溪县:守护一河清水",
    "近年来,青溪县坚持水岸同治、城乡同治,河流水质持续改善。",
    "青溪县建立“五个一”工作机制,即一张河网图、一支巡河队、一本问题账、一套考核法、一笔奖补金,"
    "推动治水责任落到实处。全县38条河流全部明确了河长,实现了“四个到位”。",
    "治水办公室的工作分三步走。第一步,摸清底数,对全县排污口逐一登记造册。"
    "第二步,分类整治,限期封堵直排口。第三步,长效管护,委托公司负责日常巡查。",
    "在资金保障上,青溪县主要有以下做法:①县财政每年安排专项资金;②向上争取中央资金;"
    "③引导社会资本参与。",
    "全县还配备三类人员:保洁员打捞垃圾,护河员发现问题,监督员反映意见。"
    "水利部门管水量,环保部门管水质,农业部门管面源污染。",
)
HOMES = (
    "云岭市老旧小区改造的实践",
    "老旧小区改造是重大民生工程。我们的经验可以概括为以下四个方面。",
    "坚持居民当家,改不改由群众说了算。改造前逐户征求意见,同意的户数过了八成才列入计划。",
    "坚持因地制宜,改什么按需求来定。没有电梯的小区优先加装电梯,停车难的小区增设车位。",
    "坚持多方出资,钱从哪里来大家一起筹。市区两级财政补助六成,管线单位承担两成。",
    "坚持建管并重,改完之后怎么管提前谋划。每个改造小区都成立业主委员会。",
    "改造中也遇到困难。一方面,低楼层住户担心影响采光;另一方面,居民出资意识不强。",
    "下一步,市里将落实“六有”标准,推动物业、养老、托育、家政等服务进小区。",
)
SCHOOL = (
    "让劳动教育落地生根",
    "劳动教育怎么落地?临江中学围绕三个环节作了探索。",
    "#开好劳动课程",
    "学校把种植、烹饪、木工写进课表,每周一节。教师由农艺师和厨师担任。",
    "#建好实践基地",
    "学校租下二十亩荒地,让每个班认领一块。基地还建起了大棚和工坊。",
    "#用好评价手段",
    "学校为每名学生建立劳动档案。档案的结果写入综合素质评价。",
)


Rate = Callable[..., list[Piece]]


@pytest.fixture
def rate(article: Callable[..., Article], rated: Rate) -> Rate:
    """Rates the sentences of an article given as its texts."""

    def rate(texts: tuple[str, ...], *likely: str, support: float = 0.9) -> list[Piece]:
        return rated(article(*texts), *likely, support=support)

    return rate


@pytest.mark.parametrize(
    ("source", "question", "likely", "begins"),
    [
        (RIVER, "青溪县的“五个一”机制是哪五个一?", "近年来", ["青溪县建立"]),
        (RIVER, "治水办公室分哪三步走?", "第一步", ["治水办", "第一步", "第二步", "第三步"]),
        (RIVER, "治水资金有哪三种做法?", "在资金保障上", ["在资金保障上"]),
        (RIVER, "全县配备了哪三类人员?", "全县还配备", ["全县还配备"]),
        (RIVER, "水利、环保、农业部门各管什么?", "水利部门", ["水利部门"]),
        (HOMES, "老旧小区改造的经验是哪四个方面?", "老旧小区", ["我们", *["坚持"] * 4]),
        (HOMES, "小区改造要做到哪四个坚持?", "改造中", ["我们", *["坚持"] * 4]),
        (HOMES, "改造遇到了哪两方面困难?", "改造中", ["改造中", "一方面", "另一方"]),
        (SCHOOL, "劳动教育抓了哪三个环节?", "学校把", ["临江中", "开好", "建好", "用好"]),
    ],
)
def test_a_list_is_told_item_by_item_in_its_order(
    rate: Rate, source: tuple[str, ...], question: str, likely: str, begins: list[str]
) -> None:
    chosen = choose(understand(question), rate(source, likely), 0.5)
    assert [p.text[: len(b)] for p, b in zip(chosen, begins, strict=True)] == begins


@pytest.mark.parametrize(
    ("source", "question", "likely"),
    [
        (RIVER, "“四个到位”分别是哪四个到位?", "全县38条"),
        (HOMES, "“六有”标准是哪六有?", "下一步"),
        (HOMES, "“六有”标准包括哪些?", "下一步"),
    ],
)
def test_a_list_that_is_only_named_is_not_made_up(
    rate: Rate, source: tuple[str, ...], question: str, likely: str
) -> None:
    ranked = rate(source, likely)
    assert choose(understand(question), ranked, 0.5) == []
    assert unlisted(understand(question), ranked)[0] in "四六"


def test_what_an_author_divides_his_article_into_is_listed_however_it_is_called(
    rate: Rate,
) -> None:
    signed = [
        replace(piece, article=replace(piece.article, authors=("周立",)))
        for piece in rate(SCHOOL, "劳动教育", support=0.1)
    ]
    asked = understand("周立给学校开了三剂方子,都叫什么?")
    assert [p.text[:2] for p in choose(asked, signed, 0.5)][-3:] == ["开好", "建好", "用好"]
    assert choose(understand("学校开了三剂方子,都叫什么?"), signed, 0.5) == []


def test_a_number_in_a_name_asks_for_no_list_where_a_date_is_wanted(rate: Rate) -> None:
    assert unlisted(understand("“四个到位”从哪一年开始?"), rate(RIVER, "全县38条")) == ""


def test_a_numbered_list_of_another_number_does_not_answer(rate: Rate) -> None:
    texts = (
        "就业",
        "上半年就业稳定。一是新增就业人数比去年同期明显上升,大中小企业都在招人。二是失业率回落。三是重点群体稳定。",
    )
    chosen = choose(understand("就业要从哪五头使劲?"), rate(texts, "一是"), 0.5)
    assert [p.text[:2] for p in chosen] == ["一是"]


def test_a_sentence_that_lists_what_is_asked_for_is_enough(rate: Rate) -> None:
    texts = (
        "党建",
        "要落实三个方面的要求。一要把组织延伸到新经济组织、新社会组织、新就业群体。"
        "二要抓好农村党建和社区党建,夯实基层基础。三要管好干部队伍和人才队伍建设。",
    )
    (best, *others) = rate(texts, "一要把")
    at = best.text.index("新经济") + best.start
    marked = replace(best, span=(at, best.end - 1), reading=5.0)
    chosen = choose(understand("组织要延伸到哪几类“新”的群体?"), [marked, *others], 0.5)
    assert [p.text[:3] for p in chosen] == ["一要把"]


def test_a_number_of_things_is_no_list_of_others(rate: Rate) -> None:
    texts = (
        "百强",
        "百强区有五大特征。一是集聚。二是东强西弱。三是梯队。四是创新。五是开放。",
        "西部有18个区。",
    )
    chosen = choose(understand("西部有几个区进了百强?"), rate(texts, "西部"), 0.5)
    assert [p.text for p in chosen] == ["西部有18个区。"]


@pytest.mark.parametrize(
    ("texts", "question", "begins"),
    [
        (
            (
                "茶会",
                "来自江北、江南、渡口、码头四地的两千名客人到场。",
                "茶会以品茶、赏花、听戏、露营四个展区为抓手。",
            ),
            "茶会分了哪四块展区?",  # counted and named behind it
            "茶会",
        ),
        (
            (
                "机关",
                "机关干部要练就判断力、领悟力、执行力,把机关工作做好。",
                "要发扬孺子牛、拓荒牛、老黄牛精神。",
            ),
            "机关干部要学哪三种牛?",  # each called so
            "要发",
        ),
    ],
)
def test_a_list_of_what_is_asked_for_comes_before_others(
    rate: Rate, texts: tuple[str, ...], question: str, begins: str
) -> None:
    chosen = choose(understand(question), rate(texts, texts[1][:4]), 0.5)
    assert [p.text[:2] for p in chosen] == [begins]


def test_a_name_among_other_names_is_not_told_by_them(rate: Rate) -> None:
    texts = ("学习", "要增强“四个意识”、坚定“四个自信”、落实“三会一课”。")
    assert choose(understand("“三会一课”是什么?"), rate(texts, "要增强"), 0.5) == []


def test_a_list_behind_another_thing_is_not_what_a_name_stands_for(rate: Rate) -> None:
    texts = ("数字化", "要走“三融五跨”的路径,做到集约建设、互联互通、协同联动。")
    assert choose(understand("“三融五跨”是哪三融?"), rate(texts, "要走"), 0.5) == []


def test_the_askers_own_way_of_counting_is_no_name(rate: Rate) -> None:
    chosen = choose(understand("青溪县治水的四招是哪四招?"), rate(RIVER, "近年来"), 0.5)
    assert [p.text[:3] for p in chosen] == ["近年来"]


def test_a_list_called_by_its_name_answers_however_unlikely_its_sentence(
    rate: Rate,
) -> None:
    question = understand("“五个一”机制是哪五个一?")
    chosen = choose(question, rate(RIVER, "近年来", support=0.1), 0.5)
    assert [p.text[:4] for p in chosen] == ["青溪县建"]


def test_without_a_name_an_unlikely_list_does_not_answer(rate: Rate) -> None:
    question = understand("青溪县的干部有哪三类人员?")
    assert choose(question, rate(RIVER, "近年来", support=0.1), 0.5) == []


def test_a_list_of_another_number_leaves_the_answer_to_the_best_sentence(
    rate: Rate,
) -> None:
    chosen = choose(understand("治水要抓哪七件大事?"), rate(RIVER, "近年来"), 0.5)
    assert [p.text[:3] for p in chosen] == ["近年来"]


def test_a_number_that_is_not_asked_for_makes_no_list(rate: Rate) -> None:
    question = understand("“五个一”机制推动了什么?")
    chosen = choose(question, rate(RIVER, "全县38条"), 0.5)
    assert [p.text[:5] for p in chosen] == ["全县38条"]


def test_a_list_that_another_likely_sentence_announces_is_the_answer(rate: Rate) -> None:
    texts = (
        "药站",
        "药站受到老人欢迎。药站有三大亮点。第一,定点推送。每天推送知识。第二,便捷咨询。"
        "随时可以问。第三,高效服务。会诊不出门。",
    )
    asked = understand("药站有哪些特色?")
    likely = rate(texts, "药站受到", "药站有三")
    assert [p.text[:3] for p in choose(asked, likely, 0.5)] == ["药站有", "第一,", "第二,", "第三,"]
    unlikely = rate(texts, "药站受到")
    assert [p.text[:4] for p in choose(asked, unlikely, 0.5)] == ["药站受到"]
