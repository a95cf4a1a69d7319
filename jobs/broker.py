"""Owns the way to a broker of Redis: kombu's own, except that a lost connection gives no job back and ends no worker.

When a connection is lost, kombu hands out again what its worker has not acknowledged, though the worker goes on: a job
would run twice. And what it says through a connection already closed, at that moment or when the job is done, ends
the worker by an AttributeError (like celery/kombu issue 582). Our jobs know themselves whether they run and whether
they are done, and are handed out again by ``jobs.caretaking``: nothing needs to be said.
"""

from kombu.transport import redis


class QoS(redis.QoS):
    def ack(self, delivery_tag: str) -> None:
        if self.channel.connection is not None:
            super().ack(delivery_tag)

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        if self.channel.connection is not None:
            super().reject(delivery_tag, requeue=requeue)


class Channel(redis.Channel):
    QoS = QoS
    do_restore = False


class Transport(redis.Transport):
    Channel = Channel
