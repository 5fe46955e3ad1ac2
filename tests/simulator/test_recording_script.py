"""A user's log becomes a recorded session."""

import json
from pathlib import Path
import sys

import pytest

from script.lib.recording import NoWireLog, convert, main
from tests.recordings import Transfer, parse

LOG = """\
2026-11-22 13:00:00.000 INFO (MainThread) [homeassistant.core] Something > else
2026-11-22 13:00:00.100 DEBUG (MainThread) [custom_components.esp_at.at.wire] # port open
2026-11-22 13:00:00.200 DEBUG (MainThread) [custom_components.esp_at.at.wire] > AT+GMR
2026-11-22 13:00:00.250 DEBUG (MainThread) [custom_components.esp_at.at.wire] < AT version:4.1.1.0(x)
2026-11-22 13:00:00.260 DEBUG (MainThread) [custom_components.esp_at.at.wire] < OK
2026-11-22 13:00:01.200 DEBUG (MainThread) [custom_components.esp_at.at.wire] > AT+CWJAP="***","***"
2026-11-22 13:00:02.200 DEBUG (MainThread) [custom_components.esp_at.at.wire] < WIFI CONN\\xffECTED
"""
ENTRIES = [
    "2026-11-22T13:00:00.000+00:00 > AT+USERRAM=2,5",
    "2026-11-22T13:00:00.100+00:00 < OK",
    "2026-11-22T13:00:00.200+00:00 > <5 bytes>",
    "2026-11-22T13:00:00.300+00:00 < WRITE OK",
    '2026-11-22T13:00:00.400+00:00 > AT+SYSFLASH=2,"fatfs",0,4',
    "2026-11-22T13:00:00.500+00:00 < +SYSFLASH:4,<4 bytes>",
]


def test_log() -> None:
    """Only the wire's lines are taken, with their times and line ends."""
    name, text = convert(LOG, "join")
    assert name == "4.1.1_join"
    assert "# port open" in text
    recording = parse(name, text)
    assert recording.from_wire_log
    assert recording.profile == "4.1"
    assert recording.transfers == (
        Transfer(0.1, True, b"AT+GMR\r\n"),
        Transfer(0.15, False, b"AT version:4.1.1.0(x)\r\n"),
        Transfer(0.16, False, b"\r\nOK\r\n"),
        Transfer(1.1, True, b'AT+CWJAP="***","***"\r\n'),
        Transfer(2.1, False, b"WIFI CONN\xffECTED\r\n"),
    )


def test_diagnostics() -> None:
    """The lines in diagnostics do as well; data are dots, prompts are put back."""
    text = json.dumps(
        {"data": {"wire": ENTRIES, "firmware": {"version_text": "3.4.0.0"}, "x": 1}}
    )
    name, session = convert(text, "flash")
    assert name == "3.4.0_flash"
    assert [transfer.data for transfer in parse(name, session).transfers] == [
        b"AT+USERRAM=2,5\r\n",
        b"\r\nOK\r\n",
        b"\r\n>",
        b".....",
        b"\r\nWRITE OK\r\n",
        b'AT+SYSFLASH=2,"fatfs",0,4\r\n',
        b"+SYSFLASH:4,....\r\n",
    ]


def test_pseudonyms() -> None:
    """What diagnostics made anonymous is of its kind again, the same by the same."""
    text = json.dumps(
        {
            "wire": [
                '2026-11-22T13:00:00.000+00:00 < +CWJAP:"<text 1>","<mac 2>",6,-50',
                '2026-11-22T13:00:00.000+00:00 < +CIPSTA:ip:"<ip 300>"',
            ]
        }
    )
    _, session = convert(text, "x", "3.4.0")
    assert [transfer.data for transfer in parse("3.4.0_x", session).transfers] == [
        b'+CWJAP:"text 1","02:00:00:00:00:02",6,-50\r\n',
        b'+CIPSTA:ip:"198.18.1.44"\r\n',
    ]


def test_no_wire_log() -> None:
    """Another file, or one without the version, is refused with the reason."""
    with pytest.raises(NoWireLog, match="no line of a wire log"):
        convert("nothing", "x")
    with pytest.raises(NoWireLog, match="--firmware"):
        convert("\n".join(ENTRIES), "x")


def test_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One command writes the session where the tests find it."""
    log = tmp_path / "home-assistant.log"
    log.write_text(LOG)
    line = ["recording", str(log), "join", "--folder", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", line)
    assert main() == 0
    assert (tmp_path / "4.1.1_join.txt").exists()
    assert "written" in capsys.readouterr().out
    log.write_text("")
    assert main() == 1
    assert "error" in capsys.readouterr().err
    monkeypatch.setattr(sys, "argv", ["recording", str(log), "Not Good"])
    with pytest.raises(SystemExit):
        main()
