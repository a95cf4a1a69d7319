"""Owns who does what on the last day, and how often: everything in proportion to the saves in a second."""

from dataclasses import asdict, dataclass
from math import ceil

PACE = 2  # seconds between two saves of a focal point
TURN = 10  # seconds between two turns of who hands in or prints
GLANCE = 5  # seconds between two pages of a reviewer or a citizen, and between two log-ins of one name


@dataclass(frozen=True)
class Crowd:
    """How many people of each kind are there at once."""

    writers: int = 0  # save every PACE seconds and do nothing else
    officers: int = 0  # the same, and now and then load home and the entry page, attach a file
    senders: int = 0  # log in, look, hand in a quarter and read the receipt; each turn another office
    comers: int = 0  # log in, see home, and go
    reviewers: int = 0  # the comparison, scorecards, the rows of a quarter
    citizens: int = 0  # published reports and their files, numbers of papers
    printers: int = 0  # save a value and print the official form with it
    crawlers: int = 0  # lines on which public pages are asked for as quickly as they are answered
    storming: int = 0  # log in again and again without a pause

    def as_json(self) -> dict[str, int]:
        return asdict(self)

    @property
    def staying(self) -> int:
        """How many log in once, before anything is measured."""
        return self.writers + self.officers + self.reviewers + self.printers

    @property
    def offices(self) -> int:
        """How many offices must have a plan for this crowd, without those that hand in."""
        return self.writers + self.officers + self.comers + self.printers + self.storming


def saves_alone(saves: float) -> Crowd:
    """Nothing but focal points who save."""
    return Crowd(writers=ceil(saves * PACE))


def whole_mix(saves: float, *, storming: int = 0) -> Crowd:
    """The mix of the nation's last day, at so many saves a second.

    11,834 offices, half of all, fill 37 rows within eight hours: 15.2 saves a second, 0.41 offices. With each come
    three log-ins (1.2 a second), four entry pages (1.6), five files (2.1), a hand-in with its receipt and a print (0.41
    each). Beside 20 saves that is 1.6, 2.2, 2.7 and 0.54 a second; here 1.5, 2.2, 2.5 and 0.5. Reviewers and citizens
    ask for 2 pages a second each: what nobody has counted.
    """
    some, twice = ceil(saves / 4), ceil(saves / 2)
    return Crowd(
        officers=ceil(saves * PACE),
        senders=some,
        comers=some,
        reviewers=twice,
        citizens=twice,
        printers=some,
        crawlers=4,
        storming=storming,
    )


def submissions(crowd: Crowd, seconds: float) -> int:
    """How many offices hand in at most within the time, with those of the warm-up."""
    return ceil(crowd.senders * (seconds / TURN + 2))
