"""How many bytes a second the framer cuts into frames."""

from statistics import median
import time

from custom_components.esp_at.at import codec, commands
from custom_components.esp_at.at.framer import Framer
from script.lib.bench.figure import Figure

ROUNDS = 5
CHUNK = 1024
LINES = (
    b'+CWLAP:(3,"attic",-67,"aa:bb:cc:dd:ee:ff",6,-1,-1,4,4,7,1)\r\n'
    b"\r\nOK\r\n"
    b'\r\n+IPD,0,512,"192.168.1.20",5000:' + b"\x00\xff" * 256 + b"\r\n"
    b"WIFI GOT IP\r\n"
) * 2000
# A line at 5 Mbaud, the fastest that the module can do, brings half a megabyte
LINE_RATE = 0.5
LEAST_TIMES_LINE = 10


async def measure() -> list[Figure]:
    """Feed the same stream in pieces as the port reads them."""
    shapes = codec.all_block_shapes()
    rates, splits = [], []
    for _ in range(ROUNDS):
        framer, frames = Framer(shapes), 0
        start = time.perf_counter()
        for index in range(0, len(LINES), CHUNK):
            frames += sum(1 for _ in framer.feed(LINES[index : index + CHUNK]))
        rates.append(len(LINES) / (time.perf_counter() - start) / 1e6)
        start = time.perf_counter()
        for index in range(0, len(LINES), CHUNK):
            LINES[index : index + CHUNK].split(b"\r\n")
        splits.append(len(LINES) / (time.perf_counter() - start) / 1e6)
    least = LINE_RATE * LEAST_TIMES_LINE
    return [
        Figure(
            name="framer throughput",
            value=median(rates),
            unit="MB/s",
            beside=median(splits),
            goal=f"at least {LEAST_TIMES_LINE} times a line of 5 Mbaud",
            holds=median(rates) >= least and bool(commands.__all__),
        )
    ]
