"""A client of `/api/v1/stream` on a bare socket: what it has read is what the server sent, and nothing is read ahead."""

import json
import socket
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass
class Event:
    """One event; `kind` is empty for one that only moves the place on."""

    kind: str
    id: str
    data: str

    @property
    def json(self):
        return json.loads(self.data)


class EventStream:
    """Watches with a query; `last` is the id of the last event, which another one goes on with."""

    def __init__(self, port, query="", after=None, header=True, seconds=20, receive_buffer=None, **parameters):
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(seconds)
        self.socket.connect(("127.0.0.1", port))
        if after and not header:
            parameters["after"] = after
        target = "/api/v1/stream?" + urlencode({"q": query, **parameters})
        lines = [f"GET {target} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept: text/event-stream"]
        if after and header:
            lines.append(f"Last-Event-ID: {after}")
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.file = self.socket.makefile("rb")
        self.status = int(self.file.readline().split()[1])
        self.headers = {}
        while (line := self.file.readline().rstrip(b"\r\n")):
            name, _, value = line.decode().partition(":")
            self.headers[name.lower()] = value.strip()
        self.text = b""
        self.last = after
        self.comments = 0

    def _line(self):
        while b"\n" not in self.text:
            size = int(self.file.readline() or b"0", 16)
            if not size:
                raise EOFError("the stream has ended")
            self.text += self.file.read(size)
            self.file.readline()
        line, _, self.text = self.text.partition(b"\n")
        return line.decode()

    def event(self):
        """The next event, whatever it is."""
        kind, data = "", []
        while (line := self._line()):
            name, _, value = line.partition(": ")
            if not name and line:
                self.comments += 1
            elif name == "event":
                kind = value
            elif name == "id":
                self.last = value
            elif name == "data":
                data.append(value)
        return Event(kind, self.last, "\n".join(data))

    def entries(self, count):
        """The next entries, at least so many; a gap is a failure."""
        found = []
        while len(found) < count:
            event = self.event()
            assert event.kind in ("", "rows"), event
            if event.kind == "rows":
                found += event.json
        return found

    def body(self):
        return self.file.read(int(self.headers["content-length"]))

    def has_ended(self):
        """Reads on until the server ends it; whether it did so in order."""
        try:
            while True:
                self.event()
        except EOFError:
            return True
        except OSError:
            return False

    def close(self):
        self.file.close()
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
