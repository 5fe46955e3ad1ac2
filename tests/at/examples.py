"""Every documented line and response of chapters 2, 3, 4, 7 and 10, and of BLE HID, and what it means.

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
    ble,
    classic,
    ethernet,
    hid,
    http,
    mqtt,
    sntp,
    tcpip,
    tls,
    update,
    user,
    websocket,
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
    multiplexed: bool = False
    """Whether the line holds under AT+CIPMUX=1, where it begins with its link."""


@dataclass(frozen=True)
class Response:
    """The lines before the final result code, byte for byte, and their meaning."""

    command: Command[Any]
    sent: bytes
    result: Record | tuple[Record, ...] | None
    source: str
    since: str = "1.1"
    until: str = "99"
    addressed: bool = False
    """Whether it holds under AT+CIPDINFO=1, where the sender stands before the data."""


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
    # TCP-IP
    Line("AT+CIFSR=?", tcpip.TestLocalAddresses(), "C.3"),
    Line("AT+CIFSR", tcpip.GetLocalAddresses(), "4.8"),
    Line("AT+CIPV6?", tcpip.GetIpv6(), "3.4.0"),
    Line("AT+CIPV6=1", tcpip.SetIpv6(enabled=True), "3.4.0"),
    Line("AT+CIPDNS?", tcpip.GetDnsServers(), "4.27"),
    Line(
        'AT+CIPDNS=1,"10.0.2.2"',
        tcpip.SetDnsServers(manual=True, first="10.0.2.2"),
        "2.0.0",
    ),
    Line(
        'AT+CIPDNS=1,"222.222.67.208","114.114.114.114","8.8.8.8"',
        tcpip.SetDnsServers(
            manual=True,
            first="222.222.67.208",
            second="114.114.114.114",
            third="8.8.8.8",
        ),
        "4.27",
    ),
    Line("AT+CIPDNS=0", tcpip.SetDnsServers(manual=False), "4.27"),
    Line(
        'AT+CIPDOMAIN="iot.espressif.cn"',
        tcpip.ResolveName(name_to_resolve="iot.espressif.cn"),
        "4.2",
    ),
    Line(
        'AT+CIPDOMAIN="host.test"',
        tcpip.ResolveName(name_to_resolve="host.test"),
        "3.4.0",
    ),
    Line(
        'AT+CIPDOMAIN="host.test",2,10000',
        tcpip.ResolveName(
            name_to_resolve="host.test",
            network=tcpip.IpNetwork.IPV4,
            lookup_timeout=10000,
        ),
        "C.3",
    ),
    Line('AT+PING="192.168.1.1"', tcpip.Ping(host="192.168.1.1"), "4.26"),
    Line('AT+PING="www.baidu.com"', tcpip.Ping(host="www.baidu.com"), "4.26"),
    Line('AT+PING="10.0.2.2"', tcpip.Ping(host="10.0.2.2"), "3.4.0"),
    # Links; the specification has blanks behind the commas
    Line(
        'AT+CIPSTART="TCP","iot.espressif.cn",8000',
        tcpip.OpenStream(kind=tcpip.LinkKind.TCP, host="iot.espressif.cn", port=8000),
        "4.3.1",
    ),
    Line(
        'AT+CIPSTART="TCP","192.168.101.110",1000',
        tcpip.OpenStream(kind=tcpip.LinkKind.TCP, host="192.168.101.110", port=1000),
        "4.3.1",
    ),
    Line(
        'AT+CIPSTART="TCP","192.168.101.110",1000,,"192.168.101.100"',
        tcpip.OpenStream(
            kind=tcpip.LinkKind.TCP,
            host="192.168.101.110",
            port=1000,
            local_ip="192.168.101.100",
        ),
        "4.3.1",
    ),
    Line(
        'AT+CIPSTART=0,"TCP","10.0.2.2",9001',
        tcpip.OpenStream(
            link_id=0, kind=tcpip.LinkKind.TCP, host="10.0.2.2", port=9001
        ),
        "2.0.0",
        multiplexed=True,
    ),
    Line(
        'AT+CIPSTART=4,"TCPv6","fe80::1",80,60,,5000',
        tcpip.OpenStream(
            link_id=4,
            kind=tcpip.LinkKind.TCP6,
            host="fe80::1",
            port=80,
            keep_alive=60,
            connect_timeout=5000,
        ),
        "C.3",
        multiplexed=True,
    ),
    Line(
        'AT+CIPSTART="UDP","192.168.101.110",1000,1002,2',
        tcpip.OpenDatagram(
            kind=tcpip.LinkKind.UDP,
            host="192.168.101.110",
            port=1000,
            local_port=1002,
            peer=tcpip.DatagramPeer.LAST,
        ),
        "4.3.2",
    ),
    Line(
        'AT+CIPSTART="UDP","192.168.101.110",1000,,,"192.168.101.100"',
        tcpip.OpenDatagram(
            kind=tcpip.LinkKind.UDP,
            host="192.168.101.110",
            port=1000,
            local_ip="192.168.101.100",
        ),
        "4.3.2",
    ),
    Line(
        'AT+CIPSTART=3,"UDP","10.0.2.2",9003',
        tcpip.OpenDatagram(
            link_id=3, kind=tcpip.LinkKind.UDP, host="10.0.2.2", port=9003
        ),
        "2.0.0",
        multiplexed=True,
    ),
    Line(
        'AT+CIPSTART="SSL","iot.espressif.cn",8443',
        tcpip.OpenStream(kind=tcpip.LinkKind.SSL, host="iot.espressif.cn", port=8443),
        "4.3.3",
    ),
    Line(
        'AT+CIPSTART="SSL","192.168.101.110",1000,,"192.168.101.100"',
        tcpip.OpenStream(
            kind=tcpip.LinkKind.SSL,
            host="192.168.101.110",
            port=1000,
            local_ip="192.168.101.100",
        ),
        "4.3.3",
    ),
    Line(
        'AT+CIPSTARTEX="TCP","10.0.2.2",9001',
        tcpip.OpenStreamAnywhere(kind=tcpip.LinkKind.TCP, host="10.0.2.2", port=9001),
        "3.4.0",
        multiplexed=True,
    ),
    Line(
        'AT+CIPSTARTEX="UDP","10.0.2.2",9003,4567,1',
        tcpip.OpenDatagramAnywhere(
            kind=tcpip.LinkKind.UDP,
            host="10.0.2.2",
            port=9003,
            local_port=4567,
            peer=tcpip.DatagramPeer.FIRST,
        ),
        "C.3",
        multiplexed=True,
    ),
    Line("AT+CIPCLOSE", tcpip.CloseOnlyLink(), "4.7"),
    Line("AT+CIPCLOSE=0", tcpip.CloseLink(link_id=0), "2.0.0", multiplexed=True),
    Line(
        "AT+CIPCLOSE=5",
        tcpip.CloseLink(link_id=tcpip.ALL_LINKS),
        "4.7",
        multiplexed=True,
    ),
    Line("AT+CIPSTATE?", tcpip.GetOpenLinks(), "3.4.0"),
    Line("AT+CIPSTATUS", tcpip.GetLinkStatus(), "4.1"),
    Line("AT+CIPMUX?", tcpip.GetMultiplexing(), "4.9"),
    Line("AT+CIPMUX=1", tcpip.SetMultiplexing(enabled=True), "4.9"),
    # Sending
    Line("AT+CIPSEND=?", tcpip.TestSend(), "C.3"),
    Line("AT+CIPSEND=4", tcpip.Send(data=b"test"), "E.3"),
    Line(
        "AT+CIPSEND=0,4", tcpip.Send(link_id=0, data=b"to_a"), "E.4", multiplexed=True
    ),
    Line(
        'AT+CIPSEND=3,"10.0.2.2",9003',
        tcpip.Send(data=b"abc", host="10.0.2.2", port=9003),
        "2.0.0",
    ),
    Line(
        'AT+CIPSEND=3,3,"10.0.2.2",9003',
        tcpip.Send(link_id=3, data=b"abc", host="10.0.2.2", port=9003),
        "4.5",
        multiplexed=True,
    ),
    Line("AT+CIPSEND", tcpip.StartPassthrough(), "4.5"),
    Line("AT+CIPSENDEX=?", tcpip.TestSendEscaped(), "C.3"),
    Line("AT+CIPSENDEX=4", tcpip.SendEscaped(data=rb"ab\0"), "2.0.0"),
    Line(
        "AT+CIPSENDEX=1,4",
        tcpip.SendEscaped(link_id=1, data=rb"ab\0"),
        "4.6",
        multiplexed=True,
    ),
    Line(
        'AT+CIPSENDEX=4,"10.0.2.2",9003',
        tcpip.SendEscaped(data=rb"ab\0", host="10.0.2.2", port=9003),
        "4.6",
    ),
    Line("AT+CIPSENDL=3000", tcpip.SendLong(data=b"q" * 3000), "3.4.0"),
    Line(
        "AT+CIPSENDL=2,3000",
        tcpip.SendLong(link_id=2, data=b"q" * 3000),
        "D",
        multiplexed=True,
    ),
    Line("AT+CIPSENDLCFG?", tcpip.GetLongSendSettings(), "3.4.0"),
    Line(
        "AT+CIPSENDLCFG=1024,2920",
        tcpip.SetLongSendSettings(report=1024, transmit=2920),
        "D",
    ),
    # Receiving
    Line("AT+CIPDINFO?", tcpip.GetSenderShown(), "2.0.0"),
    Line("AT+CIPDINFO=1", tcpip.ShowSender(enabled=True), "4.18"),
    Line("AT+CIPRECVMODE?", tcpip.GetReceiveMode(), "4.23"),
    Line("AT+CIPRECVMODE=1", tcpip.SetReceiveMode(passive=True), "4.23"),
    Line("AT+CIPRECVTYPE?", tcpip.GetLinkReceiveModes(), "3.4.0"),
    Line("AT+CIPRECVTYPE=1", tcpip.SetLinkReceiveMode(passive=True), "3.4.0"),
    Line(
        "AT+CIPRECVTYPE=2,0",
        tcpip.SetLinkReceiveMode(link_id=2, passive=False),
        "3.4.0",
        multiplexed=True,
    ),
    Line(
        "AT+CIPRECVTYPE=5,1",
        tcpip.SetLinkReceiveMode(link_id=tcpip.ALL_LINKS, passive=True),
        "E.5",
        multiplexed=True,
    ),
    Line("AT+CIPRECVDATA=64", tcpip.FetchData(length=64), "E.5"),
    Line(
        "AT+CIPRECVDATA=0,100",
        tcpip.FetchData(link_id=0, length=100),
        "4.24",
        multiplexed=True,
    ),
    Line("AT+CIPRECVLEN?", tcpip.GetBufferedLengths(), "2.0.0"),
    Line("AT+CIPRCVLEN?", tcpip.GetBufferedLengths(), "4.25", other_spelling=True),
    # The server
    Line("AT+CIPSERVER?", tcpip.GetServer(), "2.0.0"),
    Line("AT+CIPSERVER=0", tcpip.StopServer(), "4.9"),
    Line("AT+CIPSERVER=0,1", tcpip.StopServer(close_links=True), "3.4.0"),
    Line("AT+CIPSERVER=1", tcpip.StartServer(), "2.0.0"),
    Line("AT+CIPSERVER=1,80", tcpip.StartServer(port=80), "4.10"),
    Line(
        'AT+CIPSERVER=1,443,"SSL",1',
        tcpip.StartServer(port=443, kind=tcpip.LinkKind.SSL, verify_client=True),
        "4.10",
    ),
    Line(
        'AT+CIPSERVER=1,8080,"TCP",0',
        tcpip.StartServer(port=8080, kind=tcpip.LinkKind.TCP, verify_client=False),
        "3.4.0",
    ),
    Line(
        'AT+CIPSERVER=1,8080,"TCP",,1',
        tcpip.StartServer(port=8080, kind=tcpip.LinkKind.TCP, interface=1),
        "C.3",
    ),
    Line("AT+CIPSERVERMAXCONN?", tcpip.GetMostConnections(), "4.11"),
    Line("AT+CIPSERVERMAXCONN=2", tcpip.SetMostConnections(number=2), "4.11"),
    Line("AT+CIPSTO?", tcpip.GetServerTimeout(), "4.14"),
    Line("AT+CIPSTO=10", tcpip.SetServerTimeout(seconds=10), "4.14"),
    # Options of a connection
    Line("AT+CIPTCPOPT?", tcpip.GetTcpOptions(), "3.4.0"),
    Line(
        "AT+CIPTCPOPT=-1,1,5000,60",
        tcpip.SetTcpOptions(linger=-1, no_delay=True, send_timeout=5000, keep_alive=60),
        "D",
    ),
    Line(
        "AT+CIPTCPOPT=0,,1",
        tcpip.SetTcpOptions(link_id=0, no_delay=True),
        "D",
        multiplexed=True,
    ),
    Line("AT+CIPCONNPERSIST?", tcpip.GetPersistence(), "D"),
    Line("AT+CIPCONNPERSIST=1", tcpip.SetPersistence(enabled=True), "D"),
    # Passthrough
    Line("AT+CIPMODE?", tcpip.GetTransferMode(), "4.12"),
    Line("AT+CIPMODE=1", tcpip.SetTransferMode(passthrough=True), "4.12"),
    Line("AT+CIPRECONNINTV?", tcpip.GetReconnectInterval(), "3.4.0"),
    Line("AT+CIPRECONNINTV=10", tcpip.SetReconnectInterval(tenths=10), "4.21"),
    Line("AT+SAVETRANSLINK=0", tcpip.ForgetPassthrough(), "2.0.0"),
    Line(
        'AT+SAVETRANSLINK=1,"192.168.6.110",1002,"TCP"',
        tcpip.StartInPassthrough(
            host="192.168.6.110", port=1002, kind=tcpip.LinkKind.TCP
        ),
        "4.13.1",
    ),
    Line(
        'AT+SAVETRANSLINK=1,"192.168.6.110",1002,"UDP",1005',
        tcpip.StartInPassthrough(
            host="192.168.6.110", port=1002, kind=tcpip.LinkKind.UDP, option=1005
        ),
        "4.13.2",
    ),
    Line(
        'AT+SAVETRANSLINK=2,2,1,7,1,5,"26:a2:11:16:87:96"',
        tcpip.StartInBlePassthrough(
            role=2,
            send_service=1,
            send_characteristic=7,
            receive_service=1,
            receive_characteristic=5,
            peer="26:a2:11:16:87:96",
        ),
        "C.3",
    ),
    # TLS
    Line("AT+CIPSSLCCONF?", tls.GetTlsSettings(), "2.0.0"),
    Line("AT+CIPSSLCONF?", tls.GetTlsSettings(), "4.20", other_spelling=True),
    Line(
        "AT+CIPSSLCCONF=2,0,0",
        tls.SetTlsSettings(
            authentication=tls.Authentication.SERVER, certificate=0, authority=0
        ),
        "2.3.0",
    ),
    Line(
        "AT+CIPSSLCONF=5,3,0,0",
        tls.SetTlsSettings(
            link_id=tcpip.ALL_LINKS,
            authentication=tls.Authentication.BOTH,
            certificate=0,
            authority=0,
        ),
        "4.20",
        other_spelling=True,
        multiplexed=True,
    ),
    Line(
        "AT+CIPSSLCCONF=0",
        tls.SetTlsSettings(authentication=tls.Authentication.NONE),
        "2.3.0",
    ),
    Line("AT+CIPSSLCCN?", tls.GetCommonNames(), "D"),
    Line('AT+CIPSSLCCN="host.test"', tls.SetCommonName(name_expected="host.test"), "D"),
    Line(
        'AT+CIPSSLCCN=0,"host.test"',
        tls.SetCommonName(link_id=0, name_expected="host.test"),
        "D",
        multiplexed=True,
    ),
    Line("AT+CIPSSLCSNI?", tls.GetServerNames(), "D"),
    Line('AT+CIPSSLCSNI="host"', tls.SetServerName(name_sent="host"), "E.7"),
    Line(
        'AT+CIPSSLCSNI=1,"host"',
        tls.SetServerName(link_id=1, name_sent="host"),
        "D",
        multiplexed=True,
    ),
    Line("AT+CIPSSLCALPN?", tls.GetProtocols(), "D"),
    Line(
        'AT+CIPSSLCALPN=2,"h2","http/1.1"',
        tls.SetProtocols(count=2, names=("h2", "http/1.1")),
        "D",
    ),
    Line(
        "AT+CIPSSLCALPN=0,0",
        tls.SetProtocols(link_id=0, count=0),
        "D",
        multiplexed=True,
    ),
    Line("AT+CIPSSLCPSK?", tls.GetSharedKeys(), "D"),
    Line('AT+CIPSSLCPSK="key","hint"', tls.SetSharedKey(key="key", hint="hint"), "D"),
    Line("AT+CIPSSLCPSKHEX?", tls.GetHexSharedKeys(), "D"),
    Line(
        'AT+CIPSSLCPSKHEX=0,"3dff","hint"',
        tls.SetHexSharedKey(link_id=0, key="3dff", hint="hint"),
        "D",
        multiplexed=True,
    ),
    Line("AT+CIPSSLCCIPHER?", tls.GetCipherSuites(), "D"),
    Line(
        "AT+CIPSSLCCIPHER=1,0xc02b",
        tls.SetCipherSuites(count=1, suites=(0xC02B,)),
        "D",
    ),
    # Time
    Line("AT+CIPSNTPCFG?", sntp.GetTimeSource(), "4.15"),
    Line(  # the specification forgets the first parameter
        'AT+CIPSNTPCFG=1,8,"cn.ntp.org.cn","ntp.sjtu.edu.cn"',
        sntp.SetTimeSource(
            enabled=True, zone=8, servers=("cn.ntp.org.cn", "ntp.sjtu.edu.cn")
        ),
        "E.7",
    ),
    Line("AT+CIPSNTPCFG=0", sntp.SetTimeSource(enabled=False), "2.0.0"),
    Line(
        'AT+CIPSNTPCFG=1,-330,"10.0.2.2"',
        sntp.SetTimeSource(enabled=True, zone=-330, servers=("10.0.2.2",)),
        "C.3",
    ),
    Line("AT+CIPSNTPTIME?", sntp.GetClock(), "4.16"),
    Line("AT+CIPSNTPINTV?", sntp.GetTimeInterval(), "3.4.0"),
    Line("AT+CIPSNTPINTV=3600", sntp.SetTimeInterval(seconds=3600), "D"),
    # Update
    Line("AT+CIUPDATE", update.UpdateFirmware(), "4.17"),
    Line(
        'AT+CIUPDATE=1,"v1.2.0.0"',
        update.UpdateFirmwareTo(
            transport=update.UpdateTransport.SSL, version="v1.2.0.0"
        ),
        "4.17",
    ),
    Line(
        "AT+CIUPDATE=1,,,1",
        update.UpdateFirmwareTo(transport=update.UpdateTransport.SSL, nonblocking=True),
        "E.15",
    ),
    Line("AT+CIUPDATE?", update.GetUpdateState(), "2.3.0"),
    Line("AT+CIPFWVER?", update.GetAvailableVersion(), "3.4.0"),
    # HTTP
    Line(
        'AT+HTTPCLIENT=1,0,"http://httpbin.org/get","httpbin.org","/get",1',
        http.Request(
            method=http.Method.HEAD,
            content_type=http.ContentType.FORM,
            url="http://httpbin.org/get",
            host="httpbin.org",
            path="/get",
            transport=http.Transport.TCP,
        ),
        "10.1",
    ),
    Line(
        'AT+HTTPCLIENT=2,0,"http://httpbin.org/get",,,0',
        http.Request(
            method=http.Method.GET,
            content_type=http.ContentType.FORM,
            url="http://httpbin.org/get",
            transport=http.Transport.OF_URL,
        ),
        "10.1",
    ),
    Line(
        'AT+HTTPCLIENT=2,0,,"httpbin.org","/get",1',
        http.Request(
            method=http.Method.GET,
            content_type=http.ContentType.FORM,
            host="httpbin.org",
            path="/get",
            transport=http.Transport.TCP,
        ),
        "10.1",
    ),
    Line(
        'AT+HTTPCLIENT=2,0,"http://10.0.2.2:9080/","","",1',
        http.Request(
            method=http.Method.GET,
            content_type=http.ContentType.FORM,
            url="http://10.0.2.2:9080/",
            host="",
            path="",
            transport=http.Transport.TCP,
        ),
        "3.4.0",
    ),
    Line(
        'AT+HTTPCLIENT=3,0,"http://httpbin.org/post",,,0,"field1=value1&field2=value2"',
        http.Request(
            method=http.Method.POST,
            content_type=http.ContentType.FORM,
            url="http://httpbin.org/post",
            transport=http.Transport.OF_URL,
            data="field1=value1&field2=value2",
        ),
        "10.1",
    ),
    Line(
        r'AT+HTTPCLIENT=4,1,"https://host.test/",,,2,"{\"on\":1\,\"t\":2}",'
        '"X-A: b","X-C: d"',
        http.Request(
            method=http.Method.PUT,
            content_type=http.ContentType.JSON,
            url="https://host.test/",
            transport=http.Transport.SSL,
            data='{"on":1,"t":2}',
            headers=("X-A: b", "X-C: d"),
        ),
        "C.8b",
    ),
    Line(
        'AT+HTTPGETSIZE="http://10.0.2.2:9080/big"',
        http.GetSize(url="http://10.0.2.2:9080/big"),
        "3.4.0",
    ),
    Line(
        'AT+HTTPGETSIZE="http://10.0.2.2:9080/big",,512,5000',
        http.GetSize(
            url="http://10.0.2.2:9080/big", receive_buffer=512, network_timeout=5000
        ),
        "D",
    ),
    Line('AT+HTTPCGET="http://x/y"', http.Get(url="http://x/y"), "E.16"),
    Line(
        'AT+HTTPCGET="http://10.0.2.2:9080/big",100,512',
        http.Get(url="http://10.0.2.2:9080/big", send_buffer=100, receive_buffer=512),
        "3.4.0",
    ),
    Line('AT+HTTPCGET=""', http.Get(url=""), "3.4.0"),
    Line(
        'AT+HTTPCPOST="http://httpbin.org/post",3',
        http.Post(url="http://httpbin.org/post", data=b"a=1"),
        "E.16",
    ),
    Line(
        'AT+HTTPCPOST="http://10.0.2.2:9080/post",4,1,"X-A: b"',
        http.Post(
            url="http://10.0.2.2:9080/post",
            data=b"body",
            header_count=1,
            headers=("X-A: b",),
        ),
        "3.4.0",
    ),
    Line(
        'AT+HTTPCPUT="http://10.0.2.2:9080/put",4',
        http.Put(url="http://10.0.2.2:9080/put", data=b"body"),
        "3.4.0",
    ),
    Line("AT+HTTPURLCFG?", http.GetLongUrl(), "3.4.0"),
    Line("AT+HTTPURLCFG=0", http.ForgetLongUrl(), "3.4.0"),
    Line("AT+HTTPURLCFG=326", http.SetLongUrl(url=b"http://" + b"q" * 319), "3.4.0"),
    Line("AT+HTTPCHEAD?", http.GetCommonHeaders(), "3.4.0"),
    Line("AT+HTTPCHEAD=0", http.ForgetCommonHeaders(), "3.4.0"),
    Line("AT+HTTPCHEAD=9", http.AddCommonHeader(header=b"X-T: abcd"), "3.4.0"),
    Line(
        "AT+HTTPCFG=3,0,1",
        http.SetHttpAuthentication(authentication=3, certificate=0, authority=1),
        "D",
    ),
    # WebSocket
    Line(
        "AT+WSCFG=0,30,600",
        websocket.SetWebSocket(socket_id=0, ping_interval=30, ping_timeout=600),
        "D",
    ),
    Line(
        "AT+WSCFG=0,30,600,4096,2,0,0",
        websocket.SetWebSocket(
            socket_id=0,
            ping_interval=30,
            ping_timeout=600,
            buffer=4096,
            authentication=2,
            certificate=0,
            authority=0,
        ),
        "D",
    ),
    Line("AT+WSHEAD?", websocket.GetWebSocketHeaders(), "D"),
    Line("AT+WSHEAD=0", websocket.ForgetWebSocketHeaders(), "D"),
    Line("AT+WSHEAD=9", websocket.AddWebSocketHeader(header=b"X-T: abcd"), "D"),
    Line("AT+WSOPEN?", websocket.GetWebSockets(), "D"),
    Line(
        'AT+WSOPEN=0,"wss://host.test/ws"',
        websocket.OpenWebSocket(socket_id=0, url="wss://host.test/ws"),
        "D",
    ),
    Line(
        'AT+WSOPEN=1,"ws://host.test/ws","chat",5000,"Basic eA=="',
        websocket.OpenWebSocket(
            socket_id=1,
            url="ws://host.test/ws",
            subprotocol="chat",
            connect_timeout=5000,
            authorization="Basic eA==",
        ),
        "D",
    ),
    Line("AT+WSSEND=0,4", websocket.SendFrame(socket_id=0, data=b"test"), "D"),
    Line(
        "AT+WSSEND=0,4,2,5000",
        websocket.SendFrame(
            socket_id=0,
            data=b"test",
            kind=websocket.FrameKind.BINARY,
            send_timeout=5000,
        ),
        "D",
    ),
    Line("AT+WSCLOSE=0", websocket.CloseWebSocket(socket_id=0), "D"),
    # Keyboard and mouse
    Line("AT+BLEINIT?", ble.GetBle(), "5.1"),
    Line("AT+BLEINIT=1", ble.SetBle(role=ble.BleRole.CLIENT), "5.1"),
    Line("AT+BLUFI?", ble.GetBlufi(), "D"),
    Line("AT+BLUFI=0", ble.SetBlufi(enabled=False), "D"),
    Line("AT+BLUFI=1,8", ble.SetBlufi(enabled=True, auth_floor=8), "D"),
    Line("AT+BTINIT?", classic.GetClassic(), "8.1"),
    Line("AT+BTINIT=0", classic.SetClassic(enabled=False), "8.1"),
    Line("AT+BLEHIDINIT?", hid.GetHid(), "5.37"),
    Line("AT+BLEHIDINIT=1", hid.SetHid(enabled=True), "5.37"),
    Line("AT+BLEHIDNAME?", hid.GetHidName(), "D"),
    Line('AT+BLEHIDNAME="My KB"', hid.SetHidName(device_name="My KB"), "E.10"),
    Line(
        "AT+BLEHIDKB=0,4,0,0,0,0,0",
        hid.SendKeys(modifiers=0, key_1=4, key_2=0, key_3=0, key_4=0, key_5=0, key_6=0),
        "5.38",
    ),
    Line(
        "AT+BLEHIDMUS=0,10,10,0", hid.MoveMouse(buttons=0, x=10, y=10, wheel=0), "5.39"
    ),
    Line(
        "AT+BLEHIDMUS=1,-7,0,-1", hid.MoveMouse(buttons=1, x=-7, y=0, wheel=-1), "C.5"
    ),
    Line("AT+BLEHIDCONSUMER=233", hid.SendConsumerControl(usage=233), "5.40"),
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
    # TCP-IP
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
        tcpip.GetIpv6(), b"+CIPV6:1\r\n", tcpip.Ipv6(enabled=True), "3.4.0", since="2.2"
    ),
    Response(
        tcpip.GetDnsServers(),
        b'+CIPDNS:0,"208.67.222.222"\r\n',
        tcpip.DnsServers(manual=False, first="208.67.222.222"),
        "2.0.0",
        since="2.0",
    ),
    Response(
        tcpip.GetDnsServers(),
        b'+CIPDNS:0,"208.67.222.222","8.8.8.8"\r\n',
        tcpip.DnsServers(manual=False, first="208.67.222.222", second="8.8.8.8"),
        "3.4.0",
        since="2.0",
    ),
    Response(
        tcpip.GetDnsServers(),
        b'+CIPDNS:0,"10.0.2.3","114.114.114.114","8.8.8.8"\r\n',
        tcpip.DnsServers(
            manual=False, first="10.0.2.3", second="114.114.114.114", third="8.8.8.8"
        ),
        "3.5.0",
        since="2.0",
    ),
    Response(
        tcpip.GetDnsServers(),
        b'+CIPDNS:1,"10.0.2.2"\r\n',
        tcpip.DnsServers(manual=True, first="10.0.2.2"),
        "2.0.0",
        since="2.0",
    ),
    Response(
        tcpip.ResolveName(name_to_resolve="host.test"),
        b"+CIPDOMAIN:10.0.2.2\r\n",
        tcpip.ResolvedName(address="10.0.2.2"),
        "C.3",
        until="2.2",
    ),
    Response(
        tcpip.ResolveName(name_to_resolve="host.test"),
        b'+CIPDOMAIN:"10.0.2.2"\r\n',
        tcpip.ResolvedName(address="10.0.2.2"),
        "3.4.0",
        since="2.2",
    ),
    Response(
        tcpip.ResolveName(name_to_resolve="host.test", network=tcpip.IpNetwork.IPV6),
        b'+CIPDOMAIN:"2001:db8::1"\r\n',
        tcpip.ResolvedName(address="2001:db8::1"),
        "C.3",
        since="2.2",
    ),
    Response(
        tcpip.Ping(host="10.0.2.2"),
        b"+PING:6\r\n",
        tcpip.RoundTrip(milliseconds="6"),
        "3.4.0",
    ),
    Response(
        tcpip.Ping(host="10.0.2.99"),
        b"+PING:TIMEOUT\r\n",
        tcpip.RoundTrip(milliseconds="TIMEOUT"),
        "2.0.0",
    ),
    Response(
        tcpip.GetOpenLinks(),
        b'+CIPSTATE:0,"TCP","10.0.2.2",38684,333,1\r\n'
        b'+CIPSTATE:1,"UDP","10.0.2.2",9003,64323,0\r\n',
        (
            tcpip.OpenLink(
                link_id=0,
                kind=tcpip.LinkKind.TCP,
                remote_ip="10.0.2.2",
                remote_port=38684,
                local_port=333,
                role=tcpip.LinkRole.SERVER,
            ),
            tcpip.OpenLink(
                link_id=1,
                kind=tcpip.LinkKind.UDP,
                remote_ip="10.0.2.2",
                remote_port=9003,
                local_port=64323,
                role=tcpip.LinkRole.CLIENT,
            ),
        ),
        "3.4.0",
        since="2.4",
    ),
    Response(  # passthrough connects again
        tcpip.GetOpenLinks(),
        b'+CIPSTATE:0,"TCP","10.0.2.2",9001,0,0\r\n',
        (
            tcpip.OpenLink(
                link_id=0,
                kind=tcpip.LinkKind.TCP,
                remote_ip="10.0.2.2",
                remote_port=9001,
                local_port=0,
                role=tcpip.LinkRole.CLIENT,
            ),
        ),
        "3.4.0",
        since="2.4",
    ),
    Response(tcpip.GetOpenLinks(), b"", (), "3.4.0", since="2.4"),
    Response(
        tcpip.GetLinkStatus(),
        b'+CIPSTATUS:0,"SSL","10.0.2.2",9443,56587,0\r\n',
        (
            tcpip.LinkStatus(
                link_id=0,
                kind=tcpip.LinkKind.SSL,
                remote_ip="10.0.2.2",
                remote_port=9443,
                local_port=56587,
                role=tcpip.LinkRole.CLIENT,
            ),
        ),
        "C.3",
    ),
    Response(tcpip.GetLinkStatus(), b"", (), "2.0.0"),
    Response(
        tcpip.GetMultiplexing(),
        b"+CIPMUX:1\r\n",
        tcpip.Multiplexing(enabled=True),
        "2.0.0",
    ),
    Response(
        tcpip.Send(data=b"hello"),
        b"\r\nRecv 5 bytes\r\n",
        tcpip.PayloadTaken(length=5),
        "2.0.0",
    ),
    Response(
        tcpip.SendEscaped(data=rb"ab\0"),
        b"\r\nRecv 2 bytes\r\n",
        tcpip.PayloadTaken(length=2),
        "2.0.0",
    ),
    Response(
        tcpip.SendLong(data=b"q" * 3000),
        b"+CIPSENDL:1024,2944\r\n+CIPSENDL:2048,2944\r\n+CIPSENDL:3000,3000\r\n",
        (
            tcpip.LongSendProgress(sent=1024, received=2944),
            tcpip.LongSendProgress(sent=2048, received=2944),
            tcpip.LongSendProgress(sent=3000, received=3000),
        ),
        "3.5.0",
        since="2.4",
    ),
    Response(
        tcpip.GetLongSendSettings(),
        b"+CIPSENDLCFG:1024,2920\r\n",
        tcpip.LongSendSettings(report=1024, transmit=2920),
        "3.4.0",
        since="2.4",
    ),
    Response(
        tcpip.GetSenderShown(),
        b"+CIPDINFO:false",
        tcpip.SenderShown(enabled=False),
        "2.0.0",
    ),
    Response(
        tcpip.GetSenderShown(),
        b"+CIPDINFO:true",
        tcpip.SenderShown(enabled=True),
        "C.3",
    ),
    Response(
        tcpip.GetReceiveMode(),
        b"+CIPRECVMODE:1\r\n",
        tcpip.ReceiveMode(passive=True),
        "2.0.0",
        since="2.0",
    ),
    Response(
        tcpip.GetLinkReceiveModes(),
        b"+CIPRECVTYPE:0,1\r\n",
        (tcpip.LinkReceiveMode(link_id=0, passive=True),),
        "3.4.0",
        since="3.3",
    ),
    Response(
        tcpip.GetLinkReceiveModes(),
        b"+CIPRECVTYPE:0,1\r\n+CIPRECVTYPE:1,1\r\n+CIPRECVTYPE:2,0\r\n"
        b"+CIPRECVTYPE:3,1\r\n+CIPRECVTYPE:4,1\r\n",
        tuple(
            tcpip.LinkReceiveMode(link_id=link, passive=link != 2) for link in range(5)
        ),
        "3.4.0",
        since="3.3",
    ),
    Response(
        tcpip.FetchData(length=8),
        b"+CIPRECVDATA:8,xxxxxxxx",
        tcpip.BufferedData(length=8, data=b"xxxxxxxx"),
        "2.0.0",
        since="2.0",
    ),
    Response(
        tcpip.FetchData(link_id=2, length=100),
        b'+CIPRECVDATA:17,"10.0.2.2",9005,a',
        tcpip.BufferedData(length=17, data=b'"10.0.2.2",9005,a'),
        "C.3",
        since="2.0",
    ),
    Response(
        tcpip.FetchData(length=100),
        b'+CIPRECVDATA:4,"10.0.2.2",9005,xxxx',
        tcpip.BufferedData(
            length=4, remote_ip="10.0.2.2", remote_port=9005, data=b"xxxx"
        ),
        "2.0.0",
        since="2.0",
        addressed=True,
    ),
    Response(
        tcpip.GetBufferedLengths(),
        b"+CIPRECVLEN:20\r\n",
        tcpip.BufferedLengths(lengths=(20,)),
        "2.0.0",
        since="2.0",
    ),
    Response(
        tcpip.GetBufferedLengths(),
        b"+CIPRECVLEN:-1,-1,7,7,-1\r\n",
        tcpip.BufferedLengths(lengths=(-1, -1, 7, 7, -1)),
        "2.0.0",
        since="2.0",
    ),
    Response(
        tcpip.GetBufferedLengths(),
        b"+CIPRECVLEN:0,0,7,7,0\r\n",
        tcpip.BufferedLengths(lengths=(0, 0, 7, 7, 0)),
        "3.4.0",
        since="2.0",
    ),
    Response(
        tcpip.GetServer(), b"+CIPSERVER:0\r\n", tcpip.Server(enabled=False), "2.0.0"
    ),
    Response(
        tcpip.GetServer(),
        b'+CIPSERVER:1,333,"TCP",0\r\n',
        tcpip.Server(
            enabled=True, port=333, kind=tcpip.LinkKind.TCP, verify_client=False
        ),
        "2.0.0",
    ),
    Response(
        tcpip.GetServer(),
        b'+CIPSERVER:1,443,"SSL",1,0\r\n',
        tcpip.Server(
            enabled=True,
            port=443,
            kind=tcpip.LinkKind.SSL,
            verify_client=True,
            interface=0,
        ),
        "appendix 1",
        since="4.1",
    ),
    Response(
        tcpip.GetMostConnections(),
        b"+CIPSERVERMAXCONN:5\r\n",
        tcpip.MostConnections(number=5),
        "2.0.0",
    ),
    Response(
        tcpip.GetServerTimeout(),
        b"+CIPSTO:180\r\n",
        tcpip.ServerTimeout(seconds=180),
        "C.3",
    ),
    Response(
        tcpip.GetTcpOptions(),
        b"+CIPTCPOPT:0,-1,0,0\r\n+CIPTCPOPT:1,-1,0,0\r\n",
        tuple(
            tcpip.TcpOptions(link_id=link, linger=-1, no_delay=False, send_timeout=0)
            for link in range(2)
        ),
        "2.3.0",
        since="2.1",
    ),
    Response(
        tcpip.GetTcpOptions(),
        b"+CIPTCPOPT:0,-1,0,0,0\r\n",
        (
            tcpip.TcpOptions(
                link_id=0, linger=-1, no_delay=False, send_timeout=0, keep_alive=0
            ),
        ),
        "3.4.0",
        since="2.4",
    ),
    Response(
        tcpip.GetPersistence(),
        b"+CIPCONNPERSIST:0\r\n",
        tcpip.Persistence(enabled=False),
        "D",
        since="5.0.1",
    ),
    Response(
        tcpip.GetTransferMode(),
        b"+CIPMODE:1\r\n",
        tcpip.TransferMode(passthrough=True),
        "2.0.0",
    ),
    Response(
        tcpip.GetReconnectInterval(),
        b"+CIPRECONNINTV:1\r\n",
        tcpip.ReconnectInterval(tenths=1),
        "2.3.0",
        since="2.1",
    ),
    # TLS
    Response(
        tls.GetTlsSettings(),
        b"+CIPSSLCCONF:0,0,0,0\r\n+CIPSSLCCONF:1,2,0,1\r\n",
        (
            tls.TlsSettings(
                link_id=0,
                authentication=tls.Authentication.NONE,
                certificate=0,
                authority=0,
            ),
            tls.TlsSettings(
                link_id=1,
                authentication=tls.Authentication.SERVER,
                certificate=0,
                authority=1,
            ),
        ),
        "2.3.0",
    ),
    Response(
        tls.GetCommonNames(),
        b"+CIPSSLCCN:0,host.test\r\n+CIPSSLCCN:1,\r\n",
        (
            tls.CommonName(link_id=0, name="host.test"),
            tls.CommonName(link_id=1, name=""),
        ),
        "D",
        since="2.1",
    ),
    Response(
        tls.GetServerNames(),
        b"+CIPSSLCSNI:0,host.test\r\n",
        (tls.ServerName(link_id=0, name="host.test"),),
        "D",
        since="2.1",
    ),
    Response(
        tls.GetProtocols(),
        b"+CIPSSLCALPN:0,h2,http/1.1\r\n+CIPSSLCALPN:1\r\n",
        (
            tls.Protocols(link_id=0, names=("h2", "http/1.1")),
            tls.Protocols(link_id=1, names=()),
        ),
        "appendix 1",
        since="2.1",
    ),
    Response(
        tls.GetSharedKeys(),
        b"+CIPSSLCPSK:0,key,hint\r\n",
        (tls.KeyAndHint(link_id=0, key="key", hint="hint"),),
        "appendix 1",
        since="2.2",
    ),
    Response(
        tls.GetHexSharedKeys(),
        b"+CIPSSLCPSKHEX:0,3dff,hint\r\n",
        (tls.HexKeyAndHint(link_id=0, key="3dff", hint="hint"),),
        "D",
        since="3.2",
    ),
    Response(
        tls.GetCipherSuites(),
        b"+CIPSSLCCIPHER:0,0xc02c\r\n+CIPSSLCCIPHER:1,0x9f\r\n",
        (
            tls.CipherSuite(index=0, suite=0xC02C),
            tls.CipherSuite(index=1, suite=0x009F),
        ),
        "appendix 1",
        since="4.1",
    ),
    # Time
    Response(
        sntp.GetTimeSource(),
        b"+CIPSNTPCFG:0\r\n",
        sntp.TimeSource(enabled=False),
        "2.3.0",
    ),
    Response(
        sntp.GetTimeSource(),
        b"+CIPSNTPCFG:0,0\r\n",
        sntp.TimeSource(enabled=False, zone=0),
        "3.4.0",
    ),
    Response(
        sntp.GetTimeSource(),
        b'+CIPSNTPCFG:1,8,"10.0.2.2"\r\n',
        sntp.TimeSource(enabled=True, zone=8, servers=("10.0.2.2",)),
        "2.0.0",
    ),
    Response(
        sntp.GetTimeSource(),
        b'+CIPSNTPCFG:1,-330,"cn.ntp.org.cn","ntp.sjtu.edu.cn","us.pool.ntp.org"\r\n',
        sntp.TimeSource(
            enabled=True,
            zone=-330,
            servers=("cn.ntp.org.cn", "ntp.sjtu.edu.cn", "us.pool.ntp.org"),
        ),
        "4.15",
    ),
    Response(
        sntp.GetClock(),
        b"+CIPSNTPTIME:Thu Jan  1 08:00:04 2026",
        sntp.Clock(time="Thu Jan  1 08:00:04 2026"),
        "3.4.0",
    ),
    Response(
        sntp.GetTimeInterval(),
        b"+CIPSNTPINTV:3600\r\n",
        sntp.TimeInterval(seconds=3600),
        "3.4.0",
        since="2.4",
    ),
    # Update
    Response(
        update.GetUpdateState(),
        b"+CIUPDATE:0\r\n",
        update.UpdateState(step=0),
        "2.3.0",
        since="2.2",
    ),
    Response(
        update.GetAvailableVersion(),
        b'+CIPFWVER:"v4.1.1.0"\r\n',
        update.AvailableVersion(version="v4.1.1.0"),
        "D",
        since="3.0",
    ),
    # HTTP
    Response(
        http.Request(
            method=http.Method.GET,
            content_type=http.ContentType.FORM,
            url="http://10.0.2.2:9080/nul",
            transport=http.Transport.TCP,
        ),
        b"+HTTPCLIENT:11,a\0b\r\nOK\r\n>c\r\n",
        (http.ClientData(length=11, data=b"a\0b\r\nOK\r\n>c"),),
        "3.4.0",
        since="2.1",
    ),
    Response(
        http.Request(
            method=http.Method.HEAD,
            content_type=http.ContentType.FORM,
            url="http://10.0.2.2:9080/",
            transport=http.Transport.TCP,
        ),
        b'+HTTPCLIENT:24,Content-Type: text/plain\r\n+HTTPCLIENT:13,X-Test: q"a,b\r\n',
        (
            http.ClientData(length=24, data=b"Content-Type: text/plain"),
            http.ClientData(length=13, data=b'X-Test: q"a,b'),
        ),
        "3.4.0",
        since="2.1",
    ),
    Response(
        http.Request(
            method=http.Method.GET,
            content_type=http.ContentType.FORM,
            url="http://10.0.2.2:9080/empty",
            transport=http.Transport.TCP,
        ),
        b"",
        (),
        "3.4.0",
        since="2.1",
    ),
    Response(
        http.GetSize(url="http://10.0.2.2:9080/big"),
        b"+HTTPGETSIZE:3000\r\n",
        http.ContentSize(size=3000),
        "3.4.0",
        since="2.1",
    ),
    Response(
        http.Get(url="http://10.0.2.2:9080/chunk"),
        b"+HTTPCGET:11,first-chunk\r\n+HTTPCGET:6,second\r\n",
        (
            http.GetData(length=11, data=b"first-chunk"),
            http.GetData(length=6, data=b"second"),
        ),
        "3.4.0",
        since="2.4",
    ),
    Response(
        http.Post(url="http://10.0.2.2:9080/post", data=b"abc\r\nd"),
        b"+HTTPCPOST:17,hello POST abc\r\nd\r\n",
        (http.PostData(length=17, data=b"hello POST abc\r\nd"),),
        "3.4.0",
        since="2.2",
    ),
    Response(
        http.Put(url="http://10.0.2.2:9080/put", data=b"body"),
        b"+HTTPCPUT:14,hello PUT body\r\n",
        (http.PutData(length=14, data=b"hello PUT body"),),
        "3.4.0",
        since="3.0",
    ),
    Response(
        http.GetLongUrl(),
        b"+HTTPURLCFG:26,http://10.0.2.2:9080/q,OK?",
        http.LongUrl(length=26, url=b"http://10.0.2.2:9080/q,OK?"),
        "3.4.0",
        since="2.4",
    ),
    Response(http.GetLongUrl(), b"", None, "3.4.0", since="2.4"),
    Response(
        http.GetCommonHeaders(),
        b'+HTTPCHEAD:0,"X-T: abcd"\r\n+HTTPCHEAD:1,"X-U: "q",r"\r\n',
        (
            http.CommonHeader(index=0, header="X-T: abcd"),
            http.CommonHeader(index=1, header='X-U: "q",r'),
        ),
        "3.4.0",
        since="3.1",
    ),
    Response(http.GetCommonHeaders(), b"", (), "3.4.0", since="3.1"),
    # WebSocket
    Response(
        websocket.GetWebSocketHeaders(),
        b'+WSHEAD:0,"X-T: abcd"\r\n',
        (websocket.WebSocketHeader(index=0, header="X-T: abcd"),),
        "appendix 1",
        since="3.3",
    ),
    Response(
        websocket.GetWebSockets(),
        b'+WSOPEN:0,1,"wss://host.test/ws?a=1,2"\r\n',
        (
            websocket.OpenWebSocketState(
                socket_id=0,
                status=websocket.WebSocketStatus.OPEN,
                url="wss://host.test/ws?a=1,2",
            ),
        ),
        "appendix 1",
        since="3.1",
    ),
    Response(websocket.GetWebSockets(), b"", (), "D", since="3.1"),
    Response(
        ble.GetBle(), b"+BLEINIT:0\r\n", ble.BleStatus(role=ble.BleRole.OFF), "2.3.0"
    ),
    Response(ble.GetBlufi(), b"+BLUFI:0\r\n", ble.BlufiStatus(enabled=False), "2.3.0"),
    Response(
        classic.GetClassic(),
        b"+BTINIT:1\r\n",
        classic.ClassicStatus(enabled=True),
        "C.7a",
    ),
    Response(hid.GetHid(), b"+BLEHIDINIT:0\r\n", hid.HidStatus(enabled=False), "2.3.0"),
    Response(
        hid.GetHidName(),
        b"+BLEHIDNAME:ESP-AT-HID\r\n",
        hid.HidName(device_name="ESP-AT-HID"),
        "D",
        since="2.4",
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
    # TCP-IP
    Code(b"CONNECT\r\n", tcpip.LinkOpened(), "B"),
    Code(b"3,CONNECT\r\n", tcpip.LinkOpened(link_id=3), "B"),
    Code(b"CONNECT FAIL\r\n", tcpip.LinkFailed(), "B"),
    Code(b"3,CONNECT FAIL\r\n", tcpip.LinkFailed(link_id=3), "B"),
    Code(b"CLOSED\r\n", tcpip.LinkClosed(), "B"),
    Code(b"0,CLOSED\r\n", tcpip.LinkClosed(link_id=0), "B"),
    Code(
        b'+LINK_CONN:0,1,"TCP",0,"10.0.2.2",9001,56586\r\n',
        tcpip.LinkDetails(
            status=0,
            link_id=1,
            kind=tcpip.LinkKind.TCP,
            role=tcpip.LinkRole.CLIENT,
            remote_ip="10.0.2.2",
            remote_port=9001,
            local_port=56586,
        ),
        "2.3.0",
    ),
    Code(
        b'+LINK_CONN:0,0,"TCP",1,"10.0.2.2",46024,333\r\n',
        tcpip.LinkDetails(
            status=0,
            link_id=0,
            kind=tcpip.LinkKind.TCP,
            role=tcpip.LinkRole.SERVER,
            remote_ip="10.0.2.2",
            remote_port=46024,
            local_port=333,
        ),
        "2.0.0",
    ),
    Code(
        b"STATUS:3\r\n",
        tcpip.OverallStatus(progress=tcpip.LinkProgress.CONNECTED),
        "4.1",
    ),
    Code(b"Have 5 Connections\r\n", tcpip.ServerFull(connections="5 Connections"), "B"),
    Code(b"\r\n+IPD,4:test\r\n", tcpip.DataReceived(length=4, data=b"test"), "B"),
    Code(
        b"+IPD,4:test\r\n",
        tcpip.DataReceived(length=4, data=b"test"),
        "4.19",
        other_spelling=True,
    ),
    Code(
        b"\r\n+IPD,14:OK\r\n>\r\nERROR\r\n\r\n",
        tcpip.DataReceived(length=14, data=b"OK\r\n>\r\nERROR\r\n"),
        "2.0.0",
    ),
    Code(
        b"\r\n+IPD,0,4:a\r\nb\r\n",
        tcpip.DataReceived(link_id=0, length=4, data=b"a\r\nb"),
        "B",
    ),
    Code(
        b'\r\n+IPD,4,"10.0.2.2",9001:test\r\n',
        tcpip.DataReceived(
            length=4, remote_ip="10.0.2.2", remote_port=9001, data=b"test"
        ),
        "B",
    ),
    Code(
        b'\r\n+IPD,0,4,"10.0.2.2",9001:test\r\n',
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
        b"\r\n+IPD,0,4,10.0.2.2,9001:test\r\n",
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
    Code(b"\r\n+IPD,20\r\n", tcpip.DataWaiting(numbers=(20,)), "B"),
    Code(b"\r\n+IPD,0,20\r\n", tcpip.DataWaiting(numbers=(0, 20)), "B"),
    Code(
        b"+CIPSENDL:1024,2944\r\n",
        tcpip.LongSendProgress(sent=1024, received=2944),
        "2.3.0",
    ),
    Code(b"\r\n+QUITT\r\n", tcpip.PassthroughEnded(), "2.0.0"),
    Code(b"NO CERT FOUND\r\n", tls.NoCertificate(), "B"),
    Code(b"NO PRVT_KEY FOUND\r\n", tls.NoPrivateKey(), "B"),
    Code(b"NO CA FOUND\r\n", tls.NoAuthority(), "B"),
    Code(b"+TIME_UPDATED\r\n", sntp.TimeUpdated(), "3.4.0"),
    Code(b"+CIPUPDATE:1\r\n", update.UpdateProgress(step=1), "4.17"),
    Code(b"+CIPUPDATE:-1\r\n", update.UpdateProgress(step=-1), "B"),
    # WebSocket
    Code(b"+WS_CONNECTED:0\r\n", websocket.WebSocketOpened(socket_id=0), "B"),
    Code(b"+WS_DISCONNECTED:0\r\n", websocket.WebSocketLost(socket_id=0), "B"),
    Code(b"+WS_CLOSED:0\r\n", websocket.WebSocketClosed(socket_id=0), "B"),
    Code(
        b"+WS_DATA:0,4,a\r\nb\r\n",
        websocket.WebSocketData(socket_id=0, length=4, data=b"a\r\nb"),
        "B",
    ),
    # Of later chapters, as far as the framing of the line needs them
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
    Code(b"+BLEHIDCONN\r\n", hid.HidHostConnected(), "E.10"),
    Code(b"+BLEHIDDISCONN\r\n", hid.HidHostDisconnected(), "E.10"),
)
