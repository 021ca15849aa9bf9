"""The five pages of the collection, read by a person and by the program."""

from __future__ import annotations

import pytest

from qa.schema import Article, Page, Role

SOUTHWEST = "西南政法大学"
EXPECTED = [
    # page, headline (empty where the page has lost it), authors, affiliation, paragraphs
    ("000", "在中国式现代化建设中打造璧山“五新”样板", "秦文敏", "中共璧山区委书记", 6),
    ("000", "加快构建和完善国家安全法治体系", "马丙合",
     f"{SOUTHWEST}生国家安全学院博士、巫溪县委宣传部部长", 4),
    ("000", "“六单工作法”架起新时代服务群众的桥梁", "任显智", "开州区委常委、宣传部部长", 4),
    ("000", "", "宋建峰",
     "重庆市第十批援藏干部人才工作队队员、西藏昌都市察雅县住房和城乡建设局副局长", 4),
    ("000", "以“三个协同”推进市域社会治理现代化", "侯金亮", "本报编辑", 4),
    ("001", "提高基层党组织组织领导基层治理的能力", "王政堂", "青島市委党校", 15),
    ("001", "以人民为中心,完善城市更新法治保障", "陆静", "青島市委党校", 13),
    ("001", "充分释放基层治理效能", "孙科强", "平度市纪委监委", 4),
    ("001", "数字经济推动制造业高质量发展", "李岳芹", "青島市即墨区委党校", 5),
    ("002", "以高质量党建引领保障现代化新重庆建设", "李旭阁", "重庆大学马克思主义学院", 4),
    ("002", "牢牢把握「加快建设新时代市域党建新高地」总目标", "谢俊",
     "重庆邮电大学马克思主义学院", 9),
    ("002", "加快推进党建统领基层治理现代化改革", "胡万铁", "重庆工商大学", 5),
    ("002", "提升领导干部数字化履职能力的四大着力点", "吴波",
     "重庆市中国特色社会主义理论体系研究中心市委党校分中心", 5),
    ("003", "把主题教育成效转化为推进数字重庆建设的强大动力", "王志杰", "中共涪陵区委书记", 4),
    ("003", "突出“三个强化”推动办公厅工作高质量发展", "张萌", "市委宣传部办公室主任", 4),
    ("003", "增强内生发展动力 推动县域全面振兴", "王中", "中共巫溪县委副书记、县长", 5),
    ("003", "不断深化学校国家安全教育实践", "姚文平",
     f"{SOUTHWEST}国家安全学院博士、市委组织干部处副处长", 5),
    ("003", "抓实以学正风推动教育督导高质量发展", "吴边、殷新",
     "重庆市教育委员会督导室、重庆市教育科学研究院督导研究所", 4),
    ("004", "让巡察“利剑”直达村级“神经末梢”", "周尤", "新重庆-重庆日报首席记者", 26),
    ("004", "西部特色产业“拔节生长” 科技创新助力弯道超车", "吴燕霞、陈一帆、马丽娟",
     "新华社记者", 13),
    ("004", "“小哥来了”管用,骑手扫码“秒进门”", "左黎韵", "新重庆-重庆日报记者", 4),
    ("004", "", "", "", 13),
    ("004", "全国人大代表刘平:改善环境 吸引更多青年进入先进制造业", "", "", 14),
    ("004", "全国政协委员杨新民:服务社会 用数学计算出发展“最优解”", "", "", 12),
]  # fmt: skip


def find(articles: list[Article], author: str) -> Article:
    return next(article for article in articles if article.author == author)


def test_every_article_is_found_under_its_headline_and_author(seed_articles: list[Article]) -> None:
    found = [
        (a.source[:3], a.title if a.titled else "", a.author, a.affiliation, len(a.paragraphs))
        for a in seed_articles
    ]
    assert found == EXPECTED


def test_a_lost_headline_is_replaced_by_a_short_label_and_said(
    seed_articles: list[Article],
) -> None:
    untitled = [article for article in seed_articles if not article.titled]
    assert [a.title for a in untitled] == [
        "党的二十大报告指出,提升环境基础设施建设水平…",
        "规范财产保全工作,防止超权限、超范围、超数额…",
    ]
    assert all(len(a.title) <= 24 and any("标题" in d for d in a.doubts) for a in untitled)
    assert all(a.confidence < 1 for a in untitled)


def test_notes_and_subtitles_are_kept_apart(seed_articles: list[Article]) -> None:
    assert find(seed_articles, "李旭阁").note == "本文为重庆市教委人文社科研究项目成果"
    assert find(seed_articles, "吴燕霞、陈一帆、马丽娟").note == "据新华社北京2月21日电"
    assert find(seed_articles, "周尤").subtitle.startswith("市委巡视办有关负责人解读")
    assert find(seed_articles, "左黎韵").subtitle == "渝中区创新新就业群体服务场景"


def test_sentences_cut_by_a_column_end_are_whole_again(seed_articles: list[Article]) -> None:
    texts = "\n".join(p.text for article in seed_articles for p in article.paragraphs)
    for phrase in (
        "靶向突破一批核心技术和关键工艺",
        "以主体协同推进市域社会治理现代化。主体协同",
        "问题精准解决。",
        "重点工作、重大项目、重要事项",
        "为支持民营经济发展",
        "《重庆市市委巡察工作规划(2018—2022年)》",
    ):
        assert phrase in texts


def test_columns_that_alternate_are_told_apart(seed_articles: list[Article]) -> None:
    party = "\n".join(p.text for p in find(seed_articles, "王政堂").paragraphs)
    city = "\n".join(p.text for p in find(seed_articles, "陆静").paragraphs)
    assert "健全城乡社区治理体系,确保基层事情基层办" in party
    assert "让数据多跑路、群众少跑腿" in party
    assert "以人民为中心是城市更新行动的出发点和落脚点" in city
    assert "“城市更新和城市建设设法律服务团”" in city
    assert "城市更新" not in party
    assert "基层党组织" not in city


def test_a_block_divided_between_two_articles_is_marked(seed_articles: list[Article]) -> None:
    for author in ("王政堂", "陆静"):
        article = find(seed_articles, author)
        assert any("并排" in p.doubt for p in article.paragraphs)
        assert article.confidence < 1
    assert any("作者单位" in doubt for doubt in find(seed_articles, "陆静").doubts)


@pytest.mark.parametrize("author", ["孙科强", "李岳芹", "谢俊", "王志杰", "周尤"])
def test_articles_that_are_whole_carry_no_doubt(author: str, seed_articles: list[Article]) -> None:
    article = find(seed_articles, author)
    assert article.confidence == 1.0
    assert not article.doubts
    assert not any(p.doubt for p in article.paragraphs)


def test_questions_captions_and_subheads_are_known_as_such(seed_articles: list[Article]) -> None:
    interview = find(seed_articles, "周尤")
    roles = [p.role for p in interview.paragraphs]
    assert roles.count(Role.QUESTION) == 3
    assert roles.count(Role.SUBHEAD) == 3
    assert seed_articles[22].paragraphs[0].role is Role.CAPTION


def test_running_heads_belong_to_no_article(
    seed_articles: list[Article], seed_pages: list[Page]
) -> None:
    owned = "\n".join(p.text for a in seed_articles for p in (a.head, *a.paragraphs)).split("\n")
    for line in ("领导干部学习笔谈", "基层学报告", "学思践悟", "权威发布", "报效祖国 建功西部"):
        assert any(line in page.text for page in seed_pages)
        assert line not in owned
