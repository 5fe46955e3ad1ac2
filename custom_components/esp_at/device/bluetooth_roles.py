"""What a module can be over Bluetooth: one thing at a time."""

from ..at.command import Command
from ..at.commands import ble, classic
from ..at.turns import Priority
from .feature import DeviceLink
from .state import BluetoothRole, BluetoothRoleEnded


async def end_roles(link: DeviceLink, priority: Priority) -> None:
    """Take down what excludes the keyboard, each with a BluetoothRoleEnded."""
    run, supports = link.client.execute, link.firmware.supports

    async def end(role: BluetoothRole, command: Command[None]) -> None:
        await run(command, priority=priority)
        link.emit(BluetoothRoleEnded(role=role))

    if supports(ble.SetBle):
        status = await run(ble.GetBle(), priority=priority)
        if status.role is not ble.BleRole.OFF:
            await end(BluetoothRole.BLE, ble.SetBle(role=ble.BleRole.OFF))
    if (
        supports(ble.SetBlufi)
        and (await run(ble.GetBlufi(), priority=priority)).enabled
    ):
        await end(BluetoothRole.BLUFI, ble.SetBlufi(enabled=False))
    if (
        supports(classic.SetClassic)
        and (await run(classic.GetClassic(), priority=priority)).enabled
    ):
        await end(BluetoothRole.CLASSIC, classic.SetClassic(enabled=False))
