"""Owns nginx on one machine: the template of deploy/nginx filled in, and a certificate signed by nobody."""

import os
from collections.abc import Sequence
from pathlib import Path
from string import Template

from deploy.programs import LOOPBACK, ROOT, found, run

# As in compose.yaml: who refused is left alone for a second; where that leaves nobody, all are asked all the same.
FAILING = "max_fails=1 fail_timeout=1s"
AT_LAST = "max_fails=0 backup"
NGINX = """
user {user};
worker_processes 1;
error_log {home}/nginx.log warn;
pid {home}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {home}/nginx-body;
    proxy_temp_path {home}/nginx-proxy;
    fastcgi_temp_path {home}/nginx-fastcgi;
    uwsgi_temp_path {home}/nginx-uwsgi;
    scgi_temp_path {home}/nginx-scgi;
    include {home}/plans.conf;
}}
"""


def web_servers(addresses: Sequence[str]) -> str:
    """The lines of nginx's upstream: each once to be passed over, and once to be asked when all were passed over."""
    return " ".join(f"server {each} {how};" for how in (FAILING, AT_LAST) for each in addresses)


def public_servers(own: str, others: Sequence[str]) -> str:
    """The same of what everybody reads: its own server, and where that was passed over those of the officers."""
    return " ".join([f"server {own} {FAILING};", *(f"server {each} {AT_LAST};" for each in (*others, own))])


def prepare(home: Path, port: int, *, servers: Sequence[int], public: int) -> None:
    """Writes what nginx reads into ``home``; collected files lie in its folder ``common``."""
    web = [f"{LOOPBACK}:{server}" for server in servers]
    subject = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "30", "-nodes")
    files = ("-keyout", f"{home}/tls.key", "-out", f"{home}/tls.crt")
    run([found("openssl"), "req", "-x509", "-newkey", "rsa:2048", *subject, *files])
    told = {
        "WEB_SERVERS": web_servers(web),
        "PUBLIC_SERVERS": public_servers(f"{LOOPBACK}:{public}", web),
        "LISTEN": f"{LOOPBACK}:{port}",
        "SERVER_NAME": "localhost",
        "CERTIFICATE": f"{home}/tls.crt",
        "CERTIFICATE_KEY": f"{home}/tls.key",
        "STATIC": f"{home}/common/static",
        "STATIC_PARENT": f"{home}/common",
    }
    template = Template((ROOT / "deploy/nginx/plans.conf.template").read_text("utf-8"))
    (home / "plans.conf").write_text(template.safe_substitute(told), "utf-8")  # $host and the like stay
    user = "www-data" if os.getuid() == 0 else "nobody"  # nginx says that it cannot, and goes on, where it is not root
    (home / "nginx.conf").write_text(NGINX.format(home=home, user=user), "utf-8")
