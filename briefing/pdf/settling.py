"""Settling: the objects of a finished PDF are put into bytes once.

The engine asks each for its bytes twice, for the file and for the digest that identifies it, and packs them each time.
"""

from functools import lru_cache
from typing import Any


def settle(pdf: Any) -> None:
    """Put bytes in the place of all objects of a PDF: none of them may be changed any more."""
    settled = _settled_type()
    pdf.objects[1:] = [settled(one) for one in pdf.objects[1:]]  # the first is free, and never written


@lru_cache(maxsize=1)
def _settled_type() -> Any:
    import pydyf

    class Settled(pydyf.Object):  # type: ignore[misc]  # the engine has no types
        """An object of a PDF whose bytes are known."""

        def __init__(self, written: Any) -> None:
            super().__init__()
            self.number, self.generation, self.free = written.number, written.generation, written.free
            self._data, self._is_compressible = written.data, written.compressible

        @property
        def data(self) -> bytes:
            """The bytes."""
            told: bytes = self._data
            return told

        @property
        def compressible(self) -> bool:
            """Whether it may stand in a stream of objects."""
            is_so: bool = self._is_compressible
            return is_so

    return Settled
