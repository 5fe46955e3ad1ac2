"""Flash, files, the key store, memory for the host, message filters."""

from esp_at_simulator import SimulatedModule

from .host import Host

OK, ERROR = b"\r\nOK\r\n", b"\r\nERROR\r\n"
PROMPT = b"\r\nOK\r\n\r\n>"


async def write(host: Host, line: str, data: bytes, prompt: bytes = PROMPT) -> bytes:
    """Send a command and its data; return its result."""
    assert await host.command(line, end=b">") == prompt
    host.send(data)
    return await host.until(b"OK\r\n")


async def test_flash(quiet_host: Host) -> None:
    """Writing clears bits, erasing sets them; reading gives raw bytes."""
    line = 'AT+SYSFLASH=1,"fatfs",4096,4'
    assert await write(quiet_host, line, b"\r\n>\0", b">") == OK
    assert await quiet_host.command('AT+SYSFLASH=2,"fatfs",4096,4') == (
        b"+SYSFLASH:4,\r\n>\0\r\nOK\r\n"
    )
    await write(quiet_host, line, b"\0\0\0\0", b">")
    assert b"4,\0\0\0\0\r\n" in await quiet_host.command('AT+SYSFLASH=2,"fatfs",4096,4')
    assert await quiet_host.command('AT+SYSFLASH=0,"fatfs",4096,4096') == OK
    assert b"\xff" * 4 in await quiet_host.command('AT+SYSFLASH=2,"fatfs",4096,4')


async def test_flash_refuses(quiet_host: Host) -> None:
    """What is beyond a partition, or no sector, fails with a code."""
    await quiet_host.command("AT+SYSLOG=1")
    for line in (
        'AT+SYSFLASH=0,"fatfs",1,4096',
        'AT+SYSFLASH=0,"nothing"',
        'AT+SYSFLASH=1,"fatfs",999999,4',
        'AT+SYSFLASH=2,"fatfs",589823,4',
    ):
        answer = await quiet_host.command(line, end=ERROR)
        assert answer == b"ERR CODE:0x010a0000\r\n" + ERROR


async def test_files(quiet_host: Host) -> None:
    """Files are written, listed, read and deleted."""
    assert await write(quiet_host, 'AT+FS=0,1,"a.txt",2,3', b"abc", b">") == OK
    assert await quiet_host.command('AT+FS=0,3,"a.txt"') == b"+FS:5\r\n" + OK
    assert b"+FS:a.txt\r\n" in await quiet_host.command('AT+FS=0,4,"."')
    assert b"+FS:3,\0ab\r\n" in await quiet_host.command('AT+FS=0,2,"a.txt",1,3')
    assert await quiet_host.command('AT+FS=0,0,"a.txt"') == OK
    assert await quiet_host.command('AT+FS=0,3,"a.txt"', end=ERROR) == ERROR
    await quiet_host.command("AT+FSMOUNT=0")
    assert await quiet_host.command('AT+FS=0,1,"a",0,1', end=ERROR) == ERROR


async def test_key_store(quiet_host: Host) -> None:
    """Values of the manufacturing partition outlast a restart."""
    line = 'AT+SYSMFG=2,"mine","key",7,5'
    assert await write(quiet_host, line, b"hello") == OK
    await quiet_host.command("AT+RST", end=b"ready\r\n")
    await quiet_host.command("ATE0")
    assert b'+SYSMFG:"mine","key",7,5,hello\r\n' in (
        await quiet_host.command('AT+SYSMFG=1,"mine","key"')
    )
    assert b'+SYSMFG:"mine","key",7\r\n' in (
        await quiet_host.command('AT+SYSMFG=1,"mine"')
    )
    assert b'+SYSMFG:"mine"\r\n' in await quiet_host.command("AT+SYSMFG?")
    assert await quiet_host.command('AT+SYSMFG=0,"mine","key"') == OK
    assert await quiet_host.command('AT+SYSMFG=0,"mine"') == OK
    assert await quiet_host.command('AT+SYSMFG=1,"mine"', end=ERROR) == ERROR


async def test_memory_for_the_host(quiet_host: Host) -> None:
    """Memory is reserved, written, read, cleared and given back."""
    assert await quiet_host.command("AT+USERRAM=2,5", end=ERROR) == ERROR
    assert await quiet_host.command("AT+USERRAM=1,3000") == OK
    assert await write(quiet_host, "AT+USERRAM=2,5,10", b"hello") == (
        b"\r\nWRITE OK\r\n"
    )
    assert b"+USERRAM:7,\0hello\0\r\nOK" in await quiet_host.command("AT+USERRAM=3,7,9")
    assert await quiet_host.command("AT+USERRAM=4") == OK
    assert b"+USERRAM:5,\0\0\0\0\0\r\nOK" in await quiet_host.command(
        "AT+USERRAM=3,5,10"
    )
    assert await quiet_host.command("AT+USERRAM=0") == OK
    assert await quiet_host.command("AT+USERRAM?") == b"+USERRAM:0\r\n" + OK


async def test_message_filters(module: SimulatedModule, quiet_host: Host) -> None:
    """A filter holds back unsolicited lines that fit, and nothing else."""
    assert await quiet_host.command("AT+SYSMSGFILTERCFG=1,5,0", end=ERROR) == ERROR
    await quiet_host.command("AT+SYSMSGFILTER=1")
    assert await write(quiet_host, "AT+SYSMSGFILTERCFG=1,5,0", b"^WIFI") == OK
    await quiet_host.command("AT+CWMODE=1")
    assert await quiet_host.command('AT+CWJAP="Home","correct horse"') == OK
    module.surroundings.plug_ethernet()
    await quiet_host.until(b"+ETH_GOT_IP:192.168.2.60\r\n")
    assert await write(quiet_host, "AT+SYSMSGFILTERCFG=2,5,0", b"^WIFI") == OK
    assert b"WIFI DISCONNECT" in await quiet_host.command("AT+CWQAP")
    await write(quiet_host, "AT+SYSMSGFILTERCFG=1,1,1", b"([")
    assert b'+SYSMSGFILTERCFG:0,"(","["' in (
        await quiet_host.command("AT+SYSMSGFILTERCFG?")
    )
    module.surroundings.unplug_ethernet()
    await quiet_host.until(b"+ETH_DISCONNECTED\r\n")
    assert await quiet_host.command("AT+SYSMSGFILTERCFG=0") == OK


async def test_registers(quiet_host: Host) -> None:
    """A register holds what was written."""
    assert await quiet_host.command("AT+SYSREG=1,0x3ff44004,0x10") == OK
    assert b"+SYSREG:0x10\r\n" in await quiet_host.command("AT+SYSREG=0,0x3ff44004")
