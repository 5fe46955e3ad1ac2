"""What is set before a link speaks TLS."""

import pytest

from custom_components.esp_at.device.device import EspAtDevice
from custom_components.esp_at.device.errors import ConnectFailed
from custom_components.esp_at.device.socket_types import SocketKind, Target, TlsOptions
from esp_at_simulator.module import SimulatedModule

HOST = "relay.test"


@pytest.mark.parametrize("verified", [(False, True), (True, False, True)])
async def test_name_in_the_certificate(
    device: EspAtDevice, simulator: SimulatedModule, verified: tuple[bool, ...]
) -> None:
    """Whom a link had to do with before does not decide whose certificate it takes."""
    expected = []
    for verify in verified:
        with pytest.raises(ConnectFailed):
            await device.sockets.open(
                Target(
                    kind=SocketKind.SSL,
                    host=HOST,
                    port=443,
                    tls=TlsOptions(verify_server=verify),
                )
            )
        names = [line for line in simulator.received if "CIPSSLCCN" in line]
        expected.append(names[-1])

    wanted = {True: f'AT+CIPSSLCCN=4,"{HOST}"', False: 'AT+CIPSSLCCN=4,""'}
    assert expected == [wanted[verify] for verify in verified]
