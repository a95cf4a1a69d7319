"""Owns the proof of printing beside a web server: in turns, within limits, nothing twice, and told where it waits."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reports import live_prints, pressroom
from reports.pdf.limits import FULL, NICENESS, PressLost, PrintTooLarge, PrintTooLong, loss
from reports.pdf.press import Press
from reports.pressroom import PressBusy, Turns, place_for, render
from reports.views.turns import AGAIN, printing

HTML = '<html lang="bn"><head><title>{}</title></head><body>ছাপা</body></html>'


@pytest.fixture(autouse=True)
def own_prints(settings, tmp_path):
    settings.PRINTS_ROOT = tmp_path / "prints"


# --- turns -------------------------------------------------------------------------------------------------------


def test_one_person_prints_one_at_a_time_and_leaves_room_for_others():
    turns = Turns(of_all=2, of_one=1)
    with turns.taken_by("alice"):
        with pytest.raises(PressBusy), turns.taken_by("alice"):
            pass
        with turns.taken_by("bob"), pytest.raises(PressBusy), turns.taken_by("charlie"):
            pass
        with turns.taken_by("charlie"):
            pass
    with turns.taken_by("alice"):
        pass


def test_a_second_print_of_a_person_waits_on_a_page_that_asks_again(industries, alice, bob, client_of):
    address = reverse("reports:printed_scorecard", kwargs={"plan_id": industries.pk, "quarter": 1})
    with place_for(f"person {alice.pk}").turn():
        answer = client_of(alice).get(address)
        assert answer.status_code == 429
        assert "আপনার ছাপা তৈরি হচ্ছে" in answer.text
        assert int(answer["Retry-After"]) == int(answer["Refresh"]) in AGAIN
        assert client_of(bob).get(address)["Content-Type"] == "application/pdf"
    assert client_of(alice).get(address)["Content-Type"] == "application/pdf"


def test_the_machine_has_as_many_places_as_processors_whoever_asks():
    taken = [pressroom._free_place() for _ in range(os.cpu_count() or 1)]
    assert None not in taken
    assert pressroom._free_place() is None
    with pytest.raises(PressBusy):
        render(HTML.format("x"), patience=0)
    for descriptor in taken:
        os.close(descriptor)
    assert render(HTML.format("x"), patience=0).startswith(b"%PDF")


def test_a_print_that_was_stopped_is_told_in_a_sentence(rf, alice):
    @printing
    def view(request: HttpRequest) -> HttpResponse:
        raise PrintTooLong

    request = rf.get("/")
    request.user = alice
    answer = view(request)
    assert answer.status_code == 503
    assert "থামানো হয়েছে" in answer.content.decode()


# --- nothing twice -----------------------------------------------------------------------------------------------


def test_what_shows_the_same_is_served_from_the_file_and_what_does_not_is_printed():
    first = render(HTML.format("এক"))
    file = live_prints._folder() / f"{live_prints.digest_of(HTML.format('এক'), None)}.pdf"
    assert file.read_bytes() == first
    file.write_bytes(b"as it was printed")
    assert render(HTML.format("এক")) == b"as it was printed"
    assert render(HTML.format("দুই")).startswith(b"%PDF")
    assert render(HTML.format("এক"), variant="pdf/ua-1").startswith(b"%PDF")


def test_prints_that_are_old_or_too_many_go(monkeypatch):
    monkeypatch.setattr(live_prints, "MOST_FILES", 3)
    for number in range(5):
        live_prints.keep(str(number), b"%PDF")
        os.utime(live_prints._folder() / f"{number}.pdf", (time.time() - 100 + number,) * 2)
    old = live_prints._folder() / "4.pdf"
    os.utime(old, (time.time() - live_prints.OLDEST - 1,) * 2)
    live_prints.keep("5", b"%PDF")
    left = {path.name for path in live_prints._folder().iterdir()}
    assert left == {"5.pdf", "3.pdf", "2.pdf"}


# --- limits ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "work", "kind"),
    [
        ("MOST_SECONDS = 0.2", "\n while True: pass", PrintTooLong),
        ("LONGEST = 1", "time.sleep(60)", PrintTooLong),
        ("MOST_MEMORY = 400_000_000", "bytearray(10**9)", PrintTooLarge),
    ],
)
def test_a_print_that_takes_too_much_is_stopped(limit, work, kind):
    lines = ("import time", "from reports.pdf import limits", f"limits.{limit}", "limits.accept_limits()")
    program = "\n".join((*lines, f"with limits.limited(): {work}"))
    done = subprocess.run([sys.executable, "-c", program], cwd=settings.BASE_DIR, timeout=60, stderr=subprocess.DEVNULL)
    assert type(loss(done.returncode)) is kind


def test_what_a_lost_print_is_called_says_why():
    assert type(loss(FULL)) is PrintTooLarge
    assert type(loss(-9)) is PressLost
    for kind in (PressLost, PrintTooLong, PrintTooLarge):
        assert kind.sentence.bn
        assert kind.sentence.en


def test_a_press_lets_pages_go_first_and_ends_when_nobody_prints():
    press = Press(idle=1)
    press.render_pdf(HTML.format("x"))
    assert os.getpriority(os.PRIO_PROCESS, press._process.pid) == min(os.getpriority(os.PRIO_PROCESS, 0) + NICENESS, 19)
    press._process.wait(timeout=60)
    press.close()


def test_a_press_that_died_in_idleness_is_replaced():
    render(HTML.format("এক"))
    press = pressroom._taken_press()
    press._process.kill()
    press._process.wait()
    pressroom._idle.put(press)
    assert render(HTML.format("দুই")).startswith(b"%PDF")


# --- starting ----------------------------------------------------------------------------------------------------


def test_a_command_and_a_web_server_start_without_the_engine_that_prints():
    program = "\n".join(
        (
            "import sys, runpy",
            "sys.argv = ['manage.py', 'check']",
            "runpy.run_path('manage.py', run_name='__main__')",
            "sys.exit('weasyprint is loaded' if 'weasyprint' in sys.modules else 0)",
        )
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
