"""A new user's way through Home Assistant, in a real browser."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
import sys
import tempfile
import time

from playwright.async_api import expect

from script.lib.api import Api, eventually
from script.lib.browser import Frontend, browser
from script.lib.home_assistant import HomeAssistant, free_port, running
from script.lib.module import DOMAIN, Module
from script.lib.process import TOP, run
from script.lib.simulator import (
    ACCESS_POINTS,
    ECHO,
    ECHO_PORT,
    HOST,
    NETWORK,
    NETWORK_PASSWORD,
    simulated_module,
    view_url,
)

PICTURES = TOP / "docs" / "images"
NAME = "ESP-AT"
CONNECTION = "Echo"
MESSAGE = "hello, café at 20 °C"
LINE_END = "\n"
TYPED = """Dear Mary,
dinner is ready: come down before 7:30, or "somebody" eats it all!
Yours, Home Assistant"""
WAY = ((240, -60), (-150, 120), (260, 40), (-90, -160))
WRONG_PORT = "/dev/ttyUSB9"
RESTART_SECONDS = 30
KINDS = ("text", "number")
"""Of the fields of a form."""


@asynccontextmanager
async def step(name: str) -> AsyncIterator[None]:
    """Print a step and how long it took; one that fails ends the walk."""
    started = time.monotonic()
    try:
        yield
    except BaseException:
        print(f"  FAIL  {name}", flush=True)
        raise
    print(f"  ok    {name} ({time.monotonic() - started:.1f} s)", flush=True)


async def walk(frontend: Frontend, api: Api, port: str, view: str) -> None:
    """Do what a new user does, and look at what he sees; a PC is shown at ``view``."""
    page = frontend.page

    async with step("log in"):
        await frontend.log_in()
        await expect(page.get_by_text("Welcome Demo")).to_be_visible()

    async with step("a wrong port is refused, and it says why"):
        form = await frontend.add_integration(NAME)
        await expect(form).to_contain_text("The module must run the ESP-AT firmware")
        await frontend.type_port(WRONG_PORT)
        await frontend.picture("connect")
        await frontend.submit()
        await expect(page.locator("step-flow-form")).to_contain_text(
            "There is no such port"
        )
        await frontend.picture("wrong-port")

    async with step("the right port sets the module up"):
        await frontend.type_port(port)
        await frontend.submit()
        await page.locator("step-flow-create-entry").wait_for()
        await frontend.picture("connected")
        await frontend.finish_set_up()

    entry = next(
        entry
        for entry in await api.get("/api/config/config_entries/entry")
        if entry["domain"] == DOMAIN
    )
    module = await Module.of_entry(api, entry["entry_id"])

    async with step(
        "the integration page shows the entry, the module and its keyboard"
    ):
        await frontend.open(f"/config/integrations/integration/{DOMAIN}")
        await expect(page.locator("ha-config-entry-row")).to_have_count(1)
        await expect(page.locator("ha-config-entry-device-row")).to_have_count(2)
        await frontend.picture("integration")

    async with step("an action finds the networks around"):
        response = await frontend.perform_action(
            f"action: {DOMAIN}.scan_wifi\ndata:\n  config_entry_id: {module.entry_id}\n"
        )
        for access_point in ACCESS_POINTS:
            await expect(response).to_contain_text(access_point.split(",")[0])
        await frontend.picture("action")

    async with step("another joins one, and says as whom"):
        response = await frontend.perform_action(
            f"action: {DOMAIN}.join_wifi\n"
            f"data:\n  config_entry_id: {module.entry_id}\n"
            f"  ssid: {NETWORK}\n  password: {NETWORK_PASSWORD}\n"
        )
        await expect(response).to_contain_text("ip_address")

    async with step("a UDP peer is added, and a message to it comes back"):
        await frontend.open(f"/config/integrations/integration/{DOMAIN}")
        form = await frontend.add_connection("UDP peer")
        texts, numbers = (form.locator(f"ha-selector-{kind}") for kind in KINDS)
        await texts.nth(0).locator("input").fill(CONNECTION)
        await texts.nth(1).locator("input").fill(ECHO)
        await numbers.nth(0).locator("input").fill(str(ECHO_PORT))
        await frontend.picture("connection")
        await frontend.submit()
        await expect(page.get_by_text("Where a received message ends")).to_be_visible()
        await frontend.submit()
        await frontend.finish_set_up()

        await frontend.open(await module.connection_page(CONNECTION))
        field = page.locator("hui-text-entity-row input")
        await field.fill(MESSAGE)
        await field.press("Enter")
        await expect(page.locator("hui-event-entity-row")).to_contain_text("Received")
        details = await frontend.show_details(page.locator("hui-event-entity-row"))
        for text in (MESSAGE, MESSAGE.encode().hex()):
            value = details.locator("ha-attribute-value").filter(has_text=text)
            await expect(value).to_have_count(1)
        await frontend.picture("received")

    async with step("the keyboard is switched on, and a PC connects to it"):
        await frontend.open((await module.keyboard()).path)
        keyboard = page.locator("ha-config-device-page")
        await expect(keyboard.get_by_text("Disconnected").first).to_be_visible()
        await frontend.switch_on("Keyboard")
        host = await frontend.beside(view)
        await expect(host.page.locator("h1")).to_have_text(HOST)
        await expect(host.page.get_by_role("status")).to_contain_text("Connected to")
        await expect(keyboard.get_by_text("Disconnected")).to_have_count(0)
        await frontend.enlarge()
        await frontend.picture("keyboard")
        await frontend.shrink()

    async with step("an action types, and the PC shows it"):
        await frontend.perform_action(
            f"action: {DOMAIN}.type_text\n"
            f"data:\n  config_entry_id: {module.entry_id}\n"
            f"  text: |-\n    {TYPED.replace(LINE_END, LINE_END + '    ')}\n"
        )
        await expect(host.page.get_by_role("textbox")).to_have_value(TYPED)
        for x, y in WAY:
            await module.call("move_mouse", x=x, y=y, respond=False)
        await module.call("click_mouse", count=2, respond=False)
        await module.call("send_consumer", usage="volume_up", respond=False)
        for seen in ("left, left", "volume_up"):
            await expect(host.page.locator("dd", has_text=seen)).to_be_visible()
        await host.picture("host")
        await host.page.close()

    async with step("the device page shows the module and its values"):
        await frontend.open(f"/config/devices/device/{module.device_id}")
        device = page.locator("ha-config-device-page")
        for text in (
            "Signal",
            "Restart",
            "Access point",
            await module.state("sensor.ip_address"),
        ):
            await expect(device.get_by_text(text).first).to_be_visible()
        await frontend.picture("device")

    async with step("the restart button: the module goes away and comes back"):
        before = await module.state("event.restart")
        row = device.locator("hui-button-entity-row").filter(has_text="Restart")
        await row.get_by_role("button", name="Press").click()
        await eventually(
            module.unavailable, seconds=RESTART_SECONDS, what="the restart"
        )
        await eventually(module.available, seconds=RESTART_SECONDS, what="the module")
        assert await module.state("event.restart") != before
        await expect(device.get_by_text("Unavailable")).to_have_count(0)
        await expect(device.get_by_text("Requested").first).to_be_visible()
        await frontend.enlarge()
        await frontend.picture("restarted")

    async with step("the browser had nothing to complain of"):
        assert not frontend.errors, frontend.errors


async def main() -> int:
    """Start what the walk needs, and walk."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="esp-at-e2e-") as name:
        folder = Path(name)
        (folder / "config").mkdir()
        home = HomeAssistant(folder / "config")
        host_view = free_port()
        async with (
            simulated_module(folder, host_view=host_view) as port,
            running(home) as api,
            browser(home.url, folder / "browser", PICTURES) as frontend,
        ):
            try:
                await walk(frontend, api, str(port), view_url(host_view))
            except Exception:
                await frontend.picture("failed")
                print(home.last_output())
                raise
    print(f"walked in {time.monotonic() - started:.0f} s; pictures in docs/images")
    return 0


if __name__ == "__main__":
    sys.exit(run(main()))
