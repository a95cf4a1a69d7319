"""Owns the ports of a whole on one machine: a block of its own, that no second one beside it takes."""

import os
import socket
from collections.abc import Iterable

from deploy.programs import LOOPBACK

SIZE = 16  # ports of a block; the first is only held
# Below those that systems give to connections and to who asks for any: nothing comes between two starts of a server.
BLOCKS = range(20_000, 32_000, SIZE)


class HeldPorts:
    """A block as long as it is held: whoever wants it too finds its first port taken, and goes to another one."""

    def __init__(self, names: Iterable[str]) -> None:
        wanted = list(names)
        first = os.getpid() * 7 % len(BLOCKS)  # seldom where somebody else begins to look
        for block in (*BLOCKS[first:], *BLOCKS[:first]):
            if (held := _bound(block)) and all(_is_free(block + 1 + place) for place in range(len(wanted))):
                self._held = held
                self.of = {name: block + 1 + place for place, name in enumerate(wanted)}
                return
            if held:
                held.close()
        raise RuntimeError("no ports are free on this machine")

    def give_back(self) -> None:
        """The block is free for another whole."""
        self._held.close()


def _bound(port: int) -> socket.socket | None:
    held = socket.socket()
    try:
        held.bind((LOOPBACK, port))
    except OSError:
        held.close()
        return None
    return held


def _is_free(port: int) -> bool:
    if tried := _bound(port):
        tried.close()
    return tried is not None
