"""Chinese personal names as they stand in bylines."""

from __future__ import annotations

import re
from functools import cache

from qa.words import known

_SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭"
    "郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平"
    "黄和穆萧兰尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜"
    "郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮"
    "龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊"
    "宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双"
    "闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容"
    "向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空"
    "曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫付代仝岳帅缑亢况郈有琴商牟佘佴伯赏墨哈谯笪年"
    "爱阳佟言福丛覃辜展苟原苑官候修鹿楼信占阿仁来鄢涂操谌雒邸门敬晋牙由月及练渠揭但母户展"
    "劉張陳楊趙黃吳孫馬鄭許鄧馮蕭葉羅賈鐘譚陸嚴韓龔盧蘇蔣閻錢湯賴顧龍萬賀"
)
_COMPOUND = frozenset(
    (
        "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 "
        "皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 "
        "子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 "
        "段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五"
    ).split()
)
_HAN = re.compile(r"[\u3400-\u9fff]{2,4}$")
_DOTTED = re.compile(r"[\u3400-\u9fff]{1,8}(?:[·•・][\u3400-\u9fff]{1,8}){1,3}$")
_SEPARATORS = re.compile(r"[\s、,，;；/]+")
_FREQUENT = 1000  # above this count in jieba's dictionary, a word that can be a name seldom is


def is_name(text: str, marked: bool = False) -> bool:
    """Tell whether ``text`` is a personal name without inner spaces.

    A name begins with a surname and is no word of the dictionary. Behind a byline mark any
    word of two to four ideographs that is not in the dictionary will do.
    """
    if _DOTTED.match(text):
        return marked or not any(_is_word(text[i : i + 2]) for i in range(len(text) - 1))
    return ((marked and bool(_HAN.match(text))) or _is_shaped(text)) and not _is_word(text)


def names(text: str, marked: bool = False) -> tuple[str, ...]:
    """Return the names that ``text`` consists of, or nothing if it holds anything else.

    Names may be set with a space inside, as in ``李 明``, and stand several in a row. Among
    several, or set so, a name may be a word of the dictionary too.
    """
    tokens = [token for token in _SEPARATORS.split(text.strip()) if token]
    if len(tokens) == 3 and all(len(token) == 1 for token in tokens):
        tokens = ["".join(tokens)]
    found: list[str] = []
    for token in tokens:
        if len(token) == 1 and found and (len(found[-1]) == 1 or found[-1] in _COMPOUND):
            found[-1] += token
        else:
            found.append(token)
    sure = [is_name(name, marked) or (name not in tokens and _is_shaped(name)) for name in found]
    if any(sure) and all(s or _is_shaped(name) for s, name in zip(sure, found, strict=True)):
        return tuple(found)
    return ()


def _is_shaped(text: str) -> bool:
    """Tell whether ``text`` begins with a surname and is as long as a name."""
    if not _HAN.match(text):
        return False
    return len(text) in (3, 4) if text[:2] in _COMPOUND else text[0] in _SINGLE and len(text) <= 3


@cache
def _is_word(text: str) -> bool:
    """Tell whether the dictionary knows ``text`` as a word other than a name."""
    frequency, tag = known(text)
    return frequency > _FREQUENT or (frequency > 0 and not tag.startswith("nr"))
