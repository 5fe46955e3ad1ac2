"""Basic AT commands: the system, its power and its messages."""

from random import Random

from custom_components.esp_at.at.command import Form
from custom_components.esp_at.at.commands import basic

from ..dispatcher import check_before_prompt
from ..state import Uart
from .base import Handlers

# The power steps of the chip, in 0.25 dBm
_POWER_LEVELS = (34, 44, 52, 56, 60, 66, 72, 78)
_LIGHT_SLEEP = basic.SleepMode.LIGHT


class BasicHandlers(Handlers):
    """The manual's chapter 2."""

    @basic.Attention.handler
    async def attend(self, command: basic.Attention) -> None:
        """Answer."""

    @basic.Restart.handler
    async def restart(self, command: basic.Restart) -> None:
        """Restart after the OK."""
        self.module.then(self.module.restart)

    @basic.RestartIntoMode.handler
    async def restart_into_mode(self, command: basic.RestartIntoMode) -> None:
        """Restart; the boot loader's download mode never says ``ready``."""
        module = self.module
        if command.download:
            module.then(lambda: module.deep_sleep(None))
        else:
            module.then(module.restart)

    @basic.GetVersion.handler
    async def get_version(self, command: basic.GetVersion) -> basic.VersionText:
        """Print three or four lines."""
        return basic.VersionText(lines=self.build.version_lines)

    @basic.GetCommands.handler
    async def get_commands(
        self, command: basic.GetCommands
    ) -> tuple[basic.ListedCommand, ...]:
        """List what the firmware registers."""
        return tuple(
            basic.ListedCommand(
                index=index,
                command=f"AT{name}",
                has_test=Form.TEST in forms,
                has_query=Form.QUERY in forms,
                has_set=Form.SET in forms,
                has_execute=Form.EXECUTE in forms,
            )
            for index, (name, forms) in enumerate(self.build.commands.items())
        )

    @basic.DeepSleep.handler
    async def sleep_deeply(self, command: basic.DeepSleep) -> None:
        """Be dead for the time, then boot."""
        module, seconds = self.module, command.duration / 1000
        module.then(lambda: module.deep_sleep(seconds))

    @basic.EchoOff.handler
    async def echo_off(self, command: basic.EchoOff) -> None:
        """Send lines back no more."""
        self.state.echo = False

    @basic.EchoOn.handler
    async def echo_on(self, command: basic.EchoOn) -> None:
        """Send lines back."""
        self.state.echo = True

    @basic.RestoreFactorySettings.handler
    async def restore(self, command: basic.RestoreFactorySettings) -> None:
        """Erase, answer, restart."""
        await self.module.sleep(0.16)
        self.module.then(self.module.restore_factory)

    @basic.GetCurrentUart.handler
    async def get_current_uart(
        self, command: basic.GetCurrentUart
    ) -> basic.CurrentUart:
        """Report the line, with the rate that the divider makes."""
        uart = self.state.uart
        return basic.CurrentUart(
            baudrate=uart.measured_baudrate,
            data_bits=uart.data_bits,
            stop_bits=basic.StopBits(uart.stop_bits),
            parity=basic.Parity(uart.parity),
            flow_control=basic.FlowControl(uart.flow_control),
        )

    @basic.GetUart.handler
    async def get_uart(self, command: basic.GetUart) -> basic.Uart:
        """Report the line under its other name."""
        uart = self.state.uart
        return basic.Uart(
            baudrate=uart.measured_baudrate,
            data_bits=uart.data_bits,
            stop_bits=basic.StopBits(uart.stop_bits),
            parity=basic.Parity(uart.parity),
            flow_control=basic.FlowControl(uart.flow_control),
        )

    @basic.GetDefaultUart.handler
    async def get_default_uart(
        self, command: basic.GetDefaultUart
    ) -> basic.DefaultUart:
        """Report the saved line."""
        uart = self.nvs.uart
        return basic.DefaultUart(
            baudrate=uart.baudrate,
            data_bits=uart.data_bits,
            stop_bits=basic.StopBits(uart.stop_bits),
            parity=basic.Parity(uart.parity),
            flow_control=basic.FlowControl(uart.flow_control),
        )

    @basic.SetCurrentUart.handler
    async def set_current_uart(self, command: basic.SetCurrentUart) -> None:
        """Switch the line after the OK."""
        self.state.uart = _uart(command)
        self.module.then(self.module.apply_uart)

    @basic.SetDefaultUart.handler
    async def set_default_uart(self, command: basic.SetDefaultUart) -> None:
        """Switch the line after the OK, and for good."""
        self.state.uart = _uart(command)
        self.nvs.uart = _uart(command)
        self.module.then(self.module.apply_uart)

    @basic.GetSleepMode.handler
    async def get_sleep_mode(self, command: basic.GetSleepMode) -> basic.Sleep:
        """Report how power is saved."""
        return basic.Sleep(mode=basic.SleepMode(self.state.sleep_mode))

    @basic.SetSleepMode.handler
    async def set_sleep_mode(self, command: basic.SetSleepMode) -> None:
        """Choose how power is saved."""
        self.require(command.mode < self.profile.sleep_modes)
        self.require(
            command.mode is not _LIGHT_SLEEP or not self.module.soft_ap.enabled
        )
        self.state.sleep_mode = command.mode

    @basic.SetWakeSource.handler
    async def set_wake_source(self, command: basic.SetWakeSource) -> None:
        """Remember what wakes the module."""
        level = int(bool(command.level))
        self.state.wake_source = (command.source, command.parameter, level)

    @basic.SetLightSleepSource.handler
    async def set_light_sleep_source(self, command: basic.SetLightSleepSource) -> None:
        """Remember what wakes the module."""
        level = int(bool(command.level))
        self.state.wake_source = (command.source, command.parameter, level)

    @basic.LightSleep.handler
    async def sleep_lightly(self, command: basic.LightSleep) -> None:
        """Be deaf until the source wakes the module; without one, for good."""
        source, parameter, _ = self.state.wake_source or (None, 0, 0)
        module = self.module
        timer = source == basic.LightSleepSource.TIMER
        by_uart = source == basic.LightSleepSource.UART
        seconds = parameter / 1000 if timer else None
        module.then(lambda: module.light_sleep(seconds, by_uart=by_uart))

    @basic.GetFreeMemory.handler
    async def get_free_memory(self, command: basic.GetFreeMemory) -> basic.FreeMemory:
        """Report the heap; every answer is a little different."""
        state, profile = self.state, self.profile
        # The heap breathes; the least there was can only fall
        free = profile.free_memory - Random(state.clock).randrange(2048)
        state.minimum_free = min(state.minimum_free, free)
        return basic.FreeMemory(free=free, minimum_free=state.minimum_free)

    @basic.GetHeapMemory.handler
    async def get_heap_memory(self, command: basic.GetHeapMemory) -> basic.HeapMemory:
        """Report one kind of memory; no capability is no kind."""
        self.require(command.capabilities)
        free = self.profile.free_memory
        return basic.HeapMemory(
            largest_block=free * 2 // 3,
            free=free,
            minimum_free=self.state.minimum_free,
            total=free * 2,
        )

    @basic.GetMessageMode.handler
    async def get_message_mode(self, command: basic.GetMessageMode) -> basic.Messages:
        """Report which messages are printed."""
        return basic.Messages(mode=basic.MessageMode(self.settings.message_mode))

    @basic.SetMessageMode.handler
    async def set_message_mode(self, command: basic.SetMessageMode) -> None:
        """Choose which messages are printed."""
        self.save(message_mode=int(command.mode))

    @basic.GetTransmitPower.handler
    async def get_transmit_power(
        self, command: basic.GetTransmitPower
    ) -> basic.TransmitPower:
        """Report the power in the chip's steps."""
        wifi, *ble = self.state.transmit_power
        if self.profile.transmit_power_levels:
            lower = [level for level in _POWER_LEVELS if level <= wifi]
            wifi = lower[-1] if lower else wifi
        advertising, scanning, connection = ble or (None, None, None)
        return basic.TransmitPower(
            wifi=wifi,
            ble_advertising=advertising,
            ble_scanning=scanning,
            ble_connection=connection,
        )

    @basic.SetTransmitPower.handler
    async def set_transmit_power(self, command: basic.SetTransmitPower) -> None:
        """Limit the power; the radio must be on."""
        self.require(self.state.wifi_started and self.settings.wifi_mode)
        self.require(command.wifi <= self.profile.highest_power)
        power = self.state.transmit_power
        power[0] = command.wifi
        given = (command.ble_advertising, command.ble_scanning, command.ble_connection)
        for index, value in enumerate(given[: len(power) - 1], start=1):
            if value is not None:
                power[index] = value
            elif self.profile.setting_power_clears_ble:
                power[index] = 0

    @basic.RollBack.handler
    async def roll_back(self, command: basic.RollBack) -> None:
        """Boot the firmware of the other slot, if there is one."""
        nvs, running = self.nvs, self.profile.binary
        self.require(nvs.other_firmware != "unknown")
        if nvs.other_firmware != running:
            nvs.firmware, nvs.other_firmware = nvs.other_firmware, running or "unknown"
        nvs.swapped = not nvs.swapped
        self.module.then(self.module.restart)

    @basic.GetFirmwareSlots.handler
    async def get_firmware_slots(
        self, command: basic.GetFirmwareSlots
    ) -> basic.FirmwareSlots:
        """Report both slots."""
        slots = (0x100000, 0x280000)
        running, other = slots[::-1] if self.nvs.swapped else slots
        return basic.FirmwareSlots(
            running_address=running,
            running_version=self.profile.binary or "unknown",
            other_address=other,
            other_version=self.nvs.other_firmware,
        )

    @basic.GetClock.handler
    async def get_clock(self, command: basic.GetClock) -> basic.Clock:
        """Report the time; it starts at 0."""
        return basic.Clock(timestamp=self.state.clock)

    @basic.SetClock.handler
    async def set_clock(self, command: basic.SetClock) -> None:
        """Set the time."""
        self.state.clock = command.timestamp

    @basic.GetErrorLog.handler
    async def get_error_log(self, command: basic.GetErrorLog) -> basic.ErrorLog:
        """Report whether errors come with a code."""
        return basic.ErrorLog(enabled=self.state.error_codes)

    @basic.SetErrorLog.handler
    async def set_error_log(self, command: basic.SetErrorLog) -> None:
        """Print codes, or not."""
        self.state.error_codes = bool(command.enabled)

    @basic.GetStoreMode.handler
    async def get_store_mode(self, command: basic.GetStoreMode) -> basic.StoreMode:
        """Report whether settings are saved."""
        return basic.StoreMode(enabled=self.state.store)

    @basic.SetStoreMode.handler
    async def set_store_mode(self, command: basic.SetStoreMode) -> None:
        """Save settings, or not."""
        self.state.store = bool(command.enabled)

    @basic.ReadRegister.handler
    async def read_register(self, command: basic.ReadRegister) -> basic.Register:
        """Read what was written; other registers hold 0."""
        return basic.Register(value=self.state.registers.get(command.address, 0))

    @basic.WriteRegister.handler
    async def write_register(self, command: basic.WriteRegister) -> None:
        """Remember the value."""
        self.state.registers[command.address] = command.value

    @basic.GetTemperature.handler
    async def get_temperature(self, command: basic.GetTemperature) -> basic.Temperature:
        """Report how warm the chip is."""
        return basic.Temperature(celsius=self.module.surroundings.temperature)

    @basic.GetPassthroughInterval.handler
    async def get_passthrough_interval(
        self, command: basic.GetPassthroughInterval
    ) -> basic.PassthroughInterval:
        """Report how long data are collected."""
        return basic.PassthroughInterval(interval=self.state.passthrough_interval)

    @basic.SetPassthroughInterval.handler
    async def set_passthrough_interval(
        self, command: basic.SetPassthroughInterval
    ) -> None:
        """Choose how long data are collected."""
        self.state.passthrough_interval = command.interval

    @basic.CalibrateRadio.handler
    async def calibrate(self, command: basic.CalibrateRadio) -> None:
        """Take a moment."""
        await self.module.sleep(0.2)

    @basic.TestWithoutLongPackets.handler
    async def test_packets(self, command: basic.TestWithoutLongPackets) -> None:
        """Do nothing that a host could see."""


class MessageFilterHandlers(Handlers):
    """Which unsolicited lines are printed."""

    @basic.GetMessageFiltering.handler
    async def get_filtering(
        self, command: basic.GetMessageFiltering
    ) -> basic.MessageFiltering:
        """Report whether filters hold."""
        return basic.MessageFiltering(enabled=self.state.filtering)

    @basic.SetMessageFiltering.handler
    async def set_filtering(self, command: basic.SetMessageFiltering) -> None:
        """Let filters hold, or not."""
        self.state.filtering = bool(command.enabled)

    @basic.GetMessageFilters.handler
    async def get_filters(
        self, command: basic.GetMessageFilters
    ) -> tuple[basic.MessageFilter, ...]:
        """List the filters."""
        return tuple(
            basic.MessageFilter(
                index=index,
                head=head.decode("utf-8", "surrogateescape"),
                tail=tail.decode("utf-8", "surrogateescape"),
            )
            for index, (head, tail) in enumerate(self.state.filters)
        )

    @basic.ClearMessageFilters.handler
    async def clear_filters(self, command: basic.ClearMessageFilters) -> None:
        """Delete all filters."""
        self.state.filters.clear()

    @check_before_prompt(basic.AddMessageFilter)
    def check_filter(self, values: dict[str, object]) -> None:
        """Refuse a filter while filtering is off."""
        self.require(self.state.filtering)

    @basic.AddMessageFilter.handler
    async def add_filter(self, command: basic.AddMessageFilter) -> None:
        """Add a filter."""
        self.state.filters.append((command.head, command.tail))

    @basic.DeleteMessageFilter.handler
    async def delete_filter(self, command: basic.DeleteMessageFilter) -> None:
        """Delete a filter."""
        wanted = (command.head, command.tail)
        self.require(wanted in self.state.filters)
        self.state.filters.remove(wanted)


def _uart(command: basic.SetCurrentUart | basic.SetDefaultUart) -> Uart:
    return Uart(
        baudrate=command.baudrate,
        data_bits=command.data_bits,
        stop_bits=int(command.stop_bits),
        parity=int(command.parity),
        flow_control=int(command.flow_control),
    )
