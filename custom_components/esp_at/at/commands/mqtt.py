"""MQTT AT commands: so far what the framing of the line needs."""

from typing import Annotated

from ..command import Urc
from ..fields import BlockData, BlockLength, Flag, Number, Text

type MqttLinkId = Annotated[int, Number(minimum=0, maximum=0)]


class BrokerConnected(Urc, prefix="+MQTTCONNECTED"):
    """The connection to the broker is up; the port is printed with quotes."""

    link_id: MqttLinkId
    scheme: Annotated[int, Number(minimum=1, maximum=10)]
    host: Annotated[str, Text(max_bytes=128)]
    port: Annotated[str, Text(max_bytes=5)]
    path: Annotated[str, Text(max_bytes=64)]
    reconnect: Flag


class BrokerDisconnected(Urc, prefix="+MQTTDISCONNECTED"):
    """The connection to the broker is down."""

    link_id: MqttLinkId


class MessageReceived(Urc, prefix="+MQTTSUBRECV"):
    """A message, or a part of one of more than about 1000 bytes."""

    link_id: MqttLinkId
    topic: Annotated[str, Text(max_bytes=128)]
    length: Annotated[int, BlockLength()]
    data: Annotated[bytes, BlockData()]


class MessagePublished(Urc, prefix="+MQTTPUB:OK"):
    """A raw message was published; ends AT+MQTTPUBRAW without OK."""


class MessageNotPublished(Urc, prefix="+MQTTPUB:FAIL"):
    """A raw message was not published; ends AT+MQTTPUBRAW without ERROR."""
