"""Everything that differs between two installations comes from the environment; docs/hosting.md lists it.

The defaults are the safe ones: without DEBUG and without a secret key the site does not start.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="only-for-development" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Set SECRET_KEY to a long random text (or DEBUG=1 on your own computer): Sahel does not start without it."
    )

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Where the links of a mail lead that no request asked for.
SITE_ADDRESS = env("SITE_ADDRESS", default="") or next(
    (origin for origin in CSRF_TRUSTED_ORIGINS if "*" not in origin), f"http://{ALLOWED_HOSTS[0].lstrip('.')}"
)
ROOT_URLCONF = "sahel.urls"
WSGI_APPLICATION = "sahel.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "sahel.apps.SahelConfig",
    "accounts",
    "classrooms",
    "lessons",
    "quizzes",
    "discussions",
    "gradebook",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "sahel.logging.RequestIdMiddleware",
    # Around everything that answers by itself: a redirect to HTTPS, a static file, an error.
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    # A lesson is 42 KB, compressed 12. Django pads what it compresses, so that lengths give no token away (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sahel.privacy.KeptNowhereMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.ChangeOneTimeCodeMiddleware",
    "discussions.suspension.SuspensionMiddleware",
]

# ------------------------------------------------------------------ templates and forms

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            # Cached also while DEBUG: django-template-partials needs the loader, and the two run alike.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
                "sahel.templatetags.sahel",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sahel.theme.theme",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# ------------------------------------------------------------------ database, cache, mail

DATABASES = {"default": env.db_url_config(env("DATABASE_URL", default="") or f"sqlite:///{BASE_DIR / 'sahel.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    # Beside what the address asks for, such as ?sslmode=require.
    DATABASES["default"]["OPTIONS"] = {**DATABASES["default"].get("OPTIONS", {}), "pool": True}

if env("CACHE_URL", default=""):
    CACHES = {"default": env.cache("CACHE_URL")}
else:
    # Shared by all processes, so that rate limits hold; large enough that none is evicted.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "sahel_cache",
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    }

EMAIL_CONFIG = env.email_url_config(env("EMAIL_URL", default="") or "consolemail://")
vars().update(EMAIL_CONFIG)
# A mail server that does not answer holds up one page, not the site.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Sahel <sahel@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# ------------------------------------------------------------------ people

AUTH_USER_MODEL = "accounts.User"
# allauth's backend alone: with Django's beside it every failed sign-in asks the database twice.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.demo.NotTheDemoPassword"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "gradebook:home"
LOGOUT_REDIRECT_URL = "lessons:landing"

# Who may open a teacher's account: "open", "invitation" or "closed".
TEACHER_SIGNUP = env("TEACHER_SIGNUP", default="open" if DEBUG else "invitation")
if TEACHER_SIGNUP not in {"open", "invitation", "closed"}:
    raise ImproperlyConfigured('TEACHER_SIGNUP must be "open", "invitation" or "closed".')

# What a moderator reads at least before a class sees it, whatever its teacher has set: "none", "first" or "every".
DISCUSSION_REVIEW_FLOOR = env("DISCUSSION_REVIEW_FLOOR", default="none")
if DISCUSSION_REVIEW_FLOOR not in {"none", "first", "every"}:
    raise ImproperlyConfigured('DISCUSSION_REVIEW_FLOOR must be "none", "first" or "every".')

# Checks of posts besides Sahel's own, each as the path to a function (see discussions/own_checks.py).
DISCUSSION_CHECKS = env.list("DISCUSSION_CHECKS", default=[])

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
# An address may be named by two accounts until one confirms it: refusing it would tell that the other exists.
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_CHANGE_EMAIL = True
# Computers are shared at school: who changes the address, or the second step, types the password once more.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
# A whole class signs in from one school address; one person's failed attempts stay few.
ACCOUNT_RATE_LIMITS = {
    "login": "200/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "signup": "100/m/ip",
    "reset_password": "20/m/ip,5/m/key",
    # Wrong join codes, per address and per session (classrooms/attempts.py).
    "join": "100/10m/ip,10/10m/key",
}
ACCOUNT_FORMS = {"signup": "accounts.forms.TeacherSignupForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Sahel"
# A phone's clock may be half a minute off, and a code may run out while it is typed.
MFA_TOTP_TOLERANCE = 1
# Mail is optional here, so a second factor cannot wait for a confirmed address.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# ------------------------------------------------------------------ language and time

LANGUAGE_CODE = env("LANGUAGE_CODE", default="en")
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env("TIME_ZONE", default="UTC")
USE_TZ = True

# ------------------------------------------------------------------ static files

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "static-root"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "sahel.static_finders.BootstrapFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = not DEBUG
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["gz", "br", "png", "jpg", "webp", "woff2", "map"]

# ------------------------------------------------------------------ what protects the reader

HTTPS = env.bool("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", default=False) else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {name: [] for name in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")}

LOGGING_CONFIG = "sahel.logging.configure"
LOGGING = {"json": not DEBUG, "level": env("LOG_LEVEL", default="INFO")}
