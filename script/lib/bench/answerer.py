"""The other end of a pty, in a process of its own, so that only one side is measured.

    python -m script.lib.bench.answerer echo|at

Prints the path of the pty, then answers: with what came in, or with ``OK`` to each
line.
"""

import os
import pty
import sys
import tty

ANSWER = b"\r\nOK\r\n"


def main(kind: str) -> None:
    """Answer until the other end goes away."""
    ours, theirs = pty.openpty()
    tty.setraw(ours)
    tty.setraw(theirs)
    sys.stdout.write(os.ttyname(theirs) + "\n")
    sys.stdout.flush()
    while True:
        data = os.read(ours, 65536)
        os.write(ours, data if kind == "echo" else ANSWER * data.count(b"\n"))


if __name__ == "__main__":
    main(sys.argv[1])
