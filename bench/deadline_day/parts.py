"""Owns what each part of the site takes of the processors: web, prints beside it, what everybody reads, and so on."""

from bench.deadline_day.site import Site
from bench.processes import children_of, own_processor_of, processor_of
from deploy.command_lines import PUBLIC

WEB, PRINTS = "web", "prints and readers"
PARTS = (WEB, PRINTS, PUBLIC, "postgres", "nginx", "worker")


def processor_by_part(site: Site) -> dict[str, float]:
    """Seconds so far; what the web processes start beside them stands by itself."""
    spent = {name: processor_of(process.pid) for name, process in site.processes.items()}
    master = site.processes[WEB].pid
    own = sum(map(own_processor_of, (master, *children_of(master))))
    return spent | {WEB: own, PRINTS: spent[WEB] - own}


def between(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    return {name: max(0.0, after[name] - before.get(name, 0)) for name in PARTS if name in after}
