"""Other people's question sets, and our own: any file becomes a ``QuestionSet``.

``load`` tells the form of a file by its content; ``opened`` gives for every question the engine
that must answer it, over the configured library, a temporary one or the passages given with it.
"""

from eval.sets.engines import Engine, EngineFor, opened
from eval.sets.forms import load
from eval.sets.question_set import Passage, QuestionSet, Task

__all__ = ["Engine", "EngineFor", "Passage", "QuestionSet", "Task", "load", "opened"]
