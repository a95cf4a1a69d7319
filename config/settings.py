"""Owns the settings: one code base, chosen for a laptop or a data centre by environment variables."""

import os
import shlex
import tempfile
from pathlib import Path

import dj_database_url
import django_stubs_ext
from django.utils.functional import SimpleLazyObject

from config import keys
from config.kept_storage import kept_storage
from config.version import running_version
from operations.log_settings import log_settings
from operations.metrics_folder import name_folder

django_stubs_ext.monkeypatch()  # ModelAdmin[Plan] may be written, as mypy reads it

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("DATA_DIR", BASE_DIR / "var"))
DEBUG = os.environ.get("DJANGO_DEBUG", "") == "1"
TESTING = "PYTEST_VERSION" in os.environ  # pytest announces itself so

SECRET_KEY = keys.SESSIONS.current(DATA_DIR)
NUMBER_KEYS = keys.NUMBERS.all(DATA_DIR)  # the first signs, all are believed; so with the following
CHECKPOINT_KEYS = keys.CHECKPOINTS.all(DATA_DIR)
SECRETS_KEYS = keys.SECRETS.all(DATA_DIR)
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("TRUSTED_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "config.apps.WholeConfig",
    "config.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "import_export",
    "tree_queries",
    "offices",
    "jobs",
    "notices",
    "plans",
    "editor",
    "entry",
    "imports",
    "administration",
    "integrity_plans",
    "egov_plans",
    "reports",
    "flat_tables",
    "operations",
]

PLAN_KINDS = ["integrity_plans.kind.INTEGRITY", "egov_plans.kind.EGOV"]

MIDDLEWARE = [
    "operations.request_ids.RequestIdMiddleware",
    "operations.probes.ProbesMiddleware",
    "operations.timing.TimingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "config.null_characters.NullCharactersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "operations.maintenance.MaintenanceMiddleware",
    "operations.admission.AdmissionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.language.BengaliFirstMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.door_log.DoorLogMiddleware",
    "config.sessions.NothingStaysMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.sessions.IdleLimitMiddleware",
    "entry.middleware.SignedOutMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "entry.middleware.OwnPageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.second_factors.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "operations.error_pages.RefusedMethodMiddleware",
    "config.lost_files.LostFilesMiddleware",
    "operations.replica_pages.ReplicaMiddleware",
]

RELEASE = SimpleLazyObject(lambda: running_version(BASE_DIR))  # public pages are made anew after an update

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "reports.context.navigation",
            ],
            "builtins": [
                "plans.templatetags.bengali",
                "plans.templatetags.lines",
                "operations.templatetags.incidents",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
        # Behind a pooler that gives a connection for one transaction a cursor of the server would outlive it.
        disable_server_side_cursors=os.environ.get("DATABASE_POOLING", "") == "transaction",
    )
}
# What was answered "saved" outlives a loss of power: 3 ms a save (bench/). Of tests nothing needs to.
SYNCHRONOUS = "NORMAL" if TESTING else "FULL"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    keys.keep_private(DATABASES["default"]["NAME"])
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # writers queue up instead of failing half-way
        "timeout": 20,
        "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={SYNCHRONOUS}; PRAGMA cache_size=-32000;",
    }
    # A file, for a live server and its test lock each other's tables in shared memory; its own for each run.
    DATABASES["default"]["TEST"] = {"NAME": Path(tempfile.gettempdir()) / f"plans-test-{os.getpid()}.sqlite3"}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # One that does not answer is given up soon: people are told to try again, and the balancer looks elsewhere.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    # Compiling a statement takes seconds, running any of ours a fraction of one. A pooler takes no such options.
    if os.environ.get("DATABASE_POOLING", "") != "transaction":
        DATABASES["default"]["OPTIONS"].setdefault("options", "-c jit=off")
# A streaming copy of PostgreSQL for pages that are only read; where it is old or gone these ask the database itself.
if DATABASES["default"]["ENGINE"].endswith("postgresql") and os.environ.get("REPLICA_DATABASE_URL"):
    _replica = dj_database_url.parse(
        os.environ["REPLICA_DATABASE_URL"],
        conn_max_age=60,
        conn_health_checks=True,
        disable_server_side_cursors=os.environ.get("DATABASE_POOLING", "") == "transaction",
    )
    # Sent and not taken for 4 s, or idle and gone for 9: the line is given up. What takes 5 s there is asked here.
    _alive = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2, "tcp_user_timeout": 4000}
    _options = DATABASES["default"]["OPTIONS"] | _alive | _replica.get("OPTIONS", {}) | {"connect_timeout": 2}
    if os.environ.get("DATABASE_POOLING", "") != "transaction":
        _options["options"] = f"-c statement_timeout=5000 {_options['options']}"
    DATABASES["replica"] = _replica | {"OPTIONS": _options, "TEST": {"MIRROR": "default"}}
    DATABASE_ROUTERS = ["operations.replica.ReplicaRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the database, so that failed log-ins are counted once for all processes and machines, and outlive a restart.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "offices.Person"
AUTHENTICATION_BACKENDS = [
    "config.accounts.AccountBackend",
    "config.role_permissions.RoleBackend",  # lets nobody in; gives administrators their permissions
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [{"NAME": f"config.passwords.{name}"} for name in ("LengthValidator", "OwnNamesValidator")]
PASSWORD_HASHERS = [
    "config.passwords.PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of passwords set before; renewed when they are next used
]
LOGIN_REDIRECT_URL = "home"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "config.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "config.accounts.LoginForm",
    "reset_password": "config.accounts.ResetPasswordForm",
    "add_email": "config.accounts.AddEmailForm",
}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "config.link_tokens.LinkTokens"  # noqa: S105 - a class
INVITATION_DAYS = int(os.environ.get("INVITATION_DAYS", "14"))  # so long a link for a first password holds
DORMANT_DAYS = [int(each) for each in os.environ.get("DORMANT_DAYS", "30,90,180,365").split(",")]  # offered as filters
RECOVERY_DAYS = min(3, INVITATION_DAYS)  # and one for another password
PASSWORD_RESET_TIMEOUT = INVITATION_DAYS * 24 * 60 * 60
# Without a mail server nothing is mailed: invitations are printed, forgotten passwords are set anew by administrators.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_TLS", "") == "1"
EMAIL_TIMEOUT = 10  # seconds: somebody waits at the page
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "webmaster@localhost")
# The key of failed log-ins is the name together with the address (config.accounts).
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "10/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "0"))
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # the code shown half a minute ago: lines are slow, and clocks of telephones differ
MFA_ADAPTER = "config.second_factors.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "config.second_factors.BengaliAuthenticateForm",
    "reauthenticate": "config.second_factors.BengaliReauthenticateForm",
    "activate_totp": "config.second_factors.BengaliActivateForm",
}

LANGUAGE_CODE = "bn"
LANGUAGES = [("bn", "বাংলা"), ("en", "English")]
# Django's and allauth's own Bengali is incomplete: the second folder completes it.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "frameworks"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Asia/Dhaka"

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "files"
PRINTS_ROOT = DATA_DIR / "prints"  # of this machine, for a day
CHECKPOINTS_ROOT = DATA_DIR / "checkpoints"  # of the ledger; a backup holds them beside the files
STORAGES = {
    "default": kept_storage(os.environ),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Where backups are taken to: the doctor looks how old the last one is.
BACKUPS_DIR = Path(os.environ["BACKUPS_DIR"]) if os.environ.get("BACKUPS_DIR") else None
FIXTURES_ROOT = BASE_DIR / "fixtures"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day
IDLE_MINUTES = int(os.environ.get("IDLE_MINUTES", "60"))
HTTPS = os.environ.get("HTTPS", "") == "1"  # behind nginx with a certificate
# Of reviewers and administrators, in production.
SECOND_FACTOR_REQUIRED = os.environ.get("SECOND_FACTOR_REQUIRED", "1" if HTTPS else "") == "1"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    # Other names under the same domain belong to others: neither included nor preloaded for them.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    # A browser takes such names over HTTPS only, for this host only: no neighbour under the domain sets them.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Host-language"

# Whom to ask about accounts: name, telephone, e-mail; stands on the pages about the system and of forgotten passwords.
ADMINISTRATOR_CONTACT = os.environ.get("ADMINISTRATOR_CONTACT", "").strip()

# Where the public verifies a printed report; it stands on paper for years.
PUBLIC_ADDRESS = os.environ.get("PUBLIC_ADDRESS", f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0]}")

# Without a broker, jobs run one after another in a thread of the process, or wait in the database for workers.
CELERY_BROKER_URL = os.environ.get("BROKER_URL", "")
if JOBS_IN_DATABASE := CELERY_BROKER_URL == "database":
    CELERY_BROKER_URL = ""
if CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT = "jobs.broker:Transport"
WORKERS_APP = "config.celery.app"  # read where there is a broker
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 24 * 3600,  # no job lasts so long: none is given out twice
    "socket_keepalive": True,  # a worker notices that the broker's machine is gone
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
JOBS_HEARTBEAT = 10  # seconds; several must fail before a job is thought to be gone
JOBS = {  # name of a task -> where it lives
    "import_plans": "imports.background.import_bundle",
    "accept_doubts": "imports.background.accept_doubts",
    "booklet": "reports.booklet.print_booklet_for",
    "mail_invitations": "administration.mailing_job.mail_invitations",
    "open_year": "administration.opening_job.open_year_for",
}
CHORES = {  # what is looked after again and again, and at once when nudged: name -> where it lives
    "remind_of_deadlines": "plans.actions.reminding.remind_of_deadlines",
    "deliver_notices": "notices.delivering.deliver_notices",
}

# Who has it reads the figures at /metrics; without it there are none.
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "").strip()
if METRICS_TOKEN:
    name_folder(DATA_DIR)

LOGGING = log_settings(os.environ)
SLOW_REQUEST_MS = int(os.environ.get("SLOW_REQUEST_MS", "2000"))  # what takes so long stands in the log; 0: nothing

IMPORT_EXPORT_USE_TRANSACTIONS = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the preview of a workbook asks for the quarter rule of each indicator
IMPORT_MAX_BYTES = 50 * 1024 * 1024
# Each takes up to 4 s of a processor and 512 MB; one processor stays with the pages.
FILES_READ_AT_ONCE = int(os.environ.get("FILES_READ_AT_ONCE", max(1, (os.cpu_count() or 1) - 1)))

MEGABYTE = 1024 * 1024
EVIDENCE_MAX_BYTES = int(os.environ.get("EVIDENCE_MAX_MB", "10")) * MEGABYTE  # of one file
EVIDENCE_QUOTA_BYTES = int(os.environ.get("EVIDENCE_QUOTA_MB", "2048")) * MEGABYTE  # of an office for a fiscal year
DRAFT_DOCUMENTS_A_DAY = int(os.environ.get("DRAFT_DOCUMENTS_A_DAY", "40"))  # new ones an office brings into drafts
# A command that reads the file from its input: exit code 0 clears it, 1 finds something, all else refuses it too.
VIRUS_SCANNER = shlex.split(os.environ.get("VIRUS_SCANNER", ""))
VIRUS_SCANNER_SECONDS = int(os.environ.get("VIRUS_SCANNER_SECONDS", "10"))
