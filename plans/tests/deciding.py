"""Owns taking a decision in tests as a person does: the page is opened, its form filled and sent."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

HIDDEN = re.compile(r'<input type="hidden" name="(?P<name>[\w-]+)" value="(?P<value>[^"]*)">')


def hidden_in(page: str) -> dict[str, str]:
    """The hidden fields of a page of ours, but for the token, which the test client needs not."""
    return {found["name"]: found["value"] for found in HIDDEN.finditer(page) if found["name"] != "csrfmiddlewaretoken"}


def send(client: Client, address: str, *, page: str = "", **typed: Any) -> HttpResponse:
    """Opens ``page`` (the address itself, where none is named) and sends what was typed with its hidden fields."""
    shown = client.get(page or address).text
    return client.post(address, hidden_in(shown) | typed, follow=True)
