"""What two answers may differ in, and what not."""

import pytest

from .masks import mask, mask_old


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (b"\r\n+IPD,4:abcd\r\n", b"\r\n+IPD,1:a\r\n\r\n+IPD,3:bcd\r\n"),
        (
            b"\r\nRecv 1 bytes\r\n\r\n+IPD,1:x\r\n\r\nSEND OK\r\n",
            b"\r\nRecv 1 bytes\r\n\r\nSEND OK\r\n\r\n+IPD,1:x\r\n",
        ),
        (
            b"\r\nRecv 1 bytes\r\n\r\n+IPD,0,1\r\n\r\nSEND OK\r\n",
            b"\r\nRecv 1 bytes\r\n\r\nSEND OK\r\n\r\n+IPD,0,1\r\n",
        ),
        (
            b'+CIPSTATE:0,"TCP","10.0.2.2",9001,53257,0\r\n',
            b'+CIPSTATE:0,"TCP","10.0.2.2",9001,40000,0\r\n',
        ),
        (b"+CIPSENDL:1024,1792\r\n", b"+CIPSENDL:1024,2944\r\n"),
        (b"WIFI CONNECTED\r\n\r\n>\r\nready\r\n", b"\r\n>\r\nready\r\n"),
    ],
)
def test_the_networks_business(one: bytes, other: bytes) -> None:
    """How a stream was cut, what came first, and which port was free do not count."""
    assert mask(one) == mask(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (b"\r\n+IPD,4:abcd\r\n", b"\r\n+IPD,4:abce\r\n"),
        (b"\r\n+IPD,0,1:a\r\n\r\n+IPD,1,1:b\r\n", b"\r\n+IPD,0,2:ab\r\n"),
        (b"\r\n+IPD,1:a\r\nCLOSED\r\n", b"CLOSED\r\n\r\n+IPD,1:a\r\n"),
        (b"\r\n+IPD,1:x\r\n\r\nOK\r\n", b"\r\nOK\r\n\r\n+IPD,1:x\r\n"),
        (
            b'+CIPSTATE:0,"UDP","10.0.2.2",9003,4567,0\r\n',
            b'+CIPSTATE:0,"UDP","10.0.2.2",9003,40000,0\r\n',
        ),
        (b"+CIPSENDL:1024,1\r\n", b"+CIPSENDL:2048,1\r\n"),
        (b"+HTTPCLIENT:2,ab\r\n+HTTPCLIENT:1,c\r\n", b"+HTTPCLIENT:3,abc\r\n"),
        (b"\r\n>\r\nready\r\n", b"\r\nready\r\n"),
        (b"\r\nOK\r\n\r\n+IPD,5152\r\n", b"\r\nOK\r\n\r\n+IPD,5760\r\n"),
    ],
)
def test_the_firmwares_business(one: bytes, other: bytes) -> None:
    """Bytes, links, and the order of everything else do."""
    assert mask(one) != mask(other)


def test_what_grows_in_old_firmware() -> None:
    """In 2.0 how much came in while an answer was printed is left to the network."""
    one, other = (b"\r\nOK\r\n\r\n+IPD,%d\r\n" % n for n in (1440, 4320))
    assert mask_old(one) == mask_old(other)
    assert mask_old(b"\r\nOK\r\n\r\n+IPD,12\r\n") != mask_old(one)
