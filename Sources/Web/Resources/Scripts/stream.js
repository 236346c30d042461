// Follows /api/v1/stream: comes back after a break where it was, and lets go of the connection while nobody looks.

const HIDDEN = 60_000; // A browser has six connections to a server: a tab that nobody sees gives its own back.
const WAITS = [2_000, 5_000, 10_000, 30_000];

export class Stream {
  // `told` has rows(data), gap(data) and state(name, detail): connecting, open, lost, asleep, refused.
  constructor(search, after, told) {
    this.page = new URLSearchParams(search);
    this.after = after;
    this.told = told;
    this.failures = 0;
    this.onVisibility = () => this.#look();
    this.onHide = () => this.#close();
    this.onShow = (event) => { if (event.persisted && !this.source) this.#open(); };
  }

  start() {
    document.addEventListener("visibilitychange", this.onVisibility);
    addEventListener("pagehide", this.onHide);
    addEventListener("pageshow", this.onShow);
    this.#open();
  }

  stop() {
    document.removeEventListener("visibilitychange", this.onVisibility);
    removeEventListener("pagehide", this.onHide);
    removeEventListener("pageshow", this.onShow);
    clearTimeout(this.sleep);
    this.#close();
  }

  get url() {
    const parameters = new URLSearchParams({ format: "html" });
    for (const name of ["q", "tz"]) if (this.page.get(name)) parameters.set(name, this.page.get(name));
    const columns = this.page.getAll("cols").filter(Boolean);
    if (columns.length) parameters.set("cols", columns.join(","));
    if (this.after) parameters.set("after", this.after);
    return `/api/v1/stream?${parameters}`;
  }

  #open() {
    this.#close();
    this.told.state("connecting");
    const source = (this.source = new EventSource(this.url));
    source.onopen = () => {
      this.failures = 0;
      this.told.state("open");
    };
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return this.told.state("lost");
      // The server answered, but with no stream: the browser does not come back by itself.
      this.#close();
      this.#ask();
    };
    for (const kind of ["rows", "gap"]) {
      source.addEventListener(kind, (event) => {
        this.after = event.lastEventId || this.after;
        this.told[kind](JSON.parse(event.data));
      });
    }
  }

  #close() {
    clearTimeout(this.again);
    this.source?.close();
    this.source = undefined;
  }

  // Why there is no stream. What will not go away by itself is said, all else is tried again.
  async #ask() {
    this.told.state("lost");
    const wait = WAITS[Math.min(this.failures++, WAITS.length - 1)];
    this.again = setTimeout(() => this.#open(), wait);
    const stop = new AbortController();
    try {
      const answer = await fetch(this.url, { signal: stop.signal });
      const problem = answer.ok ? undefined : await answer.json();
      if (!problem || answer.status >= 500) return;
      clearTimeout(this.again);
      this.told.state("refused", problem.detail);
    } catch {
      // The server is away: it is asked again.
    } finally {
      stop.abort();
    }
  }

  #look() {
    clearTimeout(this.sleep);
    if (document.hidden) {
      this.sleep = setTimeout(() => {
        this.#close();
        this.told.state("asleep");
      }, HIDDEN);
    } else if (!this.source) {
      this.#open();
    }
  }
}
