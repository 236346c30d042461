"""A TCP relay that keeps every byte of both directions: one on each side of the proxy shows whether it changed any."""

import asyncio
from dataclasses import dataclass, field


@dataclass
class Passage:
    """The bytes of one connection, each direction with its HTTP head."""

    up: bytearray = field(default_factory=bytearray)
    down: bytearray = field(default_factory=bytearray)

    def split(self, direction):
        """The HTTP head and what followed it."""
        head, mark, body = bytes(getattr(self, direction)).partition(b"\r\n\r\n")
        return head + mark, body


class Relay:
    """Listens on a port of the system's choice and passes everything on to `port`."""

    def __init__(self, port):
        self.target = port
        self.passages = []

    async def __aenter__(self):
        self.server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        self.url = f"ws://127.0.0.1:{self.port}"
        return self

    async def __aexit__(self, *_):
        self.server.close()

    async def _connected(self, reader, writer):
        passage = Passage()
        self.passages.append(passage)
        upstream_reader, upstream_writer = await asyncio.open_connection("127.0.0.1", self.target)
        await asyncio.gather(
            self._pump(reader, upstream_writer, passage.up), self._pump(upstream_reader, writer, passage.down))

    @staticmethod
    async def _pump(reader, writer, kept):
        try:
            while data := await reader.read(1 << 16):
                kept += data
                writer.write(data)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()
