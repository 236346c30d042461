"""Pages with their scripts in Chromium, watched: what the browser complains of and what axe finds fails a test."""

import shutil
import socket
import threading
from contextlib import contextmanager
from importlib.resources import files

from playwright.sync_api import sync_playwright
from program import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
MARKUP = "<img src=x onerror=document.title='owned'><script>document.title='owned'</script>'\"\u202e&lt;b&gt;"


@contextmanager
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """Opens pages; at the end of the `with` the browser must have had nothing to complain of."""

    def __init__(self, browser, forgive=()):
        self.browser, self.forgive = browser, forgive
        self.complaints, self.contexts = [], []

    def open(self, url, width=1440, scheme="light", height=900, **options):
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, **options)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type in ("error", "warning") and self._complain(message.text))
        page.on("pageerror", lambda error: self._complain(str(error)))
        page.goto(url)
        return page

    def _complain(self, text):
        if not any(words in text for words in self.forgive):
            self.complaints.append(text)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        for context in self.contexts:
            context.close()
        assert kind or self.complaints == []


class Line:
    """A line to a port that can be cut and mended: what goes over it is broken off, and nobody answers meanwhile."""

    def __init__(self, port):
        self.target, self.sockets, self.port = port, [], 0

    def mend(self):
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, args=[self.listener], daemon=True).start()

    def cut(self):
        for one in [self.listener, *self.sockets]:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            one.close()
        self.sockets = []

    def _accept(self, listener):
        try:
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", self.target))
                self.sockets += [near, far]
                for pair in [(near, far), (far, near)]:
                    threading.Thread(target=self._pass, args=pair, daemon=True).start()
        except OSError:
            return

    @staticmethod
    def _pass(one, other):
        try:
            while data := one.recv(1 << 16):
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def __enter__(self):
        self.mend()
        return self

    def __exit__(self, *_):
        self.cut()


def axe(page):
    """What axe finds wrong; the page was opened with `bypass_csp=True`, for the policy lets no script in."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text())
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    return [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]]


def picture(page, name):
    folder = ROOT / "artifacts" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")
