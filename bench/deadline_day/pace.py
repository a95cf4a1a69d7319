"""Owns how often people of the last day do something: at a pace each, and never in step with one another."""

import random
from collections.abc import Callable

from locust import User, constant_pacing


def own_pace(seconds: float) -> Callable[[User], float]:
    """A turn every so many seconds on average, each half of that sooner or later.

    At a constant pace whoever is held up together once, by one slow moment, asks in the same millisecond ever after:
    13 of 40 did, and their queue was measured instead of the site.
    """
    pace = constant_pacing(seconds)
    return lambda person: max(0.0, pace(person) + seconds * random.uniform(-0.5, 0.5))
