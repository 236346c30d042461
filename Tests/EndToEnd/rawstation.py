"""A charging station on a bare socket: sends what no library would, and shows what came back byte for byte."""

import base64
import json
import os
import socket
import struct
from dataclasses import dataclass

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10


@dataclass
class Frame:
    """One WebSocket frame; `code` is that of a close frame."""

    opcode: int
    payload: bytes
    fin: bool = True

    @property
    def code(self):
        return struct.unpack(">H", self.payload[:2])[0] if len(self.payload) >= 2 else 1005


class RawStation:
    """Connects on `port`, asks for `path` and keeps the head of the answer; `status` is 101 when it was let in.

    With `tls`, a context of the module ssl, it does so over TLS; `source` is the address that it comes from.
    """

    def __init__(self, port, path, subprotocol="ocpp1.6", headers=(), seconds=20, tls=None, source="127.0.0.1"):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=seconds, source_address=(source, 0))
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_hostname="localhost")
        self.buffer = b""
        path = path if isinstance(path, bytes) else path.encode()
        lines = [
            b"GET " + path + b" HTTP/1.1", b"Host: 127.0.0.1:%d" % port, b"Upgrade: websocket",
            b"Connection: Upgrade", b"Sec-WebSocket-Key: " + base64.b64encode(os.urandom(16)),
            b"Sec-WebSocket-Version: 13",
        ]
        if subprotocol is not None:
            lines.append(b"Sec-WebSocket-Protocol: " + subprotocol.encode())
        lines += [header.encode() for header in headers]
        self.request = b"\r\n".join(lines) + b"\r\n\r\n"
        self.socket.sendall(self.request)
        self.head = self._until(b"\r\n\r\n")
        self.status = int(self.head.split(b" ", 2)[1])
        self.headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in self.head.decode("latin-1").split("\r\n")[1:])
        }

    def _more(self):
        data = self.socket.recv(1 << 16)
        if not data:
            raise EOFError("the other side closed the socket")
        self.buffer += data

    def _until(self, mark):
        while mark not in self.buffer:
            self._more()
        taken, _, self.buffer = self.buffer.partition(mark)
        return taken + mark

    def _take(self, count):
        while len(self.buffer) < count:
            self._more()
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def body(self):
        """The body of an answer that was no upgrade, by its Content-Length."""
        return self._take(int(self.headers.get("content-length", 0)))

    def send_frame(self, opcode, payload, fin=True, rsv=0, mask=b"\x11\x22\x33\x44"):
        """Sends one masked WebSocket frame."""
        size = len(payload)
        length = bytes([0x80 | size]) if size < 126 else (
            b"\xfe" + struct.pack(">H", size) if size < 65536 else b"\xff" + struct.pack(">Q", size))
        repeated = int.from_bytes((mask * (size // 4 + 1))[:size], "big")
        masked = (int.from_bytes(payload, "big") ^ repeated).to_bytes(size, "big")
        self.socket.sendall(bytes([fin << 7 | rsv << 4 | opcode]) + length + mask + masked)

    def send(self, text):
        self.send_frame(TEXT, text if isinstance(text, bytes) else text.encode())

    def receive_frame(self):
        first, second = self._take(2)
        size = second & 0x7F
        if size == 126:
            size = struct.unpack(">H", self._take(2))[0]
        elif size == 127:
            size = struct.unpack(">Q", self._take(8))[0]
        assert not second & 0x80, "a server must not mask"
        return Frame(first & 0x0F, self._take(size), bool(first & 0x80))

    def receive(self):
        """The next text message, parsed; pings are answered on the way."""
        while True:
            frame = self.receive_frame()
            if frame.opcode == PING:
                self.send_frame(PONG, frame.payload)
            elif frame.opcode == TEXT:
                return json.loads(frame.payload)
            elif frame.opcode == CLOSE:
                raise EOFError(f"closed with {frame.code}")

    def call(self, unique_id, action, payload):
        """Sends a CALL and returns its answer."""
        self.send(json.dumps([2, unique_id, action, payload]))
        answer = self.receive()
        assert answer[1] == unique_id, answer
        return answer

    def is_closed_by_peer(self):
        """Reads on until the other side closes; the close frame, or None when there was none."""
        try:
            while True:
                frame = self.receive_frame()
                if frame.opcode == CLOSE:
                    return frame
        except (EOFError, ConnectionError):
            return None

    def close(self):
        try:
            self.send_frame(CLOSE, struct.pack(">H", 1000))
        except OSError:
            pass
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
