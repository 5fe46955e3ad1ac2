"""The words with which the module says how a command went."""

SUCCESSES = frozenset({b"OK", b"SEND OK", b"SET OK", b"WRITE OK", b"+MQTTPUB:OK"})
REFUSALS = frozenset(
    {
        b"ERROR",
        b"FAIL",
        b"SEND FAIL",
        b"SEND Canceled",
        b"SEND CANCELLED",
        b"+MQTTPUB:FAIL",
    }
)
ERROR_CODE = b"ERR CODE:"
BUSY = b"busy p..."
READY = b"ready"
LED = (b"OK", b"ERROR", b"SEND ", b"Recv ", b"busy p", b"+IPD,")
"""Beginnings of what the module prints behind a line end of its own."""
