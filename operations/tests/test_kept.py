"""Owns the proof that an answer is kept, and that nobody waits while it is found where nobody needs to."""

from threading import Event, Thread

from operations.kept import KeptAnswer, UnwaitedAnswer


def test_an_answer_that_took_long_is_kept_as_long_as_others(monkeypatch):
    clock, found = [0.0], []
    monkeypatch.setattr("operations.kept.time.monotonic", lambda: clock[0])

    def find():
        clock[0] += 2
        found.append(clock[0])
        return len(found)

    for kept in (KeptAnswer(find, seconds=3), UnwaitedAnswer(find, seconds=3, late=1, unknown=0)):
        found.clear()
        first, clock[0] = kept.get(), clock[0] + 2.9
        assert (first, kept.get()) == (1, 1)
        clock[0] += 0.2
        assert kept.get() == 2


def test_who_comes_while_it_is_found_takes_what_was_known_and_waits_for_nobody():
    begun, may_end, answers = Event(), Event(), iter(["fine", "gone"])

    def find():
        begun.set()
        assert may_end.wait(60)
        return next(answers)

    kept = UnwaitedAnswer(find, seconds=0, late=3600, unknown="not known")
    for known in ("not known", "fine"):
        begun.clear(), may_end.clear()
        looking = Thread(target=kept.get)
        looking.start()
        assert begun.wait(60)
        assert kept.get() == known
        may_end.set(), looking.join()


def test_what_was_known_too_long_ago_is_not_known(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr("operations.kept.time.monotonic", lambda: clock[0])
    meanwhile = []

    def find():
        if clock[0]:
            meanwhile.append(kept.get())
        return "fine"

    kept = UnwaitedAnswer(find, seconds=3, late=1, unknown="not known")
    kept.get()
    for clock[0] in (3.5, 6.6):
        kept.get()
    clock[0] = 11
    kept.get()
    assert meanwhile == ["fine", "fine", "not known"]
