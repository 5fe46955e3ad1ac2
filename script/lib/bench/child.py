"""Other processes of a measurement, so that only one side is measured."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import sys

from script.lib.process import TOP


@asynccontextmanager
async def child(module: str, *arguments: str) -> AsyncIterator[str]:
    """Run a module of this package; give the line that it prints once it is ready."""
    async with talking_child(module, *arguments) as output:
        yield (await output.readline()).decode().strip()


@asynccontextmanager
async def talking_child(
    module: str, *arguments: str
) -> AsyncIterator[asyncio.StreamReader]:
    """Run a module of this package; give what it prints."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", f"script.lib.bench.{module}", *arguments),
        stdout=asyncio.subprocess.PIPE,
        cwd=TOP,
    )
    if process.stdout is None:
        raise RuntimeError(f"{module} has no output")
    try:
        yield process.stdout
    finally:
        process.kill()
        await process.wait()
