"""Every documented line and response of chapters 2, 3 and 7, and what it means.

Where a document is wrong the row holds what firmware does; a recording decides where
there is one. ``source`` says where a row is from: a section of the specification
(``3.2``), a section of the reference (``C.1``, ``E.2``), the later manual (``manual``),
or the release that a recording is of (``2.0.0``).
"""

from dataclasses import dataclass
from typing import Any

from custom_components.esp_at.at.command import Command, Record, Urc
from custom_components.esp_at.at.commands import (
    basic,
    ethernet,
    mqtt,
    tcpip,
    user,
    wifi,
)


@dataclass(frozen=True)
class Line:
    """A command line, without its CR LF, and the command that it is."""

    text: str
    command: Command[Any]
    source: str
    other_spelling: bool = False
    """Whether the module reads the line, but we write it otherwise."""


@dataclass(frozen=True)
class Response:
    """The lines before the final result code, byte for byte, and their meaning."""

    command: Command[Any]
    sent: bytes
    result: Record | tuple[Record, ...] | None
    source: str
    since: str = "1.1"
    until: str = "99"


@dataclass(frozen=True)
class Code:
    """An unsolicited result code, byte for byte, and its meaning."""

    sent: bytes
    urc: Urc
    source: str
    other_spelling: bool = False
    """Whether we read the line, but no firmware prints it so."""


UART: dict[str, Any] = {
    "data_bits": 8,
    "stop_bits": basic.StopBits.ONE,
    "parity": basic.Parity.NONE,
}

LINES: tuple[Line, ...] = (
    # Basic
    Line("AT", basic.Attention(), "C.1"),
    Line("at", basic.Attention(), "2.0.0", other_spelling=True),
    Line("At", basic.Attention(), "2.0.0", other_spelling=True),
    Line("aT", basic.Attention(), "2.0.0", other_spelling=True),
    Line("AT+RST", basic.Restart(), "C.1"),
    Line("AT+RST=1", basic.RestartIntoMode(download=True), "C.1"),
    Line("AT+GMR", basic.GetVersion(), "C.1"),
    Line("AT+gmr", basic.GetVersion(), "2.0.0", other_spelling=True),
    Line("AT+CMD?", basic.GetCommands(), "A.12"),
    Line("AT+GSLP=1500", basic.DeepSleep(duration=1500), "C.1"),
    Line("ATE0", basic.EchoOff(), "C.1"),
    Line("ATE1", basic.EchoOn(), "C.1"),
    Line("AT+RESTORE", basic.RestoreFactorySettings(), "C.1"),
    Line("AT+UART_CUR?", basic.GetCurrentUart(), "C.1"),
    Line(
        "AT+UART_CUR=921600,8,1,0,3",
        basic.SetCurrentUart(
            baudrate=921600, flow_control=basic.FlowControl.RTS_CTS, **UART
        ),
        "E.1",
    ),
    Line("AT+UART_DEF?", basic.GetDefaultUart(), "C.1"),
    Line(
        "AT+UART_DEF=115200,8,1,0,3",
        basic.SetDefaultUart(
            baudrate=115200, flow_control=basic.FlowControl.RTS_CTS, **UART
        ),
        "C.1",
    ),
    Line(
        "AT+UART=115200,8,1,0,0",
        basic.SetDefaultUart(
            baudrate=115200, flow_control=basic.FlowControl.NONE, **UART
        ),
        "C.1",
        other_spelling=True,
    ),
    Line("AT+UART?", basic.GetUart(), "C.1"),
    Line("AT+SLEEP?", basic.GetSleepMode(), "C.1"),
    Line("AT+SLEEP=0", basic.SetSleepMode(mode=basic.SleepMode.OFF), "C.1"),
    Line("AT+SYSRAM?", basic.GetFreeMemory(), "C.1"),
    Line("AT+SYSRAM=0x4", basic.GetHeapMemory(capabilities=4), "C.1"),
    Line(
        "AT+SYSRAM=4",
        basic.GetHeapMemory(capabilities=4),
        "C.1",
        other_spelling=True,
    ),
    Line("AT+SYSMSG?", basic.GetMessageMode(), "C.1"),
    Line(
        "AT+SYSMSG=2",
        basic.SetMessageMode(mode=basic.MessageMode.LINK_DETAILS),
        "C.1",
    ),
    Line("AT+SYSFLASH?", basic.GetFlashPartitions(), "C.1"),
    Line('AT+SYSFLASH=0,"mfg_nvs"', basic.EraseFlash(partition="mfg_nvs"), "manual"),
    Line(
        'AT+SYSFLASH=0,"mfg_nvs",4096,8192',
        basic.EraseFlash(partition="mfg_nvs", offset=4096, length=8192),
        "manual",
    ),
    Line(
        'AT+SYSFLASH=1,"mfg_nvs",0,4',
        basic.WriteFlash(partition="mfg_nvs", offset=0, data=b"\r\n\0x"),
        "C.1",
    ),
    Line(
        'AT+SYSFLASH=2,"factory_param",0,32',
        basic.ReadFlash(partition="factory_param", offset=0, length=32),
        "2.0.0",
    ),
    Line(
        'AT+SYSFLASH=2,"factory_param",0x0,0x20',
        basic.ReadFlash(partition="factory_param", offset=0, length=32),
        "C.1",
        other_spelling=True,
    ),
    Line('AT+FS=0,0,"a.txt"', basic.DeleteFile(file_name="a.txt"), "C.1"),
    Line(
        'AT+FS=0,1,"a.txt",0,5',
        basic.WriteFile(file_name="a.txt", offset=0, data=b"hello"),
        "C.1",
    ),
    Line(
        'AT+FS=0,2,"a.txt",0,5',
        basic.ReadFile(file_name="a.txt", offset=0, length=5),
        "C.1",
    ),
    Line('AT+FS=0,3,"a.txt"', basic.GetFileSize(file_name="a.txt"), "C.1"),
    Line('AT+FS=0,4,"."', basic.ListFiles(folder="."), "C.1"),
    Line("AT+FSMOUNT=0", basic.MountFileSystem(mount=False), "C.1"),
    Line("AT+RFPOWER?", basic.GetTransmitPower(), "C.1"),
    Line("AT+RFPOWER=60", basic.SetTransmitPower(wifi=60), "2.0.0"),
    Line(
        "AT+RFPOWER=78,2,2,2",
        basic.SetTransmitPower(
            wifi=78, ble_advertising=2, ble_scanning=2, ble_connection=2
        ),
        "C.1",
    ),
    Line("AT+SYSROLLBACK", basic.RollBack(), "2.15"),
    Line("AT+SYSROLLBACK?", basic.GetFirmwareSlots(), "C.1"),
    Line("AT+SYSTIMESTAMP?", basic.GetClock(), "2.16"),
    Line("AT+SYSTIMESTAMP=1565853509", basic.SetClock(timestamp=1565853509), "2.16"),
    Line("AT+SYSLOG?", basic.GetErrorLog(), "2.17"),
    Line("AT+SYSLOG=1", basic.SetErrorLog(enabled=True), "2.17"),
    Line("AT+SYSLOG=0", basic.SetErrorLog(enabled=False), "2.17"),
    Line("AT+SYSLSP", basic.LightSleep(), "2.18"),
    Line(
        "AT+SYSLSPCFG=0,1000",
        basic.SetLightSleepSource(source=basic.LightSleepSource.TIMER, parameter=1000),
        "2.19",
    ),
    Line(
        "AT+SYSLSPCFG=1,1",
        basic.SetLightSleepSource(source=basic.LightSleepSource.UART, parameter=1),
        "2.19",
    ),
    Line(
        "AT+SYSLSPCFG=2,12,1",
        basic.SetLightSleepSource(
            source=basic.LightSleepSource.GPIO, parameter=12, level=True
        ),
        "2.19",
    ),
    Line(
        "AT+SLEEPWKCFG=2,12,0",
        basic.SetWakeSource(
            source=basic.LightSleepSource.GPIO, parameter=12, level=False
        ),
        "manual",
    ),
    Line("AT+SYSSTORE?", basic.GetStoreMode(), "D"),
    Line("AT+SYSSTORE=0", basic.SetStoreMode(enabled=False), "manual"),
    Line("AT+SYSREG=0,0x3ff00000", basic.ReadRegister(address=0x3FF00000), "D"),
    Line(
        "AT+SYSREG=1,0x3ff00000,0x1f",
        basic.WriteRegister(address=0x3FF00000, value=31),
        "D",
    ),
    Line("AT+SYSTEMP?", basic.GetTemperature(), "D"),
    Line("AT+SYSMFG?", basic.GetStoredNamespaces(), "manual"),
    Line(
        'AT+SYSMFG=0,"client_cert"',
        basic.EraseStored(namespace="client_cert"),
        "manual",
    ),
    Line(
        'AT+SYSMFG=0,"client_cert","client_cert.0"',
        basic.EraseStored(namespace="client_cert", key="client_cert.0"),
        "manual",
    ),
    Line("AT+SYSMFG=1", basic.ReadStored(), "manual"),
    Line(
        'AT+SYSMFG=1,"client_cert"', basic.ReadStored(namespace="client_cert"), "manual"
    ),
    Line(
        'AT+SYSMFG=1,"client_cert","client_cert.0",100,200',
        basic.ReadStored(
            namespace="client_cert", key="client_cert.0", offset=100, length=200
        ),
        "manual",
    ),
    Line(
        'AT+SYSMFG=2,"client_cert","client_cert.0",8,4',
        basic.WriteStored(
            namespace="client_cert",
            key="client_cert.0",
            type=basic.StoredType.BINARY,
            data=b"cert",
        ),
        "manual",
    ),
    Line("AT+SYSMSGFILTER?", basic.GetMessageFiltering(), "3.4.0"),
    Line("AT+SYSMSGFILTER=1", basic.SetMessageFiltering(enabled=True), "3.4.0"),
    Line("AT+SYSMSGFILTERCFG?", basic.GetMessageFilters(), "3.4.0"),
    Line("AT+SYSMSGFILTERCFG=0", basic.ClearMessageFilters(), "manual"),
    Line(
        "AT+SYSMSGFILTERCFG=1,5,0",
        basic.AddMessageFilter(head=b"^WIFI", tail=b""),
        "3.4.0",
    ),
    Line(
        "AT+SYSMSGFILTERCFG=2,0,3",
        basic.DeleteMessageFilter(head=b"", tail=b"IP$"),
        "D",
    ),
    Line("AT+TRANSINTVL?", basic.GetPassthroughInterval(), "D"),
    Line("AT+TRANSINTVL=20", basic.SetPassthroughInterval(interval=20), "D"),
    Line("AT+RFCAL", basic.CalibrateRadio(), "D"),
    Line(
        "AT+FACTPLCP=1,0",
        basic.TestWithoutLongPackets(enabled=True, transmit_long=False),
        "D",
    ),
    # User
    Line("AT+USERRAM?", user.GetUserMemory(), "manual"),
    Line("AT+USERRAM=0", user.ReleaseUserMemory(), "manual"),
    Line("AT+USERRAM=1,1024", user.ReserveUserMemory(size=1024), "manual"),
    Line("AT+USERRAM=2,5", user.WriteUserMemory(data=b"hello"), "3.4.0"),
    Line("AT+USERRAM=3,64,100", user.ReadUserMemory(size=64, offset=100), "manual"),
    Line("AT+USERRAM=3,5", user.ReadUserMemory(size=5), "3.4.0"),
    Line("AT+USERRAM=4", user.ClearUserMemory(), "manual"),
    Line("AT+USEROTA=36", user.UpdateFromUrl(url=b"x" * 36), "manual"),
    Line(
        "AT+USERWKMCUCFG=1,1,18,1,10000,3",
        user.SetHostWakeUp(
            enabled=True,
            mode=user.WakeMode.GPIO,
            number=18,
            signal=1,
            delay=10000,
            check=user.HostAwakeCheck(3),
        ),
        "manual",
    ),
    Line("AT+USERWKMCUCFG=0", user.SetHostWakeUp(enabled=False), "manual"),
    Line("AT+USERMCUSLEEP=0", user.SetHostAsleep(asleep=False), "manual"),
    Line("AT+USERDOCS?", user.GetUserGuides(), "manual"),
    # Wi-Fi
    Line("AT+CWMODE=?", wifi.TestWifiMode(), "C.2"),
    Line("AT+CWMODE?", wifi.GetWifiMode(), "3.1"),
    Line("AT+CWMODE=1", wifi.SetWifiMode(mode=wifi.WifiMode.STATION), "3.16"),
    Line("AT+CWMODE=3", wifi.SetWifiMode(mode=wifi.WifiMode.BOTH), "3.1"),
    Line(
        "AT+CWMODE=1,0",
        wifi.SetWifiMode(mode=wifi.WifiMode.STATION, auto_connect=False),
        "3.4.0",
    ),
    Line("AT+CWSTATE?", wifi.GetStationState(), "D"),
    Line("AT+CWJAP?", wifi.GetAccessPoint(), "3.2"),
    Line(
        'AT+CWJAP="abc","0123456789"',
        wifi.JoinAccessPoint(ssid="abc", password="0123456789"),
        "3.2",
    ),
    Line(
        'AT+CWJAP="espressif","1234567890"',
        wifi.JoinAccessPoint(ssid="espressif", password="1234567890"),
        "E.2",
    ),
    Line(  # the specification lost a backslash
        r'AT+CWJAP="ab\\\,c","0123456789\"\\"',
        wifi.JoinAccessPoint(ssid=r"ab\,c", password='0123456789"\\'),
        "3.2",
    ),
    Line(
        'AT+CWJAP="abc","0123456789","ca:d7:19:d8:a6:44"',
        wifi.JoinAccessPoint(
            ssid="abc", password="0123456789", bssid="ca:d7:19:d8:a6:44"
        ),
        "3.2",
    ),
    Line(
        'AT+CWJAP="abc","0123456789",,,,,,,3',
        wifi.JoinAccessPoint(
            ssid="abc",
            password="0123456789",
            frame_protection=wifi.ManagementFrameProtection(3),
        ),
        "manual",
    ),
    Line(
        'AT+CWJAP="Espressif",""',
        wifi.JoinAccessPoint(ssid="Espressif", password=""),
        "2.0.0",
    ),
    Line("AT+CWJAP", wifi.RejoinAccessPoint(), "manual"),
    Line("AT+CWRECONNCFG?", wifi.GetReconnection(), "D"),
    Line(
        "AT+CWRECONNCFG=1,100", wifi.SetReconnection(interval=1, attempts=100), "manual"
    ),
    Line("AT+CWRECONNCFG=0,0", wifi.SetReconnection(interval=0, attempts=0), "manual"),
    Line("AT+CWLAPOPT=1,31", wifi.SetScanOutput(sort=True, fields=31), "3.3"),
    Line("AT+CWLAPOPT=1,2047", wifi.SetScanOutput(sort=True, fields=2047), "3.4.0"),
    Line(
        "AT+CWLAPOPT=1,31,-100,1",
        wifi.SetScanOutput(sort=True, fields=31, minimum_rssi=-100, encryptions=1),
        "manual",
    ),
    Line("AT+CWLAP", wifi.ListAccessPoints(), "3.4"),
    Line(  # the specification has blanks behind the commas
        'AT+CWLAP="Wi-Fi","ca:d7:19:d8:a6:44",6,0,400,1000',
        wifi.FindAccessPoints(
            ssid="Wi-Fi",
            bssid="ca:d7:19:d8:a6:44",
            channel=6,
            scan_type=wifi.ScanType.ACTIVE,
            minimum_time=400,
            maximum_time=1000,
        ),
        "3.4",
    ),
    Line('AT+CWLAP="Wi-Fi"', wifi.FindAccessPoints(ssid="Wi-Fi"), "3.4"),
    Line("AT+CWLAP=,,5", wifi.FindAccessPoints(channel=5), "2.0.0"),
    Line(
        "AT+CWLAP=,,10,1,0,600",
        wifi.FindAccessPoints(
            channel=10,
            scan_type=wifi.ScanType.PASSIVE,
            minimum_time=0,
            maximum_time=600,
        ),
        "2.0.0",
    ),
    Line("AT+CWQAP=?", wifi.TestLeave(), "C.2"),
    Line("AT+CWQAP", wifi.LeaveAccessPoint(), "3.5"),
    Line("AT+CWSAP?", wifi.GetSoftAp(), "3.6"),
    Line(  # the specification has blanks behind the commas
        'AT+CWSAP="ESP32","1234567890",5,3',
        wifi.ConfigureSoftAp(
            ssid="ESP32",
            password="1234567890",
            channel=5,
            encryption=wifi.Encryption.WPA2_PSK,
        ),
        "3.6",
    ),
    Line(
        'AT+CWSAP="Test","",5,0,2,1',
        wifi.ConfigureSoftAp(
            ssid="Test",
            password="",
            channel=5,
            encryption=wifi.Encryption.OPEN,
            max_connections=2,
            hidden=True,
        ),
        "3.4.0",
    ),
    Line(
        r'AT+CWSAP="a\,b\"c\\d","",5,0',
        wifi.ConfigureSoftAp(
            ssid='a,b"c\\d',
            password="",
            channel=5,
            encryption=wifi.Encryption.OPEN,
        ),
        "2.0.0",
    ),
    Line("AT+CWLIF", wifi.GetClients(), "3.7"),
    Line("AT+CWQIF", wifi.DisconnectAllClients(), "3.8"),
    Line(
        'AT+CWQIF="ca:d7:19:d8:a6:44"',
        wifi.DisconnectClient(mac="ca:d7:19:d8:a6:44"),
        "3.8",
    ),
    Line("AT+CWDHCP?", wifi.GetDhcp(), "3.9"),
    Line(
        "AT+CWDHCP=1,1",
        wifi.SetDhcp(enable=True, interfaces=wifi.Interfaces.STATION),
        "3.9",
    ),
    Line(
        "AT+CWDHCP=0,2",
        wifi.SetDhcp(enable=False, interfaces=wifi.Interfaces.ACCESS_POINT),
        "3.9",
    ),
    Line("AT+CWDHCPS?", wifi.GetDhcpRange(), "3.10"),
    Line(
        'AT+CWDHCPS=1,3,"192.168.4.10","192.168.4.15"',
        wifi.SetDhcpRange(
            enable=True, lease=3, start="192.168.4.10", end="192.168.4.15"
        ),
        "3.10",
    ),
    Line("AT+CWDHCPS=0", wifi.SetDhcpRange(enable=False), "3.10"),
    Line("AT+CWAUTOCONN?", wifi.GetAutoConnect(), "C.2"),
    Line("AT+CWAUTOCONN=1", wifi.SetAutoConnect(enabled=True), "3.11"),
    Line("AT+CWAPPROTO?", wifi.GetSoftApProtocols(), "D"),
    Line("AT+CWAPPROTO=7", wifi.SetSoftApProtocols(protocols=wifi.Protocols(7)), "D"),
    Line("AT+CWSTAPROTO?", wifi.GetStationProtocols(), "D"),
    Line(
        "AT+CWSTAPROTO=15", wifi.SetStationProtocols(protocols=wifi.Protocols(15)), "D"
    ),
    Line("AT+CIPSTAMAC?", wifi.GetStationMac(), "3.12"),
    Line(
        'AT+CIPSTAMAC="1a:fe:35:98:d3:7b"',
        wifi.SetStationMac(mac="1a:fe:35:98:d3:7b"),
        "3.12",
    ),
    Line("AT+CIPAPMAC?", wifi.GetSoftApMac(), "3.13"),
    Line(
        'AT+CIPAPMAC="18:fe:35:98:d3:7b"',
        wifi.SetSoftApMac(mac="18:fe:35:98:d3:7b"),
        "3.13",
    ),
    Line("AT+CIPSTA?", wifi.GetStationAddress(), "3.14"),
    Line(
        'AT+CIPSTA="192.168.6.100","192.168.6.1","255.255.255.0"',
        wifi.SetStationAddress(
            ip="192.168.6.100", gateway="192.168.6.1", netmask="255.255.255.0"
        ),
        "3.14",
    ),
    Line("AT+CIPAP?", wifi.GetSoftApAddress(), "3.15"),
    Line(
        'AT+CIPAP="192.168.5.1","192.168.5.1","255.255.255.0"',
        wifi.SetSoftApAddress(
            ip="192.168.5.1", gateway="192.168.5.1", netmask="255.255.255.0"
        ),
        "3.15",
    ),
    Line('AT+CIPAP="192.168.5.1"', wifi.SetSoftApAddress(ip="192.168.5.1"), "3.4.0"),
    Line("AT+CWSTARTSMART", wifi.StartSmartConfig(), "3.16"),
    Line(
        "AT+CWSTARTSMART=3",
        wifi.StartSmartConfigOf(type=wifi.SmartConfigType.BOTH),
        "3.16",
    ),
    Line(
        'AT+CWSTARTSMART=4,0,"1234567890123456"',
        wifi.StartSmartConfigOf(
            type=wifi.SmartConfigType.ESPTOUCH_V2,
            minimum_encryption=wifi.Encryption.OPEN,
            key="1234567890123456",
        ),
        "C.2",
    ),
    Line("AT+CWSTOPSMART", wifi.StopSmartConfig(), "3.17"),
    Line("AT+WPS=1", wifi.SetWps(enable=True), "3.18"),
    Line("AT+WPS=0", wifi.SetWps(enable=False), "2.0.0"),
    Line(
        'AT+MDNS=1,"espressif","_iot",8080',
        wifi.SetMdns(enable=True, host_name="espressif", service="_iot", port=8080),
        "3.19",
    ),
    Line("AT+MDNS=0", wifi.SetMdns(enable=False), "3.19"),
    Line(
        'AT+MDNS=1,"espressif","_printer",35,"my_instance","_tcp",2,"product","esp32",'
        '"firmware","2.3"',
        wifi.SetMdns(
            enable=True,
            host_name="espressif",
            service="_printer",
            port=35,
            instance="my_instance",
            protocol="_tcp",
            text_count=2,
            texts=("product", "esp32", "firmware", "2.3"),
        ),
        "C.2",
    ),
    Line("AT+CWJEAP?", wifi.GetEnterpriseAccessPoint(), "3.20"),
    Line(
        'AT+CWJEAP="dlink11111",0,"example@espressif.com",,,3',
        wifi.JoinEnterpriseAccessPoint(
            ssid="dlink11111",
            method=wifi.EnterpriseMethod.TLS,
            identity="example@espressif.com",
            security=wifi.Certificates.CLIENT | wifi.Certificates.SERVER,
        ),
        "3.20",
    ),
    Line(
        'AT+CWJEAP="dlink11111",1,"example@espressif.com","espressif","test11",0',
        wifi.JoinEnterpriseAccessPoint(
            ssid="dlink11111",
            method=wifi.EnterpriseMethod.PEAP,
            identity="example@espressif.com",
            username="espressif",
            password="test11",
            security=wifi.Certificates(0),
        ),
        "3.20",
    ),
    Line("AT+CWHOSTNAME?", wifi.GetStationHostName(), "3.21"),
    Line(
        'AT+CWHOSTNAME="my_test"', wifi.SetStationHostName(host_name="my_test"), "3.21"
    ),
    Line("AT+CWCOUNTRY?", wifi.GetCountry(), "D"),
    Line(
        'AT+CWCOUNTRY=0,"DE",1,13',
        wifi.SetCountry(
            policy=wifi.CountryPolicy.ACCESS_POINT,
            code="DE",
            first_channel=1,
            channels=13,
        ),
        "3.4.0",
    ),
    Line("AT+CWCONFIG?", wifi.GetWifiTimes(), "D"),
    Line("AT+CWCONFIG=,,3", wifi.SetWifiTimes(listen_interval=3), "D"),
    Line("AT+CWINIT?", wifi.GetWifiDriver(), "D"),
    Line("AT+CWINIT=1", wifi.SetWifiDriver(initialize=True), "3.4.0"),
    Line("AT+CWBANDWIDTH?", wifi.GetBandwidth(), "D"),
    Line("AT+CWBANDWIDTH=1,2", wifi.SetBandwidth(interface=1, width=2), "D"),
    # Ethernet
    Line("AT+CIPETHMAC?", ethernet.GetEthernetMac(), "7.1"),
    Line(  # the specification has a blank before the equals sign
        'AT+CIPETHMAC="1a:fe:35:98:d4:7b"',
        ethernet.SetEthernetMac(mac="1a:fe:35:98:d4:7b"),
        "7.1",
    ),
    Line("AT+CIPETH?", ethernet.GetEthernetAddress(), "7.2"),
    Line(
        'AT+CIPETH="192.168.6.100","192.168.6.1","255.255.255.0"',
        ethernet.SetEthernetAddress(
            ip="192.168.6.100", gateway="192.168.6.1", netmask="255.255.255.0"
        ),
        "7.2",
    ),
    Line("AT+CEHOSTNAME?", ethernet.GetEthernetHostName(), "D"),
    Line('AT+CEHOSTNAME="wired"', ethernet.SetEthernetHostName(host_name="wired"), "D"),
    # TCP-IP, as far as set-up needs it
    Line("AT+CIFSR", tcpip.GetLocalAddresses(), "4.8"),
    Line("AT+CIPDNS?", tcpip.GetDnsServers(), "4.27"),
    Line(
        'AT+CIPDNS=1,"10.0.2.2"',
        tcpip.SetDnsServers(manual=True, first="10.0.2.2"),
        "2.0.0",
    ),
)

MAC = "10:01:00:c4:0a:51"
HOME: dict[str, Any] = {
    "ssid": "espressif",
    "bssid": "c4:36:55:2c:70:be",
    "channel": 6,
    "rssi": -47,
}
FOUND: dict[str, Any] = {
    "encryption": wifi.Encryption.OPEN,
    "ssid": "Espressif",
    "rssi": -28,
    "bssid": MAC,
    "channel": 5,
}
NETWORK: dict[str, Any] = {
    "ip": "192.168.3.112",
    "gateway": "192.168.3.1",
    "netmask": "255.255.255.0",
}

RESPONSES: tuple[Response, ...] = (
    # Basic
    Response(
        basic.GetVersion(),
        b"AT version:1.1.0.0(e83e1f4 - Jun  1 2018 07:10:27)\r\n"
        b"SDK version:v3.0\r\ncompile time:Jun  6 2018 17:27:52\r\n",
        basic.VersionText(
            lines=(
                "AT version:1.1.0.0(e83e1f4 - Jun  1 2018 07:10:27)",
                "SDK version:v3.0",
                "compile time:Jun  6 2018 17:27:52",
            )
        ),
        "A.13",
    ),
    Response(
        basic.GetVersion(),
        b"AT version:2.0.0.0(e44648c - Nov  4 2019 02:18:57)\r\nSDK version:v3.3\r\n"
        b"compile time(7cac7ad):Nov  4 2019 06:11:40\r\n"
        b"Bin version:2.0.0(WROOM-32)\r\n",
        basic.VersionText(
            lines=(
                "AT version:2.0.0.0(e44648c - Nov  4 2019 02:18:57)",
                "SDK version:v3.3",
                "compile time(7cac7ad):Nov  4 2019 06:11:40",
                "Bin version:2.0.0(WROOM-32)",
            )
        ),
        "2.0.0",
    ),
    Response(
        basic.GetCommands(),
        b'+CMD:0,"AT",0,0,0,1\r\n+CMD:8,"AT+TRANSINTVL",0,1,1,0\r\n',
        (
            basic.ListedCommand(
                index=0,
                command="AT",
                has_test=False,
                has_query=False,
                has_set=False,
                has_execute=True,
            ),
            basic.ListedCommand(
                index=8,
                command="AT+TRANSINTVL",
                has_test=False,
                has_query=True,
                has_set=True,
                has_execute=False,
            ),
        ),
        "3.4.0",
        since="2.2",
    ),
    Response(
        basic.GetCurrentUart(),
        b"+UART_CUR:115201,8,1,0,1\r\n",
        basic.CurrentUart(baudrate=115201, flow_control=basic.FlowControl.RTS, **UART),
        "2.0.0",
    ),
    Response(
        basic.GetDefaultUart(),
        b"+UART_DEF:115200,8,1,0,1\r\n",
        basic.DefaultUart(baudrate=115200, flow_control=basic.FlowControl.RTS, **UART),
        "2.0.0",
    ),
    Response(
        basic.GetDefaultUart(),
        b"+UART_DEF:115200,8,1,255,0\r\n",
        basic.DefaultUart(
            baudrate=115200,
            data_bits=8,
            stop_bits=basic.StopBits.ONE,
            parity=basic.Parity(255),
            flow_control=basic.FlowControl.NONE,
        ),
        "A.8",
        until="2.2",
    ),
    Response(
        basic.GetUart(),
        b"+UART:115201,8,1,0,1\r\n",
        basic.Uart(baudrate=115201, flow_control=basic.FlowControl.RTS, **UART),
        "2.0.0",
    ),
    Response(
        basic.GetSleepMode(),
        b"+SLEEP:1\r\n",
        basic.Sleep(mode=basic.SleepMode.MODEM),
        "2.0.0",
    ),
    Response(
        basic.GetFreeMemory(),
        b"+SYSRAM:176108",
        basic.FreeMemory(free=176108),
        "2.0.0",
        until="2.2",
    ),
    Response(
        basic.GetFreeMemory(),
        b"+SYSRAM:162716,158352",
        basic.FreeMemory(free=162716, minimum_free=158352),
        "3.4.0",
        since="2.2",
    ),
    Response(
        basic.GetHeapMemory(capabilities=4),
        b"+SYSRAM:110592,176108,170000,290000",
        basic.HeapMemory(
            largest_block=110592, free=176108, minimum_free=170000, total=290000
        ),
        "C.1",
        since="4.1",
    ),
    Response(
        basic.GetMessageMode(),
        b"+SYSMSG:0",
        basic.Messages(mode=basic.MessageMode(0)),
        "2.0.0",
        since="1.2",
    ),
    Response(
        basic.GetMessageMode(),
        b"+SYSMSG:2",
        basic.Messages(mode=basic.MessageMode.LINK_DETAILS),
        "2.0.0",
        since="1.2",
    ),
    Response(
        basic.GetFlashPartitions(),
        b'+SYSFLASH:"ble_data",64,1,0x21000,0x3000\r\n'
        b'+SYSFLASH:"server_cert",64,2,0x24000,0x2000\r\n',
        (
            basic.FlashPartition(
                partition="ble_data", type=64, subtype=1, address=0x21000, size=0x3000
            ),
            basic.FlashPartition(
                partition="server_cert",
                type=64,
                subtype=2,
                address=0x24000,
                size=0x2000,
            ),
        ),
        "2.0.0",
    ),
    Response(
        basic.ReadFlash(partition="factory_param", offset=0, length=32),
        b"+SYSFLASH:32,\xfc\xfc\x01\x01N\xff\x01\rCN\x00\x00\x00\xc2\x01\x00"
        b"\x11\x10\x0f\x0e\r\n\r\nOK\r\n>\xff\xff\xff",
        basic.FlashData(
            length=32,
            data=b"\xfc\xfc\x01\x01N\xff\x01\rCN\x00\x00\x00\xc2\x01\x00"
            b"\x11\x10\x0f\x0e\r\n\r\nOK\r\n>\xff\xff\xff",
        ),
        "C.1",
    ),
    Response(
        basic.ReadFile(file_name="a.txt", offset=0, length=5),
        b"+FS:5,hello",
        basic.FileData(length=5, data=b"hello"),
        "C.1",
    ),
    Response(
        basic.GetFileSize(file_name="a.txt"),
        b"+FS:5\r\n",
        basic.FileSize(size=5),
        "C.1",
    ),
    Response(
        basic.ListFiles(folder="."),
        b"+FS:a.txt\r\n+FS:b,c.txt\r\n",
        (basic.FileEntry(file_name="a.txt"), basic.FileEntry(file_name="b,c.txt")),
        "C.1",
    ),
    Response(
        basic.GetTransmitPower(),
        b"+RFPOWER:72,2,2,2\r\n",
        basic.TransmitPower(
            wifi=72, ble_advertising=2, ble_scanning=2, ble_connection=2
        ),
        "2.0.0",
    ),
    Response(
        basic.GetTransmitPower(),
        b"+RFPOWER:60\r\n",
        basic.TransmitPower(wifi=60),
        "3.5.0",
    ),
    Response(
        basic.GetFirmwareSlots(),
        b'+SYSROLLBACK:0x100000,"v4.1.0.0-dev",0x280000,"unknown"',
        basic.FirmwareSlots(
            running_address=0x100000,
            running_version="v4.1.0.0-dev",
            other_address=0x280000,
            other_version="unknown",
        ),
        "3.5.0",
        since="4.1",
    ),
    Response(
        basic.GetClock(),
        b"+SYSTIMESTAMP:1577836800",
        basic.Clock(timestamp=1577836800),
        "2.0.0",
        since="2.0",
    ),
    Response(
        basic.GetErrorLog(),
        b"+SYSLOG:1\r\n",
        basic.ErrorLog(enabled=True),
        "2.0.0",
        since="2.0",
    ),
    Response(
        basic.GetStoreMode(),
        b"+SYSSTORE:1\r\n",
        basic.StoreMode(enabled=True),
        "3.4.0",
        since="2.1",
    ),
    Response(
        basic.ReadRegister(address=0x3FF00000),
        b"+SYSREG:0x2210\r\n",
        basic.Register(value=0x2210),
        "D",
        since="2.2",
    ),
    Response(
        basic.GetTemperature(),
        b"+SYSTEMP:27.63\r\n",
        basic.Temperature(celsius=27.63),
        "D",
        since="2.4",
    ),
    Response(
        basic.GetStoredNamespaces(),
        b'+SYSMFG:"server_cert"\r\n+SYSMFG:"factory_param"\r\n',
        (
            basic.StoredNamespace(namespace="server_cert"),
            basic.StoredNamespace(namespace="factory_param"),
        ),
        "3.4.0",
        since="3.1",
    ),
    Response(
        basic.ReadStored(namespace="factory_param"),
        b'+SYSMFG:"factory_param","version",2\r\n'
        b'+SYSMFG:"factory_param","module_name",7\r\n',
        (
            basic.StoredValue(
                namespace="factory_param", key="version", type=basic.StoredType.I8
            ),
            basic.StoredValue(
                namespace="factory_param",
                key="module_name",
                type=basic.StoredType.STRING,
            ),
        ),
        "manual",
        since="3.1",
    ),
    Response(
        basic.ReadStored(namespace="factory_param", key="module_name"),
        b'+SYSMFG:"factory_param","module_name",7,6,MINI-1\r\n',
        (
            basic.StoredValue(
                namespace="factory_param",
                key="module_name",
                type=basic.StoredType.STRING,
                length=6,
                data=b"MINI-1",
            ),
        ),
        "manual",
        since="3.1",
    ),
    Response(
        basic.GetMessageFiltering(),
        b"+SYSMSGFILTER:0\r\n",
        basic.MessageFiltering(enabled=False),
        "3.4.0",
        since="3.1",
    ),
    Response(
        basic.GetMessageFilters(),
        b'+SYSMSGFILTERCFG:0,"^WIFI",""\r\n',
        (basic.MessageFilter(index=0, head="^WIFI", tail=""),),
        "3.4.0",
        since="3.1",
    ),
    Response(basic.GetMessageFilters(), b"", (), "3.4.0", since="3.1"),
    Response(
        basic.GetPassthroughInterval(),
        b"+TRANSINTVL:20\r\n",
        basic.PassthroughInterval(interval=20),
        "D",
        since="3.1",
    ),
    # User
    Response(
        user.GetUserMemory(),
        b"+USERRAM:0\r\n",
        user.UserMemory(size=0),
        "2.3.0",
        since="2.2",
    ),
    Response(
        user.ReadUserMemory(size=5),
        b"+USERRAM:5,hello",
        (user.UserMemoryData(length=5, data=b"hello"),),
        "2.3.0",
        since="2.2",
    ),
    Response(
        user.GetUserGuides(),
        b'+USERDOCS:"https://docs.example/en/index.html"\r\n'
        b'+USERDOCS:"https://docs.example/zh_CN/index.html"\r\n',
        (
            user.UserGuide(url="https://docs.example/en/index.html"),
            user.UserGuide(url="https://docs.example/zh_CN/index.html"),
        ),
        "3.4.0",
        since="2.4",
    ),
    # Wi-Fi
    Response(
        wifi.TestWifiMode(),
        b"+CWMODE:(1-3)\r\n",
        wifi.WifiModeRange(range="1-3"),
        "C.2",
        until="2.1",
    ),
    Response(
        wifi.GetWifiMode(),
        b"+CWMODE:2\r\n",
        wifi.WifiModeSetting(mode=wifi.WifiMode.ACCESS_POINT),
        "2.0.0",
    ),
    Response(
        wifi.GetStationState(),
        b'+CWSTATE:0,""\r\n',
        wifi.StationState(state=wifi.ConnectionState.NOT_STARTED, ssid=""),
        "3.4.0",
        since="2.2",
    ),
    Response(
        wifi.GetStationState(),
        b'+CWSTATE:2,"Espressif"\r\n',
        wifi.StationState(state=wifi.ConnectionState.CONNECTED, ssid="Espressif"),
        "3.4.0",
        since="2.2",
    ),
    Response(
        wifi.GetAccessPoint(),
        b'+CWJAP:"espressif","c4:36:55:2c:70:be",6,-47\r\n',
        wifi.AccessPoint(**HOME),
        "C.2",
        until="2.0",
    ),
    Response(
        wifi.GetAccessPoint(),
        b'+CWJAP:"espressif","c4:36:55:2c:70:be",6,-47,0,1,3\r\n',
        wifi.AccessPoint(
            reject_weak=False, reconnect_interval=1, listen_interval=3, **HOME
        ),
        "E.2",
        since="2.0",
        until="2.1",
    ),
    Response(
        wifi.GetAccessPoint(),
        b'+CWJAP:"espressif","c4:36:55:2c:70:be",6,-47,0,1,3,0\r\n',
        wifi.AccessPoint(
            reject_weak=False,
            reconnect_interval=1,
            listen_interval=3,
            scan_mode=wifi.ScanMode.FIRST,
            **HOME,
        ),
        "C.2",
        since="2.1",
        until="2.2",
    ),
    Response(
        wifi.GetAccessPoint(),
        b'+CWJAP:"espressif","c4:36:55:2c:70:be",6,-47,0,1,3,0,1\r\n',
        wifi.AccessPoint(
            reject_weak=False,
            reconnect_interval=1,
            listen_interval=3,
            scan_mode=wifi.ScanMode.FIRST,
            frame_protection=wifi.ManagementFrameProtection.CAPABLE,
            **HOME,
        ),
        "E.2",
        since="2.2",
    ),
    Response(wifi.GetAccessPoint(), b"", None, "2.0.0"),
    Response(
        wifi.GetReconnection(),
        b"+CWRECONNCFG:1,100\r\n",
        wifi.Reconnection(interval=1, attempts=100),
        "3.4.0",
        since="2.2",
    ),
    Response(
        wifi.ListAccessPoints(),
        b'+CWLAP:(0,"Espressif",-28,"10:01:00:c4:0a:51",5)\r\n',
        (wifi.FoundAccessPoint(**FOUND),),
        "2.0.0",
    ),
    Response(
        wifi.ListAccessPoints(),
        b'+CWLAP:(0,"Espressif",-28,"10:01:00:c4:0a:51",5,-1,-1,0,0,3,0)\r\n',
        (
            wifi.FoundAccessPoint(
                frequency_offset=-1,
                frequency_calibration=-1,
                pairwise_cipher=wifi.Cipher.NONE,
                group_cipher=wifi.Cipher.NONE,
                protocols=wifi.Protocols.B | wifi.Protocols.G,
                wps=False,
                **FOUND,
            ),
        ),
        "3.4.0",
        since="2.2",
    ),
    Response(
        wifi.ListAccessPoints(),
        b'+CWLAP:(3,"espressif",-47,"c4:36:55:2c:70:be",6,-1,-1,4,4,7,1)\r\n'
        b'+CWLAP:(17,"a",b)",(",-90,"10:01:00:c4:0a:51",13,-1,-1,9,4,7,1)\r\n',
        (
            wifi.FoundAccessPoint(
                encryption=wifi.Encryption.WPA2_PSK,
                frequency_offset=-1,
                frequency_calibration=-1,
                pairwise_cipher=wifi.Cipher.CCMP,
                group_cipher=wifi.Cipher.CCMP,
                protocols=wifi.Protocols(7),
                wps=True,
                **HOME,
            ),
            wifi.FoundAccessPoint(
                encryption=wifi.Encryption(17),
                ssid='a",b)",(',
                rssi=-90,
                bssid=MAC,
                channel=13,
                frequency_offset=-1,
                frequency_calibration=-1,
                pairwise_cipher=wifi.Cipher(9),
                group_cipher=wifi.Cipher.CCMP,
                protocols=wifi.Protocols(7),
                wps=True,
            ),
        ),
        "E.2",
        since="2.2",
    ),
    Response(wifi.FindAccessPoints(ssid="Nope"), b"", (), "2.0.0"),
    Response(
        wifi.GetSoftAp(),
        b'+CWSAP:"Test AP","12345678",5,3,10,0\r\n',
        wifi.SoftAp(
            ssid="Test AP",
            password="12345678",
            channel=5,
            encryption=wifi.Encryption.WPA2_PSK,
            max_connections=10,
            hidden=False,
        ),
        "2.0.0",
    ),
    Response(
        wifi.GetSoftAp(),
        b'+CWSAP:"a,b"c\\d","",5,0,15,0\r\n',
        wifi.SoftAp(
            ssid='a,b"c\\d',
            password="",
            channel=5,
            encryption=wifi.Encryption.OPEN,
            max_connections=15,
            hidden=False,
        ),
        "3.4.0",
    ),
    Response(
        wifi.GetClients(),
        b"+CWLIF:192.168.4.2,ca:d7:19:d8:a6:44\r\n"
        b"+CWLIF:192.168.4.3,ca:d7:19:d8:a6:45\r\n",
        (
            wifi.Client(ip="192.168.4.2", mac="ca:d7:19:d8:a6:44"),
            wifi.Client(ip="192.168.4.3", mac="ca:d7:19:d8:a6:45"),
        ),
        "3.7",
    ),
    Response(wifi.GetClients(), b"", (), "2.0.0"),
    Response(
        wifi.GetDhcp(),
        b"+CWDHCP:7",
        wifi.DhcpState(enabled=wifi.Interfaces(7)),
        "2.0.0",
    ),
    Response(
        wifi.GetDhcp(),
        b"+CWDHCP:3",
        wifi.DhcpState(enabled=wifi.Interfaces.STATION | wifi.Interfaces.ACCESS_POINT),
        "3.4.0",
    ),
    Response(
        wifi.GetDhcpRange(),
        b"+CWDHCPS:120,192.168.4.2,192.168.4.101",
        wifi.DhcpRange(lease=120, start="192.168.4.2", end="192.168.4.101"),
        "2.0.0",
    ),
    Response(
        wifi.GetAutoConnect(), b"+CWAUTOCONN:1", wifi.AutoConnect(enabled=True), "2.0.0"
    ),
    Response(
        wifi.GetSoftApProtocols(),
        b"+CWAPPROTO:15",
        wifi.SoftApProtocols(protocols=wifi.Protocols(15)),
        "2.3.0",
        since="2.1",
    ),
    Response(
        wifi.GetStationProtocols(),
        b"+CWSTAPROTO:7",
        wifi.StationProtocols(protocols=wifi.Protocols(7)),
        "3.4.0",
        since="2.1",
    ),
    Response(
        wifi.GetStationMac(),
        b'+CIPSTAMAC:"10:01:00:c4:0a:24"\r\n',
        wifi.StationMac(mac="10:01:00:c4:0a:24"),
        "2.0.0",
    ),
    Response(
        wifi.GetSoftApMac(),
        b'+CIPAPMAC:"10:01:00:c4:0a:25"\r\n',
        wifi.SoftApMac(mac="10:01:00:c4:0a:25"),
        "2.0.0",
    ),
    Response(
        wifi.GetStationAddress(),
        b'+CIPSTA:ip:"192.168.3.112"\r\n+CIPSTA:gateway:"192.168.3.1"\r\n'
        b'+CIPSTA:netmask:"255.255.255.0"\r\n',
        wifi.StationAddress(**NETWORK),
        "E.2",
    ),
    Response(
        wifi.GetStationAddress(),
        b'+CIPSTA:ip:"192.168.3.112"\r\n+CIPSTA:gateway:"192.168.3.1"\r\n'
        b'+CIPSTA:netmask:"255.255.255.0"\r\n+CIPSTA:ip6ll:"fe80::1"\r\n',
        wifi.StationAddress(ip6ll="fe80::1", **NETWORK),
        "C.2",
        since="2.2",
    ),
    Response(
        wifi.GetSoftApAddress(),
        b'+CIPAP:ip:"192.168.5.1"\r\n+CIPAP:gateway:"192.168.4.1"\r\n'
        b'+CIPAP:netmask:"255.255.255.0"\r\n',
        wifi.SoftApAddress(
            ip="192.168.5.1", gateway="192.168.4.1", netmask="255.255.255.0"
        ),
        "2.0.0",
    ),
    Response(
        wifi.GetEnterpriseAccessPoint(),
        b'+CWJEAP:"dlink11111",1,"example@espressif.com","espressif","test11",0\r\n',
        wifi.EnterpriseAccessPoint(
            ssid="dlink11111",
            method=wifi.EnterpriseMethod.PEAP,
            identity="example@espressif.com",
            username="espressif",
            password="test11",
            security=wifi.Certificates(0),
        ),
        "3.20",
        since="2.1",
    ),
    Response(
        wifi.GetEnterpriseAccessPoint(),
        b'+CWJEAP:"",0,"","","",0\r\n',
        wifi.EnterpriseAccessPoint(
            ssid="",
            method=wifi.EnterpriseMethod.TLS,
            identity="",
            username="",
            password="",
            security=wifi.Certificates(0),
        ),
        "3.5.0",
        since="2.1",
    ),
    Response(
        wifi.GetStationHostName(),
        b"+CWHOSTNAME:espressif\r\n",
        wifi.StationHostName(host_name="espressif"),
        "2.0.0",
    ),
    Response(
        wifi.GetCountry(),
        b'+CWCOUNTRY:1,"CN",1,13\r\n',
        wifi.Country(
            policy=wifi.CountryPolicy.FIXED, code="CN", first_channel=1, channels=13
        ),
        "3.4.0",
        since="2.1",
    ),
    Response(
        wifi.GetWifiTimes(),
        b"+CWCONFIG:0,0,0\r\n",
        wifi.WifiTimes(
            access_point_inactivity=0, station_inactivity=0, listen_interval=0
        ),
        "3.5.0",
        since="4.1",
    ),
    Response(
        wifi.GetWifiDriver(),
        b"+CWINIT:1\r\n",
        wifi.WifiDriver(initialized=True),
        "3.4.0",
        since="3.1",
    ),
    Response(
        wifi.GetBandwidth(),
        b"+CWBANDWIDTH:0,1,2\r\n",
        (wifi.Bandwidth(interface=0, width=1, width_5ghz=2),),
        "appendix 1",
        since="4.1",
    ),
    # Ethernet
    Response(
        ethernet.GetEthernetMac(),
        b'+CIPETHMAC:"1a:fe:35:98:d4:7b"\r\n',
        ethernet.EthernetMac(mac="1a:fe:35:98:d4:7b"),
        "7.1",
    ),
    Response(
        ethernet.GetEthernetAddress(),
        b'+CIPETH:ip:"192.168.3.112"\r\n+CIPETH:gateway:"192.168.3.1"\r\n'
        b'+CIPETH:netmask:"255.255.255.0"\r\n',
        ethernet.EthernetAddress(**NETWORK),
        "7.2",
    ),
    Response(
        ethernet.GetEthernetHostName(),
        b"+CEHOSTNAME:wired\r\n",
        ethernet.EthernetHostName(host_name="wired"),
        "D",
    ),
    # TCP-IP, as far as set-up needs it
    Response(
        tcpip.GetLocalAddresses(),
        b'+CIFSR:APIP,"192.168.4.1"\r\n+CIFSR:APMAC,"10:01:00:c4:0a:25"\r\n'
        b'+CIFSR:STAIP,"10.0.2.15"\r\n+CIFSR:STAMAC,"10:01:00:c4:0a:24"\r\n',
        tcpip.LocalAddresses(
            ap_ip="192.168.4.1",
            ap_mac="10:01:00:c4:0a:25",
            station_ip="10.0.2.15",
            station_mac="10:01:00:c4:0a:24",
        ),
        "2.0.0",
    ),
    Response(tcpip.GetLocalAddresses(), b"", None, "C.3"),
    Response(
        tcpip.GetDnsServers(),
        b'+CIPDNS:0,"208.67.222.222","8.8.8.8"\r\n',
        tcpip.DnsServers(manual=False, first="208.67.222.222", second="8.8.8.8"),
        "3.4.0",
        since="2.0",
    ),
)

CODES: tuple[Code, ...] = (
    Code(b"ready\r\n", basic.Ready(), "B"),
    Code(b"Will force to restart!!!\r\n", basic.ForcedRestart(), "A.1"),
    Code(b"WIFI CONNECTED\r\n", wifi.StationConnected(), "B"),
    Code(b"WIFI GOT IP\r\n", wifi.StationGotAddress(), "B"),
    Code(b"WIFI GOT IPv6 LL\r\n", wifi.StationGotLinkLocalAddress(), "B"),
    Code(b"WIFI GOT IPv6 GL\r\n", wifi.StationGotGlobalAddress(), "B"),
    Code(b"WIFI DISCONNECT\r\n", wifi.StationDisconnected(), "B"),
    Code(
        b'+STA_CONNECTED:"ca:d7:19:d8:a6:44"\r\n',
        wifi.ClientConnected(mac="ca:d7:19:d8:a6:44"),
        "B",
    ),
    Code(
        b'+STA_CONNECTED: "ca:d7:19:d8:a6:44"\r\n',
        wifi.ClientConnected(mac="ca:d7:19:d8:a6:44"),
        "manual",
        other_spelling=True,
    ),
    Code(
        b'+STA_DISCONNECTED:"ca:d7:19:d8:a6:44"\r\n',
        wifi.ClientDisconnected(mac="ca:d7:19:d8:a6:44"),
        "B",
    ),
    Code(
        b'+DIST_STA_IP:"ca:d7:19:d8:a6:44","192.168.4.2"\r\n',
        wifi.ClientGotAddress(mac="ca:d7:19:d8:a6:44", ip="192.168.4.2"),
        "B",
    ),
    Code(
        b"smartconfig type:ESPTOUCH\r\n",
        wifi.SmartConfigTypeFound(type="ESPTOUCH"),
        "B",
    ),
    Code(b"Smart get wifi info\r\n", wifi.SmartConfigGotNetwork(), "B"),
    Code(
        b"Smart get wi-Fi info\r\n",
        wifi.SmartConfigGotNetwork(),
        "3.16",
        other_spelling=True,
    ),
    Code(b"ssid:my, home\r\n", wifi.SmartConfigSsid(ssid="my, home"), "B"),
    Code(
        b"password:correct: horse\r\n",
        wifi.SmartConfigPassword(password="correct: horse"),
        "B",
    ),
    Code(b"+SCRD:4,a\r\nb\r\n", wifi.SmartConfigData(length=4, data=b"a\r\nb"), "B"),
    Code(b"smartconfig connected wifi\r\n", wifi.SmartConfigConnected(), "B"),
    Code(
        b"Smartconfig connected wi-Fi\r\n",
        wifi.SmartConfigConnected(),
        "3.16",
        other_spelling=True,
    ),
    Code(b"+ETH_CONNECTED\r\n", ethernet.EthernetConnected(), "B"),
    Code(b"+ETH_DISCONNECTED\r\n", ethernet.EthernetDisconnected(), "B"),
    Code(
        b"+ETH_GOT_IP:192.168.3.112\r\n",
        ethernet.EthernetGotAddress(ip="192.168.3.112"),
        "B",
    ),
    # Of later chapters, as far as the framing of the line needs them
    Code(b"CONNECT\r\n", tcpip.LinkOpened(), "B"),
    Code(b"3,CONNECT\r\n", tcpip.LinkOpened(link_id=3), "B"),
    Code(b"3,CONNECT FAIL\r\n", tcpip.LinkFailed(link_id=3), "B"),
    Code(b"CLOSED\r\n", tcpip.LinkClosed(), "B"),
    Code(b"0,CLOSED\r\n", tcpip.LinkClosed(link_id=0), "B"),
    Code(
        b'+LINK_CONN:0,1,"TCP",0,"10.0.2.2",9001,56586\r\n',
        tcpip.LinkDetails(
            status=0,
            link_id=1,
            kind="TCP",
            role=tcpip.LinkRole.CLIENT,
            remote_ip="10.0.2.2",
            remote_port=9001,
            local_port=56586,
        ),
        "2.3.0",
    ),
    Code(b"+IPD,4:test\r\n", tcpip.DataReceived(length=4, data=b"test"), "B"),
    Code(
        b"+IPD,0,4:a\r\nb\r\n",
        tcpip.DataReceived(link_id=0, length=4, data=b"a\r\nb"),
        "B",
    ),
    Code(
        b'+IPD,4,"10.0.2.2",9001:test\r\n',
        tcpip.DataReceived(
            length=4, remote_ip="10.0.2.2", remote_port=9001, data=b"test"
        ),
        "B",
    ),
    Code(
        b'+IPD,0,4,"10.0.2.2",9001:test\r\n',
        tcpip.DataReceived(
            link_id=0,
            length=4,
            remote_ip="10.0.2.2",
            remote_port=9001,
            data=b"test",
        ),
        "B",
    ),
    Code(
        b"+IPD,0,4,10.0.2.2,9001:test\r\n",
        tcpip.DataReceived(
            link_id=0,
            length=4,
            remote_ip="10.0.2.2",
            remote_port=9001,
            data=b"test",
        ),
        "B",
        other_spelling=True,  # of firmware 1
    ),
    Code(b"+IPD,20\r\n", tcpip.DataWaiting(numbers=(20,)), "B"),
    Code(b"+IPD,0,20\r\n", tcpip.DataWaiting(numbers=(0, 20)), "B"),
    Code(
        b"+CIPSENDL:1024,2944\r\n",
        tcpip.LongSendProgress(sent=1024, received=2944),
        "2.3.0",
    ),
    Code(b"+QUITT\r\n", tcpip.PassthroughEnded(), "B"),
    Code(b"+TIME_UPDATED\r\n", sntp.TimeUpdated(), "B"),
    Code(b"+CIPUPDATE:-1\r\n", update.UpdateProgress(step=-1), "B"),
    Code(
        b'+MQTTCONNECTED:0,1,"10.0.2.2","1883","",1\r\n',
        mqtt.BrokerConnected(
            link_id=0, scheme=1, host="10.0.2.2", port="1883", path="", reconnect=True
        ),
        "3.4.0",
    ),
    Code(b"+MQTTDISCONNECTED:0\r\n", mqtt.BrokerDisconnected(link_id=0), "B"),
    Code(
        b'+MQTTSUBRECV:0,"a,b",4,",4,\r\n',
        mqtt.MessageReceived(link_id=0, topic="a,b", length=4, data=b'",4,'),
        "B",
    ),
    Code(b"+MQTTPUB:OK\r\n", mqtt.MessagePublished(), "B"),
    Code(b"+MQTTPUB:FAIL\r\n", mqtt.MessageNotPublished(), "B"),
)
