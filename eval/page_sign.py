"""Who wrote an article of a made page: byline above it, dateline in it, credit below it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from eval import page_words as words
from eval.page_draft import ALONE, DESK, MARKED, TITLED, WRITER, Draft, Style
from eval.page_mix import Mix
from eval.page_truth import Line, Part

_OTHER_FORM = 0.12  # a byline that is not as the others on its page
_BELOW = "signed below"


class Signer:
    """Signs the articles of one page."""

    def __init__(self, draw: Random, mix: Mix, style: Style) -> None:
        self._draw, self._mix, self._style = draw, mix, style

    def sign(self, draft: Draft) -> Line | None:
        """Name the author of an article; return the byline where that is how it is done."""
        if self._happens(self._mix.unsigned):
            return None
        names = words.people(self._draw, self._mix.two_authors)
        draft.truth = replace(draft.truth, authors=names)
        if not self._style.opinion and self._happens(self._mix.dateline):
            first, *_ = draft.body[0]
            opening = words.dateline(self._draw, self._style.paper, names)
            draft.body[0] = (replace(first, text=opening + first.text),)
            return None
        if self._happens(self._mix.signed_below):
            draft.traits.add(_BELOW)
            return None
        return self._byline(draft, names)

    def credit(self, draft: Draft) -> None:
        """Put the credit below an article, if it has one."""
        line = self._closing(draft)
        if line is None:
            return
        essay = self._style.opinion and _BELOW not in draft.traits
        if essay and self._happens(self._mix.foot_credit):
            draft.foot = line
        elif draft.body[-1][0].part is Part.BODY and self._happens(self._mix.glued_credit):
            draft.body[-1] += line
        else:
            draft.body.append(line)

    def _happens(self, rate: float) -> bool:
        return self._draw.random() < rate

    # Bylines

    def _byline(self, draft: Draft, names: tuple[str, ...]) -> Line:
        form = self._style.byline
        if self._happens(_OTHER_FORM):
            form = self._draw.choice((ALONE, MARKED, DESK, WRITER, TITLED))
        shown = [self._spaced(name) for name in names]
        if form == DESK:
            return self._desk(draft, names, shown)
        if form == TITLED:
            return (
                *draft.line(Part.BYLINE, self._draw.choice(("□ ", "■", "◎"))),
                *draft.line(Part.POST, words.institution(self._draw)),
                *draft.line(Part.AUTHOR, " " + " ".join(names)),
            )
        if form == WRITER:
            before = self._draw.choice(("文/", "文|", "文／", "撰文/"))
            return draft.line(Part.AUTHOR, before + " ".join(names))
        mark = self._draw.choice(("□", "□ ", "■", "◎")) if form == MARKED else ""
        between = self._draw.choice((" ", " ", "　", "、"))
        return draft.line(Part.AUTHOR, mark + between.join(shown))

    def _desk(self, draft: Draft, names: tuple[str, ...], shown: list[str]) -> Line:
        """A reporter's byline, now and then with a correspondent."""
        mark = self._draw.choice(("", "", "■", "□", "■ ", "□ ", "●"))
        between = self._draw.choice((" ", " ", "　")) if mark else self._draw.choice(" ：")
        if self._happens(0.15):
            further = words.person(self._draw)
            draft.truth = replace(draft.truth, authors=(*names, further))
            shown = [*shown, f"通讯员 {further}"]
        return (
            *(draft.line(Part.BYLINE, mark) if mark else ()),
            *draft.line(Part.POST, words.desk(self._draw, self._style.paper)),
            *draft.line(Part.AUTHOR, between + " ".join(shown)),
        )

    def _spaced(self, name: str) -> str:
        apart = len(name) == 2 and self._happens(self._mix.spaced_name)
        return self._draw.choice((" ", "　")).join(name) if apart else name

    # Credits

    def _closing(self, draft: Draft) -> Line | None:
        """The credit of an article as a line, ``None`` without one."""
        titled = any(strip.part is Part.POST for line in draft.head for strip in line)
        if _BELOW in draft.traits:
            return self._signature(draft)
        if not self._style.opinion and self._happens(self._mix.wire):
            return draft.line(Part.CREDIT, f"（{words.wire(self._draw)}）")
        essay = self._style.opinion and draft.truth.authors and not titled
        return self._affiliation(draft) if essay and self._happens(self._mix.credit) else None

    def _signature(self, draft: Draft) -> Line:
        """The line below an article that has no byline: the names, with post or desk."""
        names = draft.truth.authors
        if self._style.opinion and len(names) == 1:
            post = draft.line(Part.AFFILIATION, words.post(self._draw))
            before = draft.line(Part.CREDIT, f"（作者{names[0]}系")
            return (*before, *post, *draft.line(Part.CREDIT, "）"))
        desk = self._draw.choice((words.desk(self._draw, self._style.paper), "记者", "通讯员"))
        return (
            *draft.line(Part.CREDIT, "（"),
            *draft.line(Part.POST, desk),
            *draft.line(Part.AUTHOR, f" {' '.join(names)}）"),
        )

    def _affiliation(self, draft: Draft) -> Line:
        one = ("作者系", "作者系", "作者单位：", "作者单位：", "作者为", "作者单位系")
        several = ("作者单位分别为", "作者分别系", "作者单位：", "作者均系")
        before = self._draw.choice(several if len(draft.truth.authors) > 1 else one)
        posts = [words.post(self._draw) for _ in range(2 if "分别" in before else 1)]
        after = f"，{words.note(self._draw)}" if self._happens(self._mix.project_note) else ""
        return (
            *draft.line(Part.CREDIT, f"（{before}"),
            *draft.line(Part.AFFILIATION, "、".join(posts)),
            *draft.line(Part.CREDIT, f"{after}）"),
        )
