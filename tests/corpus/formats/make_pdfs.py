"""Write the PDF files beside this one. Needs a Chinese font: ``make_pdfs.py FONT.ttc``."""

from __future__ import annotations

import sys
from pathlib import Path

from fpdf import FPDF

HERE = Path(__file__).parent
FIRST = [
    "清晨六点,山城老街的石板路上已有行人。卖豆花的摊主支起炉灶,热气顺着屋檐往上走,"
    "对面的茶馆也卸下了第一块门板。三年前,这里还是一片等待拆除的旧房。",
    "变化从一次座谈开始。住户、工匠和设计师围坐在一起,把每一栋房子的来历讲了一遍,"
    "最后决定不拆一栋,只换掉腐朽的梁柱,让老街继续住人、继续做生意。",
]
SECOND = [
    "修缮的难处在材料。老瓦烧制的窑口早已停火,工匠们沿江走了两百多公里,在三个乡镇收来"
    "四万片旧瓦,一片一片敲过声音,才铺上屋顶。",
    "去年,老街接待游客三十万人次,一百二十户居民开起了店。下一步,当地打算把沿江的步道"
    "也接进来,让游客多停留半天。",
]
OTHER = [
    "入冬以来,县农技站的技术员每周三到果园,教果农修枝、培土、施有机肥。今年新建的冷库"
    "可存果两千吨,果子可以错开集中上市的时间。",
    "合作社负责人说,今年的果子能卖到两块五一斤。",
]
NEXT = [
    "施工队把施工时间改在上午九点以后,让住户能睡个好觉。每换一根梁,都请老木匠看过,"
    "新梁和旧梁用榫头接在一起,不用一颗铁钉。"
]


class Sheet(FPDF):
    """A page of a newspaper with one font."""

    def __init__(self, font: str) -> None:
        super().__init__(format="A4")
        self.add_font("news", fname=font)
        self.c_margin = 0

    def line(self, x: float, y: float, text: str, size: float) -> None:  # type: ignore[override]
        self.set_font("news", size=size)
        self.text(x, y, text)

    def column(self, x: float, y: float, width: float, paragraphs: list[str]) -> None:
        """Set paragraphs below each other, each line as long as fits."""
        for paragraph in paragraphs:
            line = "\u3000\u3000"
            for sign in paragraph:
                if self.get_string_width(line + sign) > width:
                    self.text(x, y, line)
                    line, y = "", y + 6
                line += sign
            self.text(x, y, line)
            y += 6


def newspaper(font: str) -> Sheet:
    """Two pages, each with a headline; the first in two columns."""
    sheet = Sheet(font)
    sheet.add_page()
    sheet.line(30, 25, "老街不拆一栋房", 22)
    sheet.line(30, 35, "三十万游客慕名而来", 22)
    sheet.line(30, 44, "周明", 10.5)
    sheet.column(15, 55, 80, FIRST)
    sheet.column(110, 55, 80, SECOND)
    sheet.add_page()
    sheet.line(30, 25, "技术员把课堂搬进果园", 22)
    sheet.line(30, 34, "李华", 10.5)
    sheet.column(15, 45, 175, OTHER)
    return sheet


def report(font: str) -> Sheet:
    """One article that runs over two pages, in the middle of a sentence."""
    sheet = Sheet(font)
    sheet.add_page()
    sheet.line(30, 25, "老街不拆一栋房", 22)
    sheet.line(30, 34, "周明", 10.5)
    sheet.column(15, 45, 175, [*FIRST, SECOND[0].removesuffix("才铺上屋顶。")])
    sheet.add_page()
    sheet.set_font("news", size=10.5)
    sheet.text(15, 25, "才铺上屋顶。")
    sheet.column(15, 31, 175, NEXT)
    return sheet


if __name__ == "__main__":
    newspaper(sys.argv[1]).output(str(HERE / "newspaper.pdf"))
    report(sys.argv[1]).output(str(HERE / "report.pdf"))
