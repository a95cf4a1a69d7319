"""Owns the proof that two wholes on one machine never meet at a port."""

import socket

from deploy.ports import HeldPorts
from deploy.programs import LOOPBACK

NAMES = ("postgres", "web-1", "web-2")


def test_two_wholes_at_once_have_no_port_in_common():
    held = [HeldPorts(NAMES) for _ in range(3)]
    ports = [port for each in held for port in each.of.values()]
    for each in held:
        each.give_back()
    assert len({*ports}) == len(ports) == 9


def test_a_block_is_passed_over_where_somebody_else_listens_in_it_and_is_free_when_given_back():
    first = HeldPorts(NAMES)
    first.give_back()
    with socket.socket() as other:
        other.bind((LOOPBACK, first.of["web-2"]))
        second = HeldPorts(NAMES)
        second.give_back()
    third = HeldPorts(NAMES)
    third.give_back()
    assert not {*first.of.values()} & {*second.of.values()}
    assert third.of == first.of
