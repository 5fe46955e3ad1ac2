"""A machine on the network, in a process of its own.

    python -m script.lib.bench.internet_peer

Prints its port. A connection says in a line what it wants: ``down N`` to get as many
bytes, ``up N`` to send as many, of which the last is answered with a byte.
"""

import socket
import sys
import threading

BLOCK = bytes(range(256)) * 64


def main() -> None:
    """Serve whoever comes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        sys.stdout.write(f"{server.getsockname()[1]}\n")
        sys.stdout.flush()
        while True:
            connection, _ = server.accept()
            threading.Thread(target=serve, args=(connection,), daemon=True).start()


def serve(connection: socket.socket) -> None:
    """Do what a connection asks for, again and again."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    wanted = b""
    with connection:
        while data := connection.recv(65536):
            line, end, rest = (wanted + data).partition(b"\n")
            if not end:
                wanted = line
                continue
            wanted = b""
            way, _, count = line.decode().partition(" ")
            missing = int(count) - (len(rest) if way == "up" else 0)
            if way == "down":
                send(connection, missing)
            else:
                take(connection, missing)


def send(connection: socket.socket, missing: int) -> None:
    """Send so many bytes."""
    while missing > 0:
        connection.sendall(BLOCK[:missing])
        missing -= len(BLOCK)


def take(connection: socket.socket, missing: int) -> None:
    """Take so many bytes, then say so."""
    while missing > 0 and (data := connection.recv(65536)):
        missing -= len(data)
    connection.sendall(b".")


if __name__ == "__main__":
    main()
