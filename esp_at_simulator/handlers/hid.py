"""BLE HID AT commands, and the Bluetooth roles that exclude HID."""

from custom_components.esp_at.at.commands import ble, classic, hid

from ..hid_device import START_SECONDS
from ..hid_reports import consumer_report, keyboard_report, mouse_report
from .base import Handlers


class HidHandlers(Handlers):
    """The manual's sections 5.37 to 5.40."""

    @hid.GetHid.handler
    async def get_hid(self, command: hid.GetHid) -> hid.HidStatus:
        """Report whether HID is on, a host or not."""
        return hid.HidStatus(enabled=self.state.hid)

    @hid.SetHid.handler
    async def set_hid(self, command: hid.SetHid) -> None:
        """Start advertising, or end it."""
        if command.enabled == self.state.hid:
            return
        if command.enabled:
            self.require(self.module.hid.has_memory)
            self._require_no_other_role()
            await self.module.sleep(START_SECONDS)
            self.module.hid.start()
        else:
            self.module.hid.stop()
            await self.module.sleep(START_SECONDS)

    def _require_no_other_role(self) -> None:
        state = self.state
        self.require(not state.ble_role and not state.blufi)
        if self.profile.hid_excludes_classic:
            self.require(not state.classic_bluetooth)

    @hid.GetHidName.handler
    async def get_name(self, command: hid.GetHidName) -> hid.HidName:
        """Report the name that the next start takes."""
        return hid.HidName(device_name=self.nvs.hid_name)

    @hid.SetHidName.handler
    async def set_name(self, command: hid.SetHidName) -> None:
        """Save the name; while HID is on, it keeps the one it has."""
        self.nvs.hid_name = command.device_name

    @hid.SendKeys.handler
    async def send_keys(self, command: hid.SendKeys) -> None:
        """Press keys and release them; the modifiers stay down."""
        keys = (
            *(command.key_1, command.key_2, command.key_3),
            *(command.key_4, command.key_5, command.key_6),
        )
        down = keyboard_report(command.modifiers, keys)
        self.module.hid.send(down, keyboard_report(command.modifiers))

    @hid.MoveMouse.handler
    async def move_mouse(self, command: hid.MoveMouse) -> None:
        """Send one report; the buttons stay down."""
        report = mouse_report(command.buttons, command.x, command.y, command.wheel)
        self.module.hid.send(report)

    @hid.SendConsumerControl.handler
    async def send_consumer(self, command: hid.SendConsumerControl) -> None:
        """Press a key of a remote and release it."""
        self.module.hid.send(consumer_report(command.usage), consumer_report())


class BluetoothRoleHandlers(Handlers):
    """What excludes HID: which other roles the Bluetooth controller has."""

    @ble.GetBle.handler
    async def get_ble(self, command: ble.GetBle) -> ble.BleStatus:
        """Report the role."""
        return ble.BleStatus(role=ble.BleRole(self.state.ble_role))

    @ble.SetBle.handler
    async def set_ble(self, command: ble.SetBle) -> None:
        """Take a role; another one has to be ended before."""
        state = self.state
        if command.role == state.ble_role:
            return
        if command.role:
            self.require(not state.ble_role and not state.hid and not state.blufi)
        await self.module.sleep(START_SECONDS)
        state.ble_role = int(command.role)

    @ble.GetBlufi.handler
    async def get_blufi(self, command: ble.GetBlufi) -> ble.BlufiStatus:
        """Report whether BluFi is on."""
        return ble.BlufiStatus(enabled=self.state.blufi)

    @ble.SetBlufi.handler
    async def set_blufi(self, command: ble.SetBlufi) -> None:
        """Start BluFi, or end it."""
        state = self.state
        if command.enabled:
            self.require(not state.ble_role and not state.hid)
        await self.module.sleep(START_SECONDS)
        state.blufi = command.enabled

    @classic.GetClassic.handler
    async def get_classic(self, command: classic.GetClassic) -> classic.ClassicStatus:
        """Report whether classic Bluetooth is on."""
        return classic.ClassicStatus(enabled=self.state.classic_bluetooth)

    @classic.SetClassic.handler
    async def set_classic(self, command: classic.SetClassic) -> None:
        """Start classic Bluetooth, or end it."""
        if command.enabled and self.profile.hid_excludes_classic:
            self.require(not self.state.hid)
        await self.module.sleep(START_SECONDS)
        self.state.classic_bluetooth = command.enabled
