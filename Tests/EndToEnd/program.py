"""The program under test as its user meets it: started with options, read on its ports, ended with a signal."""

import json
import os
import re
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("OCPPLOGS", ROOT / ".build" / "debug" / "ocpplogs"))
# A program with a sanitizer is slow: `scripts/soak` says how many times longer it may take.
PATIENCE = float(os.environ.get("OCPPLOGS_PATIENCE", "1"))

# The fields of the description page, under exactly these names.
EIGHT_FIELDS = ["action", "connector_id", "request", "site_id", "charger_id", "response", "datetime", "source"]


def until(fact, seconds=20, what=""):
    """Asks again and again until `fact()` is true and returns what it was; an AssertionError when time is up.

    For facts of other processes, which tell nobody.
    """
    seconds *= PATIENCE
    deadline = time.monotonic() + seconds
    while True:
        answer = fact()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what or fact}; last answer: {answer!r:.2000}")
        time.sleep(0.02)


def run(*arguments, data=None, cwd=None, seconds=60, typed=None):
    """Runs a command of the program to its end; `typed` is its standard input."""
    options = ["--data", str(data)] if data else []
    given = {"input": typed} if typed is not None else {"stdin": subprocess.DEVNULL}
    return subprocess.run(
        [BINARY, *arguments, *options], cwd=cwd, capture_output=True, text=True, timeout=seconds * PATIENCE,
        **given)


def search(query, data, *options, code=0):
    """The entries that `ocpplogs search --json` prints; it ends with 5 when some cannot be read."""
    done = run("search", query, "--json", *options, data=data)
    assert done.returncode == code, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


class Server:
    """`ocpplogs serve` on ports that the system chose, with its own data directory.

    A configuration that has a line `ocpp:` says itself where stations connect.
    """

    processes = []  # all that were started, so that a test that fails leaves none behind

    def __init__(self, directory, *options, config=None, data=None, environment=None):
        self.directory = Path(directory)
        self.directory.mkdir(parents=True, exist_ok=True)
        self.data = Path(data) if data else self.directory / "data"
        self.environment = environment
        self.options = ["--http", "127.0.0.1:0", "--data", str(self.data), *options]
        if "--ocpp" not in options and not re.search(r"^ocpp:", config or "", re.MULTILINE):
            self.options += ["--ocpp", "127.0.0.1:0"]
        if config is not None:
            path = self.directory / "ocpplogs.yaml"
            path.write_text(config)
            self.options += ["--config", str(path)]
        self.starts = 0
        self.start()

    def start(self):
        """Starts it and waits until it has said where it listens; sets `ready_after`, in seconds."""
        self.starts += 1
        self.output = self.directory / f"output-{self.starts}.txt"
        self.log = self.directory / f"log-{self.starts}.txt"
        began = time.monotonic()
        with self.output.open("wb") as output, self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [BINARY, "serve", *self.options], cwd=self.directory, env=self.environment,
                stdin=subprocess.DEVNULL, stdout=output, stderr=log)
        Server.processes.append(self.process)
        self.url = self._address(r"https?://[^\s/]+")
        self.ocpp_urls = re.findall(r"(wss?://[^\s/]+)/IDENTITY", self.output.read_text())
        self.ocpp_url = self.ocpp_urls[0]
        self.http = httpx.Client(base_url=self.url, timeout=20)
        self.http.get("/api/v1/entries", params={"limit": 1}).raise_for_status()
        self.ready_after = time.monotonic() - began

    def _address(self, pattern):
        def printed():
            found = re.search(pattern, self.output.read_text())
            if not found and self.process.poll() is not None:
                raise AssertionError(f"serve ended with {self.process.returncode}: {self.log.read_text()}")
            return found and found.group(0)

        return until(printed, what=f"serve says {pattern}")

    @property
    def ocpp_port(self):
        return int(self.ocpp_url.rsplit(":", 1)[1])

    @property
    def http_port(self):
        return int(self.url.rsplit(":", 1)[1])

    def page(self, query="", **parameters):
        """One answer of the API, as it is."""
        answer = self.http.get("/api/v1/entries", params={"q": query, **parameters})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def entries(self, query="", limit=500):
        """All entries that match, oldest first, read page by page."""
        found, cursor = [], None
        while True:
            more = {"cursor": cursor} if cursor else {}
            page = self.page(query, limit=limit, **more)
            found += page["entries"]
            cursor = page["next"]
            if not cursor:
                return found[::-1]

    def entry(self, id):
        """One entry with its frames as they were on the wire."""
        answer = self.http.get(f"/api/v1/entries/{id}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def wait_for(self, query, count=1, seconds=20):
        """The entries that match, once there are `count` of them or more."""
        return until(
            lambda: (found := self.entries(query)) and len(found) >= count and found, seconds,
            f"{count} entries for {query}")

    def told(self, words, seconds=20):
        """The program's own log, once it holds these words."""
        return until(lambda: words in (text := self.log.read_text()) and text, seconds, f"the log says {words}")

    def files(self):
        """Every file that the program has written: data, output and log."""
        return [path for path in [*self.data.rglob("*"), self.output, self.log] if path.is_file()]

    def stop(self, seconds=20):
        """Ends it as a service manager does; the exit code."""
        return self._end(signal.SIGTERM, seconds)

    def kill(self):
        """Ends it as a power cut does, as far as a process can tell."""
        return self._end(signal.SIGKILL, 10)

    def _end(self, with_signal, seconds):
        seconds *= PATIENCE
        self.http.close()
        if self.process.poll() is None:
            self.process.send_signal(with_signal)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"did not end within {seconds} s of {with_signal!r}")

    def is_running(self):
        return self.process.poll() is None


@contextmanager
def serving(directory, *options, **more):
    """A server for the length of a `with`; it has to be alive at the end and to stop in order."""
    server = Server(directory, *options, **more)
    try:
        yield server
        assert not server.starts or server.is_running(), server.log.read_text()
    finally:
        server._end(signal.SIGTERM, 20)


@contextmanager
def serving_log(directory, text, **more):
    """A server that has taken over a log of another program, whose times are UTC."""
    (directory / "other.log").write_text(text)
    done = run("import", str(directory / "other.log"), "--tz", "UTC", data=directory / "data")
    assert done.returncode == 0, done.stderr
    with serving(directory / "served", data=directory / "data", **more) as server:
        yield server
