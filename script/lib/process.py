"""Child processes that never outlive the script that started them."""

import asyncio
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from contextlib import suppress
import os
from pathlib import Path
import shutil
import signal
import sys
from typing import Any

TOP = Path(__file__).parents[2]


async def spawn(
    command: Sequence[str | Path],
    output: int,
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Process:
    """Start a command whose standard output and errors go to a descriptor.

    It gets a session of its own, so that Ctrl-C reaches it only through
    :func:`end` and the children can be ended in order.
    """
    guard = ("setpriv", "--pdeathsig", "TERM", "--") if shutil.which("setpriv") else ()
    return await asyncio.create_subprocess_exec(
        *guard,
        *command,
        stdin=DEVNULL,
        stdout=output,
        stderr=asyncio.subprocess.STDOUT,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        start_new_session=True,
    )


async def end(process: Process, seconds: float = 30) -> None:
    """End a process kindly, and by force when it has not ended in time."""
    if process.returncode is not None:
        return
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(seconds):
            await process.wait()
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def end_on_signals() -> None:
    """Let a hang-up or a termination end the running task as Ctrl-C does."""
    task = asyncio.current_task()
    if task is None:
        raise RuntimeError("only a running task can be ended")
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, task.cancel)


def run(main: Coroutine[Any, Any, int]) -> int:
    """Run a script to its exit code; Ctrl-C, a hang-up and a termination end it.

    Whatever it started is ended first. An error is printed without its traceback.
    """

    async def until_ended() -> int:
        end_on_signals()
        return await main

    code = 1
    try:
        code = asyncio.run(until_ended())
    except* KeyboardInterrupt, asyncio.CancelledError:
        code = 130
    except* Exception as group:  # noqa: BLE001 - what a person reads is the error
        for error in _leaves(group):
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
    return code


def _leaves(group: BaseExceptionGroup[Exception]) -> Iterator[Exception]:
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error
