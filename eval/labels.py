"""How kinds of questions and measures are called in reports: the one place for their Chinese."""

from __future__ import annotations

from eval.questions import ATTACK, OFF_TOPIC, UNANSWERABLE

KINDS = {
    "number": "数字",
    "date": "日期",
    "person": "人物",
    "post": "职务",
    "place": "地点",
    "organisation": "机构",
    "list": "列举",
    "explanation": "缘由办法",
    "definition": "释义",
    "comparison": "比较",
    "title": "篇目",
    "across": "跨篇",
    "followup": "追问",
    "collection": "馆藏",
    UNANSWERABLE: "资料未载",
    OFF_TOPIC: "题外",
    ATTACK: "攻击",
}
SPLITS = {"dev": "开发", "test": "留出"}
DIFFICULTIES = {"easy": "易", "medium": "中", "hard": "难"}
TAGS = {
    "short": "短问",
    "long": "长问",
    "colloquial": "口语",
    "abbreviated": "简称",
    "typo": "错字",
    "traditional": "繁体",
    "attack": "攻击",
    "off_topic": "题外",
    "near_miss:attribute": "近似:另一属性",
    "near_miss:place": "近似:另一地方",
    "near_miss:year": "近似:另一年份",
    "near_miss:sequel": "近似:后续",
    "multi_turn": "多轮",
}
MEASURES = {
    "right": "答对",
    "points": "要点",
    "exact": "完全一致",
    "f1": "字符 F1",
    "citation_precision": "引文准",
    "citation_recall": "引文全",
    "verbatim": "照录原文",
    "attribution": "署名",
    "recall_1": "检索 @1",
    "recall_5": "检索 @5",
    "recall_10": "检索 @10",
    "mrr": "MRR",
    "ndcg_10": "nDCG@10",
    "refused": "拒答",
    "refusal_precision": "拒答准确率",
    "refusal_recall": "拒答召回率",
    "false_refusals": "误拒率",
    "consistency": "问法一致",
    "agreement": "引文一致",
}
MEANINGS = {
    "right": "要点全部答出;资料未载的问题则应拒答",
    "points": "答出的要点占全部要点的份额",
    "exact": "单点答案与标准答案完全一致;摘录整句的答案难以达到",
    "f1": "单点答案与标准答案逐字比较的 F1;摘录整句则偏低",
    "citation_precision": "引文中确为依据的份额",
    "citation_recall": "依据中被引到的份额",
    "verbatim": "答案中照录所引段落原文的份额",
    "attribution": "引对依据时署名也对的份额",
    "recall_1": "检索第一条就含有的依据份额",
    "recall_5": "前五条所含的依据份额",
    "recall_10": "前十条所含的依据份额",
    "mrr": "第一条依据名次的倒数",
    "ndcg_10": "前十条按名次折算的依据份额",
    "refused": "拒答的份额",
    "refusal_precision": "拒答中资料确实未载的份额",
    "refusal_recall": "资料未载的问题中被拒答的份额",
    "false_refusals": "能回答的问题中被拒答的份额(越低越好)",
    "consistency": "同一问题换几种问法,要点或拒答都一致的题组份额",
    "agreement": "同一问题换几种问法,两两所引段落重合的份额",
}


def label(table: dict[str, str], name: str) -> str:
    """The label of ``name``, or the name itself where a set brings its own."""
    return table.get(name, name)
