"""What the module serves and sends as a HID device: its report map and its reports.

The map has three input reports, each with its number: a mouse, a keyboard with the
lamps of one, and a remote. A report is written here with its number first, as hosts
keep it; on the air the characteristic tells the number.
"""

from enum import IntEnum

from custom_components.esp_at.keyboard.usages import ConsumerUsage


class ReportId(IntEnum):
    """The numbers of the reports."""

    MOUSE = 1
    KEYBOARD = 2
    CONSUMER = 3


class _Item(IntEnum):
    """The kinds of short items that the map is made of, without their size."""

    INPUT = 0x80
    OUTPUT = 0x90
    COLLECTION = 0xA0
    COLLECTION_END = 0xC0
    USAGE_PAGE = 0x04
    LOGICAL_MINIMUM = 0x14
    LOGICAL_MAXIMUM = 0x24
    REPORT_SIZE = 0x74
    REPORT_ID = 0x84
    REPORT_COUNT = 0x94
    USAGE = 0x08
    USAGE_MINIMUM = 0x18
    USAGE_MAXIMUM = 0x28


_DESKTOP, _KEYS, _LAMPS, _BUTTONS, _CONSUMER = 0x01, 0x07, 0x08, 0x09, 0x0C
_PHYSICAL, _APPLICATION, _LOGICAL = 0, 1, 2
_ARRAY, _CONSTANT, _VARIABLE = 0x00, 0x01, 0x02
_RELATIVE, _NULLABLE = 0x04, 0x40

_SELECTED = (
    *(ConsumerUsage.MUTE, ConsumerUsage.POWER, ConsumerUsage.RECALL_LAST),
    *(ConsumerUsage.ASSIGN_SELECTION, ConsumerUsage.PLAY, ConsumerUsage.PAUSE),
    *(ConsumerUsage.RECORD, ConsumerUsage.FAST_FORWARD, ConsumerUsage.REWIND),
    *(ConsumerUsage.NEXT, ConsumerUsage.PREVIOUS, ConsumerUsage.STOP),
)
"""The usages of the remote that share one field: the number of one of them is sent."""


def _item(kind: _Item, value: int) -> bytes:
    return bytes((kind | 1, value & 0xFF))


def _range(page: int, first: int, last: int) -> bytes:
    """Return the usages of a page from ``first`` to ``last``."""
    return (
        _item(_Item.USAGE_PAGE, page)
        + _item(_Item.USAGE_MINIMUM, first)
        + _item(_Item.USAGE_MAXIMUM, last)
    )


def _usages(*usages: int) -> bytes:
    return b"".join(_item(_Item.USAGE, usage) for usage in usages)


def _values(least: int, most: int) -> bytes:
    return _item(_Item.LOGICAL_MINIMUM, least) + _item(_Item.LOGICAL_MAXIMUM, most)


def _fields(bits: int, count: int, flags: int, *, kind: _Item = _Item.INPUT) -> bytes:
    return (
        _item(_Item.REPORT_SIZE, bits)
        + _item(_Item.REPORT_COUNT, count)
        + _item(kind, flags)
    )


def _collection(kind: int, *content: bytes) -> bytes:
    end = bytes((_Item.COLLECTION_END,))
    return _item(_Item.COLLECTION, kind) + b"".join(content) + end


def _application(page: int, usage: int, number: ReportId, *content: bytes) -> bytes:
    head = _item(_Item.USAGE_PAGE, page) + _usages(usage)
    return head + _collection(_APPLICATION, _item(_Item.REPORT_ID, number), *content)


REPORT_MAP = (
    _application(
        *(_DESKTOP, 0x02, ReportId.MOUSE),
        _usages(0x01),  # a pointer
        _collection(
            _PHYSICAL,
            *(_range(_BUTTONS, 1, 3), _values(0, 1), _fields(1, 3, _VARIABLE)),
            _fields(5, 1, _CONSTANT),
            _item(_Item.USAGE_PAGE, _DESKTOP),
            _usages(0x30, 0x31, 0x38),  # x, y and the wheel
            *(_values(-127, 127), _fields(8, 3, _VARIABLE | _RELATIVE)),
        ),
    )
    + _application(
        *(_DESKTOP, 0x06, ReportId.KEYBOARD),
        *(_range(_KEYS, 0xE0, 0xE7), _values(0, 1), _fields(1, 8, _VARIABLE)),
        _fields(8, 1, _CONSTANT),
        *(_range(_LAMPS, 1, 5), _fields(1, 5, _VARIABLE, kind=_Item.OUTPUT)),
        _fields(3, 1, _CONSTANT, kind=_Item.OUTPUT),
        *(_range(_KEYS, 0x00, 0x65), _values(0, 0x65), _fields(8, 6, _ARRAY)),
    )
    + _application(
        *(_CONSUMER, 0x01, ReportId.CONSUMER),
        _usages(0x02),  # the digits
        _collection(
            _LOGICAL,
            *(_range(_BUTTONS, 1, 10), _values(1, 10), _fields(4, 1, _ARRAY)),
        ),
        _item(_Item.USAGE_PAGE, _CONSUMER),
        _usages(0x86),  # the channel
        *(_values(-1, 1), _fields(2, 1, _VARIABLE | _RELATIVE | _NULLABLE)),
        _usages(ConsumerUsage.VOLUME_UP, ConsumerUsage.VOLUME_DOWN),
        *(_values(0, 1), _fields(1, 2, _VARIABLE)),
        _usages(*_SELECTED),
        *(_values(1, len(_SELECTED)), _fields(4, 1, _ARRAY)),
        _usages(0x80),  # a selection
        _collection(
            _LOGICAL,
            *(_range(_BUTTONS, 1, 3), _values(1, 3), _fields(2, 1, _ARRAY)),
        ),
        _fields(2, 1, _CONSTANT | _VARIABLE),
    )
)
"""What a host reads once to know what the reports mean."""

_CHANNEL = {ConsumerUsage.CHANNEL_UP: 1, ConsumerUsage.CHANNEL_DOWN: -1}
_VOLUME = {ConsumerUsage.VOLUME_UP: 1, ConsumerUsage.VOLUME_DOWN: 2}


def keyboard_report(modifiers: int, keys: tuple[int, ...] = ()) -> bytes:
    """Return which modifiers and keys are down; numbers lose all but eight bits."""
    held = bytes(key & 0xFF for key in keys).ljust(6, b"\0")
    return bytes((ReportId.KEYBOARD, modifiers & 0xFF, 0)) + held


def mouse_report(buttons: int, x: int, y: int, wheel: int) -> bytes:
    """Return buttons and movements; the fifth byte is in no map, and always sent."""
    moved = (part & 0xFF for part in (buttons, x, y, wheel))
    return bytes((ReportId.MOUSE, *moved, 0))


def consumer_report(usage: int = 0) -> bytes:
    """Return which key of the remote is down; one that is not in the map sends none."""
    usage, first, second = usage & 0xFF, 0, 0
    if usage in _CHANNEL:
        first = (_CHANNEL[ConsumerUsage(usage)] & 3) << 4
    elif usage in _VOLUME:
        first = _VOLUME[ConsumerUsage(usage)] << 6
    elif usage in _SELECTED:
        second = _SELECTED.index(ConsumerUsage(usage)) + 1
    return bytes((ReportId.CONSUMER, first, second))
