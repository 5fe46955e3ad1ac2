"""The module itself: restart, memory, power, clock, and commands as text."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import override

from ..at.commands import basic
from ..at.errors import CommandFailed
from ..at.turns import Priority
from .feature import Feature
from .state import Memory, RestartReason, SleepMode

_SLEEP_MODES = {
    SleepMode.OFF: basic.SleepMode.OFF,
    SleepMode.MODEM: basic.SleepMode.MODEM,
    SleepMode.LIGHT: basic.SleepMode.LIGHT,
    SleepMode.MODEM_LISTEN: basic.SleepMode.MODEM_LISTEN,
}
_MODES_OF_SLEEP = {number: mode for mode, number in _SLEEP_MODES.items()}
_STEPS_PER_DBM = 4


class SystemFeature(Feature):
    """What every module has."""

    _wanted_sleep: SleepMode | None = None
    _wanted_power: float | None = None

    @property
    def supports_temperature(self) -> bool:
        """Return whether the chip can measure its temperature."""
        return self._supports(basic.GetTemperature)

    @property
    def supports_transmit_power(self) -> bool:
        """Return whether the transmit power can be limited."""
        return self._supports(basic.SetTransmitPower)

    @property
    def supports_rollback(self) -> bool:
        """Return whether the firmware can go back to the one before."""
        return self._supports(basic.RollBack)

    @property
    def supports_sleep_mode(self) -> bool:
        """Return whether the power saving can be chosen."""
        return self._supports(basic.SetSleepMode)

    @property
    def supports_minimum_heap(self) -> bool:
        """Return whether the firmware tells the least free memory there was."""
        return self._link.firmware.has("2.2")

    @property
    def sleep_modes(self) -> tuple[SleepMode, ...]:
        """Return the modes that the firmware knows.

        Light sleep is left out: it would stop the serial line.
        """
        if self._link.firmware.has("2.1"):
            return (SleepMode.OFF, SleepMode.MODEM, SleepMode.MODEM_LISTEN)
        return (SleepMode.OFF, SleepMode.MODEM)

    @override
    async def set_up(self) -> None:
        """Bring back what a restart forgets."""
        if self._wanted_sleep is not None:
            await self._set_sleep_mode(self._wanted_sleep, Priority.SET_UP)
        if self._wanted_power is not None:
            await self._set_transmit_power(self._wanted_power, Priority.SET_UP)

    @override
    async def refresh(self) -> None:
        """Read memory, temperature, transmit power and sleep mode."""
        free = await self._run(basic.GetFreeMemory(), Priority.REFRESH)
        memory = Memory(free=free.free, minimum_free=free.minimum_free)
        self._link.update(replace(self._link.state, memory=memory))
        await self._read_sleep_mode()
        if self.supports_transmit_power:
            await self._read_transmit_power()
        if self.supports_temperature:
            measured = await self._run(basic.GetTemperature(), Priority.REFRESH)
            self._link.update(replace(self._link.state, temperature=measured.celsius))

    async def restart(self) -> None:
        """Restart the module; it is set up again by itself. ``Spec 2.2``."""
        self._link.expect_restart(RestartReason.REQUESTED)
        await self._run(basic.Restart())

    async def factory_reset(self) -> None:
        """Erase every saved setting and restart. ``Spec 2.6``."""
        self._wanted_sleep = self._wanted_power = None
        self._link.expect_restart(RestartReason.FACTORY_RESET)
        await self._run(basic.RestoreFactorySettings())

    async def roll_back(self) -> None:
        """Boot the firmware before the last update; raise Unsupported. ``Spec 2.15``."""
        self._require(self.supports_rollback, "rollback")
        self._link.expect_restart(RestartReason.ROLLBACK)
        await self._run(basic.RollBack())

    async def sleep(self, duration: timedelta) -> None:
        """Sleep deeply, up to 24 days; the module is unavailable meanwhile. ``Spec 2.4``."""
        milliseconds = int(duration / timedelta(milliseconds=1))
        await self._run(basic.DeepSleep(duration=milliseconds))
        self._link.fall_asleep(duration)

    async def set_sleep_mode(self, mode: SleepMode) -> None:
        """Choose how the module saves power; set again after restarts. ``Spec 2.9``."""
        self._require(mode in self.sleep_modes, f"sleep_mode_{mode}")
        await self._set_sleep_mode(mode, Priority.USER)
        self._wanted_sleep = mode
        await self._read_sleep_mode(Priority.USER)

    async def set_transmit_power(self, dbm: float) -> None:
        """Limit the Wi-Fi power, 10 to 21 dBm; set again after restarts. ``Spec 2.14``.

        The chip takes the next lower level that it knows.
        """
        self._require(self.supports_transmit_power, "transmit_power")
        await self._set_transmit_power(dbm, Priority.USER)
        self._wanted_power = dbm
        await self._read_transmit_power(Priority.USER)

    async def set_clock(self, now: datetime) -> None:
        """Set the module's clock, which TLS needs; raise Unsupported. ``Spec 2.16``."""
        self._require(self._supports(basic.SetClock), "clock")
        await self._run(basic.SetClock(timestamp=int(now.timestamp())))

    async def send_command(
        self, line: str, payload: bytes | None = None, timeout: float = 10.0
    ) -> tuple[str, ...]:
        """Send a command as text and return the lines of its response.

        ``payload`` follows the module's prompt. ``timeout`` is in seconds. Raises
        InvalidParameter for a line that could be a second command or is too long.
        """
        return await self._link.client.execute_line(line, payload, timeout=timeout)

    async def _read_sleep_mode(self, priority: Priority = Priority.REFRESH) -> None:
        sleep = await self._run(basic.GetSleepMode(), priority)
        mode = _MODES_OF_SLEEP.get(sleep.mode)
        self._link.update(replace(self._link.state, sleep_mode=mode))

    async def _read_transmit_power(self, priority: Priority = Priority.REFRESH) -> None:
        try:
            power = await self._run(basic.GetTransmitPower(), priority)
        except CommandFailed:  # the radio is off
            dbm = None
        else:
            dbm = power.wifi / _STEPS_PER_DBM
        self._link.update(replace(self._link.state, transmit_power=dbm))

    async def _set_sleep_mode(self, mode: SleepMode, priority: Priority) -> None:
        await self._run(basic.SetSleepMode(mode=_SLEEP_MODES[mode]), priority)

    async def _set_transmit_power(self, dbm: float, priority: Priority) -> None:
        wanted = basic.SetTransmitPower(wifi=round(dbm * _STEPS_PER_DBM))
        await self._run(wanted, priority)
