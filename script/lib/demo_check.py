"""What script/demo --check looks at: a line per check."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
import ipaddress
import json
import re

from script.lib.api import Api, ApiError, eventually
from script.lib.home_assistant import HomeAssistant, wait_until_running
from script.lib.module import DOMAIN, MISSING, Module
from script.lib.simulator import (
    ACCESS_POINTS,
    ECHO,
    ECHO_PORT,
    NETWORK,
    NETWORK_PASSWORD,
)

RESTART_SECONDS = 30
TYPED = "Hello, Living Room: 100 %!"

# In the log of a Home Assistant that has nothing to complain of
EXPECTED = (
    "has not been tested by Home Assistant",  # of every custom integration
    f"Error during service call to {DOMAIN}.join_wifi",  # the wrong password
)

type Check = Callable[[Module], Awaitable[str]]


class CheckError(Exception):
    """Something is not as it must be."""


def expect(truth: object, otherwise: str) -> None:
    """Fail the check unless something is true."""
    if not truth:
        raise CheckError(otherwise)


async def entities_appear(module: Module) -> str:
    """Most entities have a value soon after the set-up."""
    states = await module.states()
    known = {name for name, state in states.items() if state not in MISSING}
    platforms = {name.split(".")[0] for name in states}
    expect(len(states) >= 15, f"only {len(states)} entities: {sorted(states)}")
    unavailable = [name for name, state in states.items() if state == "unavailable"]
    expect(not unavailable, f"unavailable: {unavailable}")
    return f"{len(states)} entities of {len(platforms)} platforms, {len(known)} with a value"


async def values_are_plausible(module: Module) -> str:
    """What the sensors show can be true."""
    states = await module.states()
    if states["binary_sensor.wifi"] == "off":
        return f"in no network: {states['sensor.connection']}"
    signal = float(states["sensor.signal"])
    expect(-100 <= signal < 0, f"a signal of {signal} dBm")
    address = ipaddress.ip_address(states["sensor.ip_address"])
    expect(not address.is_unspecified, f"the address {address}")
    return f"joined to {states['sensor.ssid']} as {address}, {signal:.0f} dBm"


async def is_in_the_network(module: Module) -> str:
    """The module is where the demo has put it."""
    network = await module.state("sensor.ssid")
    expect(network == NETWORK, f"it is in {network}")
    return f"the module is in the network {network}"


async def scan_finds_networks(module: Module) -> str:
    """The action scan_wifi answers with the networks around."""
    response = await module.call("scan_wifi")
    found = {access_point["ssid"] for access_point in response["access_points"]}
    expect(found, "no network found")
    return f"scan_wifi found {', '.join(sorted(found))}"


async def scan_finds_every_network(module: Module) -> str:
    """The action scan_wifi finds each simulated access point."""
    response = await module.call("scan_wifi")
    found = {access_point["ssid"] for access_point in response["access_points"]}
    there = {point.split(",")[0] for point in ACCESS_POINTS}
    expect(found == there, f"found {found} instead of {there}")
    return f"scan_wifi found {', '.join(sorted(found))}"


async def wrong_password_is_told(module: Module) -> str:
    """A refused join fails with its reason, in words."""
    try:
        await module.call("join_wifi", ssid=NETWORK, password="wrong password")
    except ApiError as error:
        expect("password" in str(error), f"it says: {error}")
        return f"a wrong password fails: {error}"
    raise CheckError("a wrong password was taken")


async def join_answers(module: Module) -> str:
    """The action join_wifi answers with what was joined."""
    answer = await module.call("join_wifi", ssid=NETWORK, password=NETWORK_PASSWORD)
    expect(answer["ssid"] == NETWORK, f"it answers {answer}")
    await module.join(NETWORK, NETWORK_PASSWORD)
    return f"join_wifi joined {answer['ssid']} on channel {answer['channel']}"


async def socket_answers(module: Module) -> str:
    """The neighbour sends back what it gets, over TCP and over UDP."""
    for protocol in ("tcp", "udp"):
        response = await module.call(
            "socket_send",
            host=ECHO,
            port=ECHO_PORT,
            protocol=protocol,
            data="hello",
            answer_length=5,
        )
        answer = response["answer"]
        expect(answer["text"] == "hello", f"over {protocol} it answers {answer}")
    return f"{ECHO} answers over TCP and UDP"


async def host_shows(module: Module, view: str) -> str:
    """The switch makes the module a keyboard, and a text arrives on the host's page."""
    await (await module.keyboard()).switch_on()
    await module.call("type_text", text=TYPED, respond=False)
    async with Api(view.rstrip("/")) as host:

        async def is_shown() -> bool:
            return bool((await host.get("/state"))["text"] == TYPED)

        await eventually(is_shown, seconds=10, what="the text on the host")
        seen = await host.get("/state")
    expect(not seen["modifiers"], f"{seen['modifiers']} are down on the host")
    return f"{seen['name']} is connected to {seen['peer']}, and shows {TYPED!r}"


async def restart_button_works(module: Module) -> str:
    """The module comes back into its network, and says that it was asked to."""
    before = await module.state("event.restart")
    network = await module.state("sensor.ssid")
    pressed = datetime.now()
    await module.api.call(
        "button.press", target={"entity_id": module.entity_id("button.restart")}
    )

    async def is_back() -> bool:
        told = await module.state("event.restart") != before
        return told and await module.state("sensor.ssid") == network

    try:
        await eventually(is_back, seconds=RESTART_SECONDS, what="the module")
    except TimeoutError:
        states = await module.states()
        raise CheckError(f"not back in {network}: {states}") from None
    seconds = (datetime.now() - pressed).total_seconds()
    return f"restart button: the module was back after {seconds:.1f} s"


async def diagnostics_keep_secrets(module: Module) -> str:
    """The diagnostics can be shown to anybody."""
    document = await module.api.get(f"/api/diagnostics/config_entry/{module.entry_id}")
    data = document["data"]
    text = json.dumps(data)
    states = await module.states()
    private = {
        NETWORK_PASSWORD,
        TYPED,
        f'"{states["sensor.ssid"]}"',
        states["sensor.ip_address"],
    } - MISSING
    found = {secret for secret in private if secret in text}
    expect(not found, f"they hold {found}")
    expect(data["wire"], "they hold no lines of the wire")
    return f"diagnostics: {len(data['wire'])} lines of the wire, nothing private"


async def reload_works(module: Module) -> str:
    """The entry can be unloaded and set up again."""
    path = f"/api/config/config_entries/entry/{module.entry_id}/reload"
    answer = await module.api.post(path)
    expect(not answer["require_restart"], "it needs a restart of Home Assistant")
    await eventually(module.available, seconds=RESTART_SECONDS, what="the reload")
    return "the entry reloads"


CHECKS: tuple[Check, ...] = (entities_appear, values_are_plausible)
SIMULATED_CHECKS: tuple[Check, ...] = (
    is_in_the_network,
    scan_finds_every_network,
    wrong_password_is_told,
    join_answers,
    socket_answers,
)
"""These change the network that the module is in: never done to a real one."""
LAST_CHECKS: tuple[Check, ...] = (
    restart_button_works,
    diagnostics_keep_secrets,
    reload_works,
)


async def check(home: HomeAssistant, module: Module, *, view: str | None) -> int:
    """Print a line per check; return 0 if all hold, 1 otherwise.

    ``view`` is where the host of a simulated module shows what it sees.
    """

    async def keyboard_types(module: Module) -> str:
        """What is typed arrives on the host that the demo has."""
        return await host_shows(module, view or "")

    middle: tuple[Check, ...] = (scan_finds_networks,)
    if view is not None:
        middle = (*SIMULATED_CHECKS, keyboard_types)
    results = [await run(each, module) for each in (*CHECKS, *middle, *LAST_CHECKS)]

    async def home_assistant_restarts(module: Module) -> str:
        """All of it comes back after a restart of Home Assistant."""
        await module.api.restart()

        async def is_restarted() -> bool:
            return home.starts > 1 and await home.answers()

        await eventually(is_restarted, seconds=60, what="Home Assistant's restart")
        await wait_until_running(module.api)
        await eventually(module.available, seconds=RESTART_SECONDS, what="the module")
        if view is None:
            return "Home Assistant restarts, and the module is there again"
        keyboard = await module.keyboard()
        await eventually(keyboard.used, seconds=RESTART_SECONDS, what="the host")
        return "Home Assistant restarts, and module and keyboard are there again"

    async def log_is_clean(_: Module) -> str:
        """Home Assistant had nothing to complain of."""
        complaints = [*complaints_of(home)]
        expect(not complaints, "\n".join(complaints))
        return "no error or warning about the integration in the log"

    results += [
        await run(home_assistant_restarts, module),
        await run(log_is_clean, module),
    ]
    print("all checks passed" if all(results) else "some checks FAILED")
    return 0 if all(results) else 1


async def run(each: Check, module: Module) -> bool:
    """Run one check and print what it found."""
    try:
        print(f"  ok    {await each(module)}", flush=True)
    except (ApiError, CheckError, KeyError, TimeoutError, ValueError) as error:
        print(f"  FAIL  {each.__name__}: {type(error).__name__}: {error}", flush=True)
        return False
    return True


def complaints_of(home: HomeAssistant) -> Iterator[str]:
    """Yield the lines of the log in which the integration is complained of."""
    for line in home.output.read_text(errors="replace").splitlines():
        level = re.search(r" (?:ERROR|WARNING|CRITICAL) ", line)
        if level and DOMAIN in line and not any(known in line for known in EXPECTED):
            yield line
