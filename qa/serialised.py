"""Writing a dataclass as JSON and reading it back without loss."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class Serialised:
    """Can be written as JSON and read back without loss."""

    __slots__ = ()

    def to_json(self) -> str:
        """Return everything as JSON."""
        return self._adapter().dump_json(self).decode()

    @classmethod
    def from_json(cls, data: str) -> Self:
        """Read back what ``to_json`` wrote. Raises ``pydantic.ValidationError``."""
        found: Self = cls._adapter().validate_json(data)
        return found

    @classmethod
    @cache
    def _adapter(cls) -> TypeAdapter[Any]:
        """Made when first needed, and once: pydantic is not for free."""
        from pydantic import TypeAdapter

        return TypeAdapter(cls)
