"""A receiver of alerts over HTTP: it keeps what it gets, and answers as it is told."""

import json
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from program import until


@dataclass
class Got:
    """One request as it came."""

    headers: dict
    body: bytes
    path: str
    at: float

    @property
    def alert(self):
        return json.loads(self.body)


class Receiver:
    """`answers` are used up one by one, each a status or a status with headers; then it is 204."""

    def __init__(self, *answers):
        self.answers, self.got, self.lock = list(answers), [], threading.Lock()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with receiver.lock:
                    receiver.got.append(Got(dict(self.headers), body, self.path, time.monotonic()))
                    answer = receiver.answers.pop(0) if receiver.answers else 204
                status, headers = answer if isinstance(answer, tuple) else (answer, {})
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if status != 204:
                    self.send_header("Content-Length", "2")
                self.end_headers()
                if status != 204:
                    self.wfile.write(b"no")

            def do_GET(self):
                with receiver.lock:
                    receiver.got.append(Got(dict(self.headers), b"", self.path, time.monotonic()))
                self.send_error(405)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def wait_for(self, count, seconds=20):
        return until(lambda: len(self.got) >= count and self.got, seconds, f"{count} requests came")

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
