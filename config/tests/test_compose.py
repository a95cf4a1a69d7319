"""Owns the proof, without an engine, that the compose file is one, and starts what the one-machine script starts."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from compose_spec import PyCompose
from django.conf import settings

from config.kept_storage import kept_storage
from deploy.command_lines import PUBLIC, SERVING
from deploy.front import public_servers, web_servers

FOLDER = Path(settings.BASE_DIR) / "deploy/compose"
README = (Path(settings.BASE_DIR) / "README.md").read_text("utf-8")
GIVEN = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """The folder after its first start, but for the engine."""
    folder = Path(shutil.copytree(FOLDER, tmp_path / "compose"))
    shutil.rmtree(folder / "tls", ignore_errors=True)
    for name in (".env", "site.env"):
        (folder / name).unlink(missing_ok=True)
    subprocess.run([folder / "up", "--only-prepare"], check=True)
    return folder


@pytest.fixture
def compose(prepared: Path) -> dict[str, Any]:
    """The file as the engine reads it: variables filled in, merges made."""
    given = dict(line.split("=", 1) for line in (prepared / ".env").read_text().splitlines())

    def fill(found: re.Match[str]) -> str:
        name, kind, default = found.groups()
        assert kind == "-" or name in given, f"{name} is given by nobody"
        return given.get(name, default)

    return yaml.safe_load(GIVEN.sub(fill, (prepared / "compose.yaml").read_text("utf-8")))


def check(compose: dict[str, Any]) -> None:
    """Raises ValueError for what is no compose file."""
    PyCompose.from_json(json.dumps(compose)).validate()


def test_the_compose_file_is_one(compose):
    check(compose)


@pytest.mark.parametrize(
    ("service", "key", "value"),
    [("database", "healthchek", {}), ("broker", "stop_grace_period", "soon"), ("nginx", "ports", ["https:443:443:1"])],
)
def test_and_the_check_would_refuse_what_is_none(compose, service, key, value):
    compose["services"][service][key] = value
    with pytest.raises(ValueError, match=r"."):
        check(compose)


def test_what_services_name_is_there(compose, prepared):
    services = compose["services"]
    for service in services.values():
        volumes = [volume.split(":")[0] for volume in service.get("volumes", ())]
        assert all(name in compose["volumes"] or (prepared / name).is_dir() for name in volumes)
        assert set(service.get("depends_on", ())) <= set(services)
        assert set(service["networks"]) <= set(compose["networks"])
        if build := service.get("build"):
            assert (FOLDER / build["context"] / build["dockerfile"]).is_file()
    told = services["worker"]["environment"]
    hosts = [urlsplit(told[name]).hostname for name in ("DATABASE_URL", "BROKER_URL", "S3_ENDPOINT")]
    assert hosts == ["database", "broker", "objects"]
    assert set(hosts) <= set(services)


def test_it_starts_what_the_script_starts_on_one_machine(compose):
    services = compose["services"]
    assert set(services) == {*SERVING, "database", "broker", "objects", "set-up", "worker", "nginx", "backup"}
    told = services["nginx"]["environment"]
    template = (Path(settings.BASE_DIR) / "deploy/nginx/plans.conf.template").read_text("utf-8")
    assert set(re.findall(r"\$\{(\w+)\}", template)) == set(told)
    *web, public = [f"{services[name]['networks']['inside']['ipv4_address']}:8000" for name in SERVING]
    assert told["WEB_SERVERS"] == web_servers(web)
    assert told["PUBLIC_SERVERS"] == public_servers(public, web)


def test_what_everybody_reads_takes_what_officers_leave_of_the_processors(compose):
    shares = {name: service["cpu_shares"] for name, service in compose["services"].items() if "cpu_shares" in service}
    assert shares == {PUBLIC: 64}  # of the 1,024 of each other


def test_no_state_lies_in_a_web_server(compose):
    for name in SERVING:
        service = compose["services"][name]
        assert service["read_only"] is True
        assert service["volumes"] == ["checkpoints:/data/checkpoints"]  # shared by all: one folder for the ledger
        assert service["tmpfs"][0].startswith("/data:")
    environment = compose["services"]["web-1"]["environment"]
    assert kept_storage(environment)["OPTIONS"]["bucket_name"] == "plans"
    assert "sqlite" not in environment["DATABASE_URL"]


def test_what_stops_is_started_again_no_log_fills_the_disk_and_what_grows_is_ended(compose):
    for name, service in compose["services"].items():
        assert service["restart"] == ("on-failure" if name == "set-up" else "unless-stopped")
        assert service["logging"]["driver"] == "local"
        assert ("mem_limit" in service) is (service.get("image") == "plans-app")


def test_a_backup_is_taken_each_day_to_a_volume_and_beside_no_memory(compose):
    backup = compose["services"]["backup"]
    assert "manage.py backup -o /backups" in backup["command"][-1]
    assert {"backups:/backups", "backup-work:/data", "checkpoints:/data/checkpoints"} == set(backup["volumes"])
    assert backup["tmpfs"] == ["/tmp"]


def test_no_secret_stands_in_the_file_but_what_the_first_start_made(compose):
    text = (FOLDER / "compose.yaml").read_text("utf-8")
    assert not re.search(r"(PASSWORD|SECRET\w*KEY): (?!\$\{)", text)


def test_every_variable_of_the_site_is_one_the_site_knows_and_every_key_is_made_once(compose, prepared):
    keys = dict(line.split("=", 1) for line in (prepared / "site.env").read_text().splitlines())
    assert set(keys) == {"DJANGO_SECRET_KEY", "NUMBER_KEY", "CHECKPOINT_KEY", "SECRETS_KEY"}
    assert len({*keys.values()}) == len(keys)
    assert all(f"`{name}`" in README for name in compose["services"]["worker"]["environment"])
    assert (prepared / "site.env").stat().st_mode & 0o077 == 0
    before = (prepared / "site.env").read_bytes(), (prepared / ".env").read_bytes()
    subprocess.run([prepared / "up", "--only-prepare"], check=True)
    assert ((prepared / "site.env").read_bytes(), (prepared / ".env").read_bytes()) == before


def test_nginx_takes_what_the_application_takes_and_leaves_it_to_say_what_is_too_large():
    template = (Path(settings.BASE_DIR) / "deploy/nginx/plans.conf.template").read_text("utf-8")
    taken = int(re.search(r"client_max_body_size (\d+)m;", template)[1]) * 1024 * 1024
    assert settings.IMPORT_MAX_BYTES < taken < settings.IMPORT_MAX_BYTES * 1.1
    assert taken > settings.EVIDENCE_MAX_BYTES
