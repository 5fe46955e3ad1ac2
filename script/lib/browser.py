"""Home Assistant's pages, as a person in front of a browser uses them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
import shutil

from playwright.async_api import (
    ConsoleMessage,
    Locator,
    Page,
    async_playwright,
    expect,
)

from script.lib.home_assistant import PASSWORD, USER

PATIENCE_MS = 20_000
ANIMATION_SECONDS = 0.5
WIDTH, HEIGHT, TALL = 1280, 860, 1780
NOWHERE = (WIDTH // 2, 20)
"""Where the pointer is over nothing that would light up."""

# Only this machine is reached, and nothing is asked of the internet
OPTIONS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-first-run",
    "--no-sandbox",  # as root, in a container, there is none to be had
)


class Frontend:
    """One browser window, logged in or not."""

    def __init__(self, page: Page, url: str, pictures: Path) -> None:
        """Look at the Home Assistant at ``url``; pictures go to a folder."""
        self.page = page
        self.url = url
        self.errors: list[str] = []
        self._pictures = pictures
        page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "esp_at" in message.text:
            self.errors.append(message.text)

    async def beside(self, url: str) -> Frontend:
        """Open another page in the same browser, which need not be Home Assistant's."""
        page = await self.page.context.new_page()
        await page.goto(url)
        return Frontend(page, self.url, self._pictures)

    async def log_in(self) -> None:
        """Log in as the owner, and wait for the dashboard."""
        await self.page.goto(self.url)
        await self.page.locator("input[name=username]").fill(USER)
        await self.page.locator("input[name=password]").fill(PASSWORD)
        await self.page.get_by_role("button", name="Log in").click()
        await self._loaded()

    async def open(self, path: str) -> None:
        """Go to a page of Home Assistant."""
        await self.page.goto(f"{self.url}{path}")
        await self._loaded()

    async def _loaded(self) -> None:
        await self.page.locator("home-assistant-main").wait_for(state="attached")
        # It fades over the page
        await self.page.locator("#ha-launch-screen").wait_for(state="detached")

    async def enlarge(self) -> None:
        """Make the window as high as the page of a device, from its top."""
        await self.page.mouse.wheel(0, -TALL)
        await self.page.mouse.move(*NOWHERE)
        await self.page.set_viewport_size({"width": WIDTH, "height": TALL})

    async def shrink(self) -> None:
        """Make the window as it was."""
        await self.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})

    async def picture(self, name: str) -> None:
        """Take a picture once everything stands still."""
        await asyncio.sleep(ANIMATION_SECONDS)
        await self.page.screenshot(
            path=self._pictures / f"{name}.png", animations="disabled"
        )

    async def add_integration(self, name: str) -> Locator:
        """Open the form that adds an integration, and return it."""
        await self.open("/config/integrations/dashboard")
        await self.page.get_by_role("button", name="Add integration").click()
        await self.page.get_by_placeholder("Search for a brand name").fill(name)
        await (
            self.page.locator("ha-integration-list-item").filter(has_text=name).click()
        )
        form = self.page.locator("step-flow-form")
        await form.wait_for()
        return form

    async def type_port(self, port: str) -> None:
        """Type a port that is not in the list, in the form that is open."""
        picker = self.page.locator("ha-selector-serial_port")
        field = picker.locator("input")
        if await field.count() == 0:
            await picker.click()
            await (
                self.page.locator("ha-picker-combo-box")
                .get_by_text("Enter manually")
                .click()
            )
            # The list empties the field once more while it closes
            await asyncio.sleep(ANIMATION_SECONDS)
        await field.fill(port)
        await expect(field).to_have_value(port)

    async def submit(self) -> None:
        """Send the form that is open."""
        await self.page.get_by_role("button", name="Submit").click()

    async def finish_set_up(self) -> None:
        """Leave the dialog of an integration that was set up."""
        await self.page.locator("step-flow-create-entry").wait_for()
        await self.page.locator(
            "dialog-data-entry-flow ha-button[slot=primaryAction]"
        ).click()
        await self.page.locator("step-flow-create-entry").wait_for(state="hidden")

    async def add_connection(self, kind: str) -> Locator:
        """Open the form of a kept connection on the page of the integration."""
        await self.page.get_by_role("button", name=f"Add {kind}").click()
        form = self.page.locator("step-flow-form")
        await form.wait_for()
        return form

    async def switch_on(self, name: str) -> None:
        """Switch an entity on, on the page of its device."""
        row = self.page.locator("hui-toggle-entity-row").filter(has_text=name).first
        await row.locator("ha-switch, ha-control-switch").first.click()

    async def show_details(self, row: Locator) -> Locator:
        """Open the details of the entity that a row shows, and return them."""
        await row.click()
        dialog = self.page.locator("ha-more-info-dialog")
        await dialog.locator("ha-dropdown ha-icon-button[slot=trigger]").first.click()
        await dialog.locator("ha-dropdown-item[value=details]").click()
        return dialog

    async def perform_action(self, yaml: str) -> Locator:
        """Perform an action in the developer tools; return where its response is."""
        await self.open("/config/tools/action")
        await self.page.get_by_role("button", name="YAML mode").click()
        editor = self.page.locator("ha-yaml-editor .cm-content").first
        await editor.click()
        await self.page.keyboard.press("Control+A")
        await self.page.keyboard.insert_text(yaml)
        await self.page.get_by_role("button", name="Perform action").click()
        return self.page.locator("tools-action .response, ha-card .response")


@asynccontextmanager
async def browser(url: str, folder: Path, pictures: Path) -> AsyncIterator[Frontend]:
    """Open a browser without a past; its traces go to ``folder``."""
    executable = shutil.which("chromium")
    if executable is None:
        raise FileNotFoundError("chromium is not installed")
    pictures.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            folder,
            executable_path=executable,
            headless=True,
            args=list(OPTIONS),
            viewport={"width": WIDTH, "height": HEIGHT},
            locale="en-GB",
            timezone_id="Europe/Amsterdam",
        )
        context.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        try:
            yield Frontend(context.pages[0], url, pictures)
        finally:
            await context.close()
