"""Owns the mail server of tests: a real one of the machine, which takes what it is told to and keeps it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from socket import socket

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message


class Postbox(Message):
    """What a mail server took, as messages; ``answer``: what it says to a mail instead of taking it."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[EmailMessage] = []
        self.answer: str | Callable[[], str] = ""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - its name
        answer = self.answer() if callable(self.answer) else self.answer
        return answer or await super().handle_DATA(server, session, envelope)

    def prepare_message(self, session, envelope):
        return message_from_bytes(envelope.content, policy=policy.default)

    def handle_message(self, message):
        self.taken.append(message)


@contextmanager
def running_postbox(settings) -> Iterator[Postbox]:
    """The server, to which the site mails as long as it runs."""
    postbox = Postbox()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield postbox
    controller.stop()
