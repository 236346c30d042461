"""Pages with their scripts in Chromium, watched: what the browser complains of and what axe finds fails a test."""

import re
import shutil
import socket
import threading
from contextlib import contextmanager
from importlib.resources import files

from playwright.sync_api import sync_playwright
from program import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
MARKUP = "<img src=x onerror=document.title='owned'><script>document.title='owned'</script>'\"\u202e&lt;b&gt;"
# To the browser a link that becomes a download is a page that failed to load, as is what scripts ask of a page that is left.
BROKEN_OFF = ("/api/", "/export?", "/report?")
AXE = (files("axe_playwright_python") / "axe.min.js").read_text()


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
        page.on("requestfailed", self._failed)
        answer = page.goto(url)
        assert answer is None or answer.status == 200, page.content()
        return page

    def without_scripts(self, url, width=1440, **options):
        return self.open(url, width, java_script_enabled=False, **options)

    def _failed(self, request):
        # What is still asked for when the page is left is broken off.
        is_left = request.failure == "net::ERR_ABORTED"
        if not is_left and not any(words in request.url for words in BROKEN_OFF):
            self._complain(f"failed: {request.url}: {request.failure}")

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
    """What axe finds wrong; of a long table it looks at the first rows, for the others are of the same template."""
    page.evaluate(AXE)
    found = page.evaluate("""axe.run({exclude: [['tbody tr:nth-child(n+26)'], ['tbody.far'], ['tbody.far ~ tbody']]}, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']})""")
    return [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]]


def picture(page, name, full=False):
    folder = ROOT / "artifacts" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=full)


def fits(page):
    """That nothing reaches over the side of the window."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def look(page, name, also=None):
    """A picture of all of it; it fits its window, folded and unfolded, is named throughout, and axe has nothing to say.

    What a station wrote is text in it. `also` is a width that it has to fit as well.
    """
    scheme = "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
    picture(page, f"{name}-{page.viewport_size['width']}-{scheme}", full=True)
    red, green, blue = map(int, re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))[:3])
    assert (red + green + blue > 600) == (scheme == "light")
    fits(page)
    page.evaluate("document.querySelectorAll('main details:not([name])').forEach(one => one.open = true)")
    fits(page)
    page.evaluate("document.querySelectorAll('main details:not([name=menu])').forEach(one => one.open = true)")
    assert page.locator("h1").count() == 1
    assert page.evaluate("[...document.querySelectorAll('table')].every(one => one.caption?.innerText.trim())")
    assert page.evaluate("[...document.querySelectorAll('main svg[role=img]')].every(one => one.ariaLabel)")
    assert page.evaluate("[...document.querySelectorAll('input:not([type=hidden]), select')].every(one => one.labels.length || one.ariaLabel)")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map(one => +one.tagName[1])")
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))
    assert page.title() != "owned" and page.locator("img[src=x]").count() == 0
    assert axe(page) == []
    if also:
        page.set_viewport_size({"width": also, "height": page.viewport_size["height"]})
        fits(page)
