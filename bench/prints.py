"""Owns the benchmark of a plain page while one person asks for twenty prints: beside the server, and in its threads."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from bench.installation import ROOT, database_version, import_official, store_for_others, throw_away_installation
from bench.measure import arguments, print_machine

PORT, PAGES, PRINTS = 8471, 40, 20
ADDRESS = f"http://127.0.0.1:{PORT}"
LONGEST = 300  # seconds
SIDES = {"beside the server, in turns": "config.wsgi", "in the server's threads": "bench.prints_before"}


def main() -> None:
    options = arguments(__doc__, pairs=3, warm_ups=0).parse_args()
    os.environ.pop("DATABASE_URL", None)
    with throw_away_installation() as folder:
        print_machine(database_version(), "gunicorn, two processes of four threads")
        papers = _filled(PRINTS)
        for turn in range(options.warm_ups + options.pairs):
            for name, module in SIDES.items():
                with served(module, folder):
                    _measure(f"{turn + 1}. {name}", papers)


def _filled(count: int) -> list[str]:
    """Twenty papers, all live, and somebody who may read them."""
    from offices.models import Office, Role, Tier
    from offices.tests.people import add_person

    plans = [import_official(), *store_for_others((count + 3) // 4 - 1)]
    add_person("rita", Office.objects.get(tier=Tier.CABINET_DIVISION), Role.REVIEWER)
    add_person("bob", plans[0].office, Role.FOCAL_POINT)
    return [f"/reports/{plan.pk}/q{quarter}/form.pdf" for plan in plans for quarter in (1, 2, 3, 4)][:count]


@contextmanager
def served(module: str, folder: Path) -> Iterator[None]:
    """The site, with nothing printed yet."""
    environment = os.environ | {"DATA_DIR": str(folder), "DJANGO_DEBUG": "1"}
    command = [sys.executable, "-m", "gunicorn", f"{module}:application", "--bind", f"127.0.0.1:{PORT}"]
    command += ["--workers", "2", "--threads", "4", "--timeout", "300", "--log-level", "error"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        wait_for_it()
        yield
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
        subprocess.run(["rm", "-rf", str(folder / "prints")], check=True)


def wait_for_it() -> None:
    """Until the site answers."""
    for _turn in range(600):
        try:
            urllib.request.urlopen(f"{ADDRESS}/robots.txt").close()
            return
        except OSError:
            time.sleep(0.1)


def _measure(name: str, papers: list[str]) -> None:
    """The page of one person while another asks for all papers at once, again and again until each is there."""
    from offices.tests.people import PASSWORD

    rita, bob = _logged_in("rita", PASSWORD), _logged_in("bob", PASSWORD)
    quiet = _pages(bob, PAGES)
    began = time.monotonic()
    with ThreadPoolExecutor(len(papers)) as several:
        asked = [several.submit(_printed, rita, paper) for paper in papers]
        busy = _pages_by_the_clock(bob, lambda: not all(each.done() for each in asked))
        for each in asked:
            each.result()
    print(f"  {name}: a page alone {_told(quiet)}; beside the prints {_told(busy)} of {len(busy)}; ", end="")
    print(f"all printed after {time.monotonic() - began:.1f} s", flush=True)


def _told(seconds: list[float]) -> str:
    points = quantiles(seconds * 2, n=20)
    return f"p50 {points[9] * 1000:.0f} ms, p95 {points[18] * 1000:.0f} ms"


def _pages(opener: urllib.request.OpenerDirector, count: int) -> list[float]:
    taken = []
    for _turn in range(count):
        began = time.perf_counter()
        with opener.open(f"{ADDRESS}/", timeout=LONGEST) as answer:
            answer.read()
        taken.append(time.perf_counter() - began)
    return taken


def _pages_by_the_clock(opener: urllib.request.OpenerDirector, is_asked: Callable[[], bool]) -> list[float]:
    """A page every half second whether or not the one before has come: who waits does not keep others from asking."""
    with ThreadPoolExecutor(200) as several:
        asked = []
        while is_asked():
            asked.append(several.submit(_pages, opener, 1))
            time.sleep(0.5)
        return [each.result()[0] for each in asked]


def _printed(opener: urllib.request.OpenerDirector, paper: str) -> None:
    """Asks as a browser does: again when the page that waits says so."""
    while True:
        try:
            with opener.open(f"{ADDRESS}{paper}", timeout=LONGEST) as answer:
                assert answer.read()[:4] == b"%PDF"
            return
        except urllib.error.HTTPError as error:
            if error.code != 429:
                raise
            error.close()  # as browsers do: gunicorn's worker looks up to 2 s after a connection that stays open
            time.sleep(int(error.headers["Retry-After"]))


def _logged_in(name: str, password: str) -> urllib.request.OpenerDirector:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = opener.open(f"{ADDRESS}/accounts/login/").read().decode()
    (token,) = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[:1]
    form = {"csrfmiddlewaretoken": token, "login": name, "password": password}
    opener.open(f"{ADDRESS}/accounts/login/", urlencode(form).encode()).close()
    return opener


if __name__ == "__main__":
    main()
