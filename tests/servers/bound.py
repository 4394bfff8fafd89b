"""A signal, a user, a group and a command -> that command in this process, dying with its parent.

Run as a script between parent and server, which spares the parent code between fork and exec.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def become(arguments: list[str]) -> None:
    """Replace this process by the command; user and group `-1` are the present ones."""
    number, user, group, parent, *command = arguments
    if int(user) >= 0:
        os.setgroups([])
        os.setgid(int(group))
        os.setuid(int(user))
    if sys.platform == "linux":
        # After the change of user, which clears it.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
    if os.getppid() != int(parent):
        os.kill(os.getpid(), signal.SIGKILL)
    os.execv(command[0], command)  # noqa: S606 - it is one of the servers


if __name__ == "__main__":
    become(sys.argv[1:])
