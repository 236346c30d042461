// Puts rows that arrive into the table of the log, a few in a frame, or keeps them back while somebody reads.

import { dayOf, dayWords } from "./days.js";
import { amount, element, entryOf, firstRow, lastRow, logTable, momentOf, pageWith, rowsOf } from "./rows.js";

const ROWS = 500; // in the table
const KEPT = 2_000; // rows that are kept back
const AT_ONCE = 7; // rows in a frame: a browser lays them out in a few milliseconds
const PART = 20; // rows in a part of the table
const NEAR = 2; // parts that are painted at once, about a window of them
const BETWEEN = 33; // milliseconds between two frames that show rows

export class Arrivals {
  // `changed` is called when there is something new to tell.
  constructor(changed) {
    this.changed = changed;
    this.table = logTable();
    const rows = rowsOf(this.table);
    this.known = new Set(rows.map(entryOf));
    this.size = rows.length;
    this.waiting = [];
    this.count = 0; // that wait, kept or not
    this.errors = 0;
    this.inserted = 0;
    this.removed = 0;
    this.isPaused = false;
    this.isFull = false;
    this.isPressed = false;
    this.table?.addEventListener("pointerdown", () => { this.isPressed = true; });
    this.opened = new Set(this.table?.querySelectorAll("tbody details[open]"));
    this.table?.addEventListener("toggle", ({ target }) => this.#toggle(target), { capture: true });
    this.end = new AbortController();
    const { signal } = this.end;
    for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, () => this.#release(), { signal });
    for (const kind of ["scroll", "resize"]) addEventListener(kind, () => this.plan(), { signal, passive: true });
    for (const kind of ["focusin", "focusout", "selectionchange"]) {
      document.addEventListener(kind, () => this.plan(), { signal });
    }
  }

  // Another table has taken the place of this one.
  leave() {
    this.end.abort();
  }

  // Why rows are kept back; nothing while they are shown.
  get reason() {
    if (this.isPaused) return "paused";
    if (document.querySelector("#drawer:not([hidden])")) return "an entry is open beside the table";
    const first = this.table?.tBodies[0];
    if (first && first.getBoundingClientRect().top < 0) return "you are reading further down";
    if (this.opened.size) return "a menu is open";
    if (document.activeElement?.closest("table.log tbody")) return "a row has the focus";
    const selection = getSelection();
    if (this.isPressed || (selection && !selection.isCollapsed && this.table?.contains(selection.anchorNode))) {
      return "text is selected";
    }
    return undefined;
  }

  // Rows of an event, the newest first.
  add({ rows }) {
    for (const row of rows.toReversed()) {
      if (this.known.has(row.id)) continue;
      this.known.add(row.id);
      this.#keep(row);
    }
    this.plan();
  }

  // What the server left out stands among the rows, with the way to it.
  gap({ count, from, to }) {
    this.#keep({ gap: { count, from, to }, count });
    this.plan();
  }

  #keep(row) {
    this.count += row.count ?? 1;
    if (row.severity === "error") this.errors += 1;
    if (this.isFull) return this.known.delete(row.id);
    this.waiting.push(row);
    if (this.waiting.length <= KEPT) return;
    if (!this.reason) return this.#pass(this.waiting.length - ROWS);
    this.isFull = true;
    for (const { id } of this.waiting.splice(0)) this.known.delete(id);
  }

  // The oldest that wait find no room in the table: they came and left.
  #pass(amount) {
    for (const row of this.#take(amount)) {
      this.known.delete(row.id);
      this.removed += 1;
    }
  }

  #take(amount) {
    const rows = this.waiting.splice(0, amount);
    for (const row of rows) {
      this.count -= row.count ?? 1;
      if (row.severity === "error") this.errors -= 1;
    }
    this.inserted += rows.length;
    return rows;
  }

  #toggle(menu) {
    if (!menu.closest("tbody")) return;
    if (menu.open) this.opened.add(menu);
    else this.opened.delete(menu);
    this.plan();
  }

  #release() {
    if (!this.isPressed) return;
    this.isPressed = false;
    this.plan();
  }

  // Shows what waits as soon as there is time for it.
  plan() {
    if (this.frame || !this.count || !this.table) return;
    const wait = Math.max(0, (this.last ?? 0) + BETWEEN - performance.now());
    this.frame = setTimeout(() => requestAnimationFrame(() => this.#show()), wait);
  }

  #show() {
    this.frame = undefined;
    if (this.end.signal.aborted) return;
    // What is kept back is told as often as rows are shown: each frame costs, however little changes in it.
    this.last = performance.now();
    // Asked before anything changes: to know where the table is costs a layout otherwise.
    this.held = this.reason;
    if (this.held || this.isFull || !this.waiting.length) return this.changed();
    if (this.waiting.length > ROWS) this.#pass(this.waiting.length - ROWS);
    for (const row of this.#take(AT_ONCE)) this.#insert(row.gap ? gapRow(row.gap) : made(row.html));
    this.#trim();
    this.changed();
    if (this.waiting.length) this.frame = requestAnimationFrame(() => this.#show());
  }

  // At the top; a new day and a full part of the table begin another part.
  #insert(row) {
    let body = this.table.tBodies[0];
    const newest = firstRow(this.table);
    const day = momentOf(row) && dayOf(momentOf(row));
    const before = newest && dayOf(momentOf(newest));
    const isNewDay = day && before && day !== before;
    if (isNewDay) {
      const label = element("th", { role: "rowheader", scope: "rowgroup" }, dayWords(momentOf(newest)));
      body.prepend(element("tr", { role: "row", class: "day" }, label));
    }
    if (isNewDay || body.childElementCount >= PART) body = this.#begin(body);
    body.prepend(row);
    if (entryOf(row)) this.size += 1;
  }

  // Parts further down are only painted when somebody sees them. To find that out of those nearby costs more than it saves.
  #begin(body) {
    const next = element("tbody", { role: "rowgroup" });
    body.before(next);
    const far = this.table.tBodies[NEAR];
    if (far?.childElementCount >= PART) far.classList.add("far");
    return next;
  }

  #trim() {
    while (this.size > ROWS) {
      const body = this.table.tBodies[this.table.tBodies.length - 1];
      const row = body.lastElementChild;
      if (body.childElementCount <= 1) body.remove();
      if (!row) continue;
      row.remove();
      if (!this.known.delete(entryOf(row))) continue;
      this.size -= 1;
      this.removed += 1;
    }
    this.#say();
  }

  #say() {
    const caption = this.table.caption?.firstElementChild;
    const left = this.removed ? `, ${amount(this.removed, "older one")} left the table` : "";
    this.caption ??= caption?.textContent;
    if (caption) caption.textContent = `${this.caption}. ${this.inserted.toLocaleString("en")} came since${left}`;
    if (!this.removed) return;
    // Older entries go on where the table ends now.
    const pages = this.table.nextElementSibling;
    const older = pages?.querySelector("a[rel=next]");
    const last = lastRow(this.table);
    if (!pages?.matches("nav.pages") || !last) return;
    const href = pageWith({ since: null, from: since(older), to: behind(momentOf(last)) });
    if (older) return older.setAttribute("href", href);
    pages.replaceChildren(element("a", { class: "button", rel: "next", href }, "Older entries"));
  }
}

function gapRow({ count, from, to }) {
  const href = pageWith({ since: null, from, to: behind(to) });
  const cell = element(
    "td", { colspan: 99, role: "cell", class: "live-gap" },
    `⋯ ${amount(count, "entry", "entries")} came too fast to be shown here. `, element("a", { href }, "Show them"));
  return element("tr", { role: "row" }, cell);
}

// What the server rendered, with all that stations wrote escaped.
function made(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

// The beginning of the time that the page asks for, where it has one.
const since = (link) => link && new URL(link.href).searchParams.get("from");

// The first moment after one: the end of a time is the first moment that is too late.
function behind(moment) {
  const [, second, fraction = ""] = /^(.*?)(?:\.(\d+))?Z$/.exec(moment) ?? [];
  if (!second) return moment;
  const micros = Number(fraction.padEnd(6, "0").slice(0, 6)) + 1;
  if (micros < 1_000_000) return `${second}.${String(micros).padStart(6, "0")}Z`;
  return new Date(Date.parse(`${second}Z`) + 1_000).toISOString();
}
