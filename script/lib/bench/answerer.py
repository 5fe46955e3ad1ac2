"""The other end of a pty, in a process of its own, so that only one side is measured.

    python -m script.lib.bench.answerer echo|at|source|sink|portions

Prints the path of the pty, then answers: with what came in; with ``OK`` to each line;
with as many bytes as a line asks for; with one byte once so many have come; as a link
to which data are sent.
"""

import os
import pty
import sys
import tty

from script.lib.bench.portions import PORTION, PROMPT, RESULT

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
        if kind == "echo":
            os.write(ours, data)
        elif kind == "at":
            os.write(ours, ANSWER * data.count(b"\n"))
        elif kind == "portions":
            os.write(ours, PROMPT)
            read(ours, PORTION)
            os.write(ours, RESULT)
        else:
            count, _, rest = data.partition(b"\n")
            (send if kind == "source" else take)(ours, int(count) - len(rest))


def send(port: int, missing: int) -> None:
    """Send so many bytes."""
    block = bytes(4096)
    while missing > 0:
        missing -= os.write(port, block[:missing])


def take(port: int, missing: int) -> None:
    """Take so many bytes, then say so."""
    read(port, missing)
    os.write(port, b".")


def read(port: int, missing: int) -> None:
    """Take so many bytes."""
    while missing > 0:
        missing -= len(os.read(port, 65536))


if __name__ == "__main__":
    main(sys.argv[1])
