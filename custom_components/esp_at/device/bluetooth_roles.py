"""What a module can be over Bluetooth: one thing at a time."""

from ..at.command import Command, QueryCommand, Record
from ..at.commands import ble, classic
from ..at.errors import CommandFailed
from ..at.turns import Priority
from .feature import DeviceLink
from .state import BluetoothRole, BluetoothRoleEnded


async def end_roles(link: DeviceLink, priority: Priority) -> None:
    """Take down what excludes the keyboard, each with a BluetoothRoleEnded.

    What the module refuses to tell of is not there: some builds lack what their version
    has.
    """

    async def state[R: Record](query: QueryCommand[R]) -> R | None:
        if not link.firmware.supports(type(query)):
            return None
        try:
            return await link.client.execute(query, priority=priority)
        except CommandFailed:
            return None

    async def end(role: BluetoothRole, command: Command[None]) -> None:
        await link.client.execute(command, priority=priority)
        link.emit(BluetoothRoleEnded(role=role))

    if (status := await state(ble.GetBle())) and status.role is not ble.BleRole.OFF:
        await end(BluetoothRole.BLE, ble.SetBle(role=ble.BleRole.OFF))
    if (blufi := await state(ble.GetBlufi())) and blufi.enabled:
        await end(BluetoothRole.BLUFI, ble.SetBlufi(enabled=False))
    if (bluetooth := await state(classic.GetClassic())) and bluetooth.enabled:
        await end(BluetoothRole.CLASSIC, classic.SetClassic(enabled=False))
