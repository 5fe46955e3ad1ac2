"""Run a simulated ESP-AT module on a pseudo-terminal or a TCP port."""

import argparse
import asyncio
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
import signal
import sys
from typing import Any

from .faults import parse_faults, run_fault
from .host_view import HostView
from .module import SimulatedModule
from .profile import ALL, CHIPS, PROFILES
from .scenario import BadScenario, read_scenario, run_event
from .surroundings import Surroundings
from .update_server import UpdateServer
from .xkb import XkbMissing


def parser() -> argparse.ArgumentParser:
    """Return the command line's parser."""
    result = argparse.ArgumentParser(
        prog="python -m esp_at_simulator", description=__doc__
    )
    line = result.add_mutually_exclusive_group(required=True)
    line.add_argument(
        "--link",
        type=Path,
        metavar="PATH",
        help="a pseudo-terminal, reachable by this symbolic link",
    )
    line.add_argument(
        "--tcp",
        type=_address,
        metavar="[HOST:]PORT",
        help="a raw TCP port; 0 takes a free one, without a host it is 127.0.0.1",
    )
    result.add_argument(
        "--profile",
        choices=PROFILES,
        default="4.1",
        help="the firmware's generation (default: %(default)s)",
    )
    result.add_argument(
        "--chip", choices=CHIPS, default="esp32", help="default: %(default)s"
    )
    result.add_argument(
        "--families",
        type=lambda text: tuple(filter(None, text.split(","))),
        default=(),
        metavar="NAME,...",
        help="what the build has beside the official image, as eap or ethernet; "
        f"{ALL} is everything",
    )
    result.add_argument(
        "--baud",
        type=_baud,
        default=115200,
        metavar="N|unlimited",
        help="the line rate of the factory settings, and the pace of the line; "
        "unlimited fits every host and takes no time (default: %(default)s)",
    )
    result.add_argument(
        "--access-point",
        type=_access_point,
        action="append",
        default=[],
        metavar="SSID,PASSWORD[,RSSI[,CHANNEL]]",
        help="a network in range; an empty password leaves it open; repeatable",
    )
    result.add_argument(
        "--echo",
        type=_echo,
        action="append",
        default=[],
        metavar="NAME:PORT",
        help="a neighbour that sends back what it gets, over TCP and UDP; repeatable",
    )
    result.add_argument(
        "--release",
        type=_release,
        action="append",
        default=[],
        metavar="VERSION",
        help="a version that the update server has, as 5.0.1.0, the newest last; "
        "repeatable, and without any there is no way to the server",
    )
    result.add_argument(
        "--hid-host",
        type=_hid_host,
        action="append",
        default=[],
        metavar="NAME[:LAYOUT[:SYSTEM]]",
        help="a host in reach that uses the module as its keyboard, as TV:de:linux; "
        "without a layout it has us, without a system it is linux; repeatable",
    )
    result.add_argument(
        "--host-view",
        type=_port,
        metavar="PORT",
        help="show at http://127.0.0.1:PORT what these hosts see; 0 takes a free port",
    )
    result.add_argument(
        "--scenario", type=Path, metavar="FILE", help="timed events, YAML or JSON"
    )
    result.add_argument(
        "--faults",
        type=_faults,
        default=(),
        metavar="NAME[=VALUE][@START[/PERIOD]],...",
        help="what goes wrong, as drop=0.01,reset@30/60",
    )
    result.add_argument(
        "--seed", type=int, default=0, help="repeats what happens by chance"
    )
    result.add_argument(
        "--time-scale",
        type=float,
        default=1.0,
        help="how long joins, scans and starts take (default: %(default)s)",
    )
    return result


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    return host.strip("[]") or "127.0.0.1", int(port)


def _echo(text: str) -> tuple[str, int]:
    name, _, port = text.rpartition(":")
    if not name or not port.isdecimal() or not 0 < int(port) < 65536:
        raise argparse.ArgumentTypeError(f"not NAME:PORT: {text}")
    return name, int(port)


def _hid_host(text: str) -> dict[str, str]:
    name, *rest = text.split(":")
    if not name or len(rest) > 2 or not all(rest):
        raise argparse.ArgumentTypeError(f"not NAME[:LAYOUT[:SYSTEM]]: {text}")
    return {"name": name, **dict(zip(("layout", "system"), rest, strict=False))}


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"not a port: {text}")
    return int(text)


def _release(text: str) -> str:
    if not all(part.isdecimal() for part in text.split(".")):
        raise argparse.ArgumentTypeError(f"not a version: {text}")
    return text


def _baud(text: str) -> int | None:
    if text == "unlimited":
        return None
    if (rate := int(text)) < 80:
        raise argparse.ArgumentTypeError("80 baud are the least")
    return rate


def _access_point(text: str) -> dict[str, Any]:
    ssid, *rest = text.split(",")
    if not 0 < len(ssid.encode()) <= 32 or not 1 <= len(rest) <= 3:
        raise argparse.ArgumentTypeError(f"not SSID,PASSWORD[,RSSI[,CHANNEL]]: {text}")
    password, *numbers = rest
    names = ("rssi", "channel")
    return {
        "ssid": ssid,
        "password": password,
        **dict(zip(names, map(int, numbers), strict=False)),
    }


def _faults(text: str) -> tuple[Any, ...]:
    try:
        return parse_faults(text)
    except ValueError as err:
        raise argparse.ArgumentTypeError(str(err)) from err


async def run(arguments: argparse.Namespace) -> None:
    """Run the module until a signal comes."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    surroundings = Surroundings(seed=arguments.seed)
    for point in arguments.access_point:
        surroundings.add_access_point(**point)
    for name, port in arguments.echo:
        surroundings.neighbours.add_echo(name, port)
    for host in arguments.hid_host:
        surroundings.add_hid_host(**host)
    module = SimulatedModule(
        arguments.profile,
        arguments.chip,
        surroundings=surroundings,
        time_scale=arguments.time_scale,
        families=arguments.families,
        baudrate=arguments.baud,
        paced=arguments.baud is not None,
        seed=arguments.seed,
    )
    scenario = read_scenario(arguments.scenario) if arguments.scenario else ()
    async with AsyncExitStack() as stack:
        stack.callback(surroundings.neighbours.stop)
        await surroundings.neighbours.start()
        if arguments.release:
            server = UpdateServer(*arguments.release)
            await stack.enter_async_context(server.serve(surroundings))
        page = None
        if arguments.host_view is not None:
            view = HostView(surroundings.hid_hosts)
            page = await stack.enter_async_context(view.serve(arguments.host_view))
        if arguments.link is not None:
            address = await stack.enter_async_context(module.on_pty(arguments.link))
        else:
            url = await stack.enter_async_context(module.on_tcp(*arguments.tcp))
            address = url.removeprefix("socket://")
        print(f"ready: {address}", flush=True)
        if page is not None:
            print(f"hosts: {page}", flush=True)
        work: list[Coroutine[Any, Any, None]] = [
            *(run_fault(module, fault) for fault in arguments.faults),
            *(run_event(module, event) for event in scenario),
        ]
        tasks = [asyncio.ensure_future(item) for item in work]
        for task in tasks:
            task.add_done_callback(_report)
        await stopped.wait()
        for task in tasks:
            task.cancel()


def _report(task: asyncio.Future[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        print(f"event failed: {error}", file=sys.stderr, flush=True)


def main() -> int:
    """Run what the command line asks for; return the exit status."""
    arguments = parser().parse_args()
    try:
        asyncio.run(run(arguments))
    except (BadScenario, XkbMissing, ValueError, OSError) as err:
        print(f"error: {err}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
