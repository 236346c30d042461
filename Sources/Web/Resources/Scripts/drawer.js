// An entry beside the table: a click on a row, or Enter on its link, fetches the entry's own page and shows its article.
// The table stays usable. sel=ID in the address; on narrow windows the link leads to the page as ever.

import { offerCopies } from "./copy.js";
import { announce, whenFound } from "./results.js";
import { element, entryOf, firstRow, isPlain, leadBack, linkOf, logTable, neighbour, rowsOf, setParameter, usedRow } from "./rows.js";

const WIDE = matchMedia("(min-width: 721px)");
const ACTIVE = "a, button, summary, details, input, label, select";

const newer = element("button", { type: "button", class: "button small" }, "Newer");
const older = element("button", { type: "button", class: "button small" }, "Older");
const pageLink = element("a", { class: "button small" }, "Whole page");
const closer = element("button", { type: "button", class: "button small" }, "Close");
const content = element("div", { class: "drawer-content" });
const drawer = element(
  "aside", { id: "drawer", "aria-label": "Entry", hidden: true },
  element("div", { class: "drawer-tools" }, newer, older, pageLink, closer), content);
let shown; // the id of the entry
let asking;
let changed = () => {};

const rowOf = (id) => rowsOf(logTable()).find((row) => entryOf(row) === id);

export const isOpen = () => !drawer.hidden;

// Who is told when the drawer opens or closes.
export function onChange(tell) { changed = tell; }

// The page of an entry, in the zone of this one.
function addressOf(id) {
  const zone = new URLSearchParams(location.search).get("tz");
  return `/entries/${id}${zone ? `?tz=${encodeURIComponent(zone)}` : ""}`;
}

async function open(id, anchor = "") {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  const slow = setTimeout(() => say("Loading…"), 300);
  mark(id);
  setParameter("sel", id);
  try {
    const answer = await fetch(addressOf(id), { signal });
    const text = await answer.text();
    if (signal.aborted) return;
    // The server's own page, with all that stations wrote escaped; a parsed document runs nothing.
    const page = new DOMParser().parseFromString(text, "text/html");
    const article = page.querySelector("main article") ?? page.querySelector("main .message");
    if (!article) return say("This entry cannot be shown here.");
    content.replaceChildren(document.adoptNode(article));
    offerCopies(content);
    leadBack(content);
  } catch {
    if (!signal.aborted) say("The server does not answer. Try again.");
    return;
  } finally {
    clearTimeout(slow);
  }
  const heading = content.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  drawer.setAttribute("aria-label", heading?.textContent.trim().replace(/\s+/g, " ") || "Entry");
  drawer.scrollTop = 0;
  heading?.focus({ preventScroll: true });
  if (anchor) content.querySelector(`#${CSS.escape(anchor)}`)?.scrollIntoView();
}

function say(words) {
  content.replaceChildren(element("p", { role: "status" }, words));
}

function mark(id) {
  const row = rowOf(id);
  for (const one of document.querySelectorAll("tr.selected")) one.classList.remove("selected");
  row?.classList.add("selected");
  row?.scrollIntoView({ block: "nearest" });
  shown = id;
  pageLink.href = addressOf(id);
  newer.disabled = !row || !neighbour(row, -1);
  older.disabled = !row || !neighbour(row, 1);
  if (!drawer.hidden) return;
  drawer.hidden = false;
  changed();
}

function empty() {
  asking?.abort();
  drawer.hidden = true;
  content.replaceChildren();
}

export function close() {
  if (drawer.hidden) return;
  empty();
  setParameter("sel", null);
  const row = rowOf(shown);
  row?.classList.remove("selected");
  (row ? linkOf(row) : document.getElementById("results"))?.focus();
  changed();
}

// The row of the entry in the drawer when it is open, else the one that somebody is at.
export const current = () => (isOpen() ? rowOf(shown) : usedRow());

// The next entry, or the one before, that is wanted: in the drawer when it is open, else the focus goes there.
export function move(way, isWanted = entryOf) {
  const row = current();
  const from = row ?? firstRow();
  const next = !row && from && isWanted(from) ? from : from && neighbour(from, way, isWanted);
  if (!next) return announce("There is none further on this page.");
  if (isOpen()) open(entryOf(next));
  else linkOf(next).focus();
}

function clicked(event) {
  const row = event.target.closest?.("tbody tr");
  if (!row || !entryOf(row) || !WIDE.matches || event.defaultPrevented || !isPlain(event)) return;
  const active = event.target.closest(ACTIVE);
  const link = active?.closest('a[href^="/entries/"]:not(.more)');
  if (active && !link) return;
  // Who selects text opens nothing.
  if (!link && !getSelection()?.isCollapsed) return;
  event.preventDefault();
  open(entryOf(row), link?.hash.slice(1));
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("table.log")) clicked(event);
});
newer.addEventListener("click", () => move(-1));
older.addEventListener("click", () => move(1));
closer.addEventListener("click", close);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || !isOpen() || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  close();
});
document.querySelector("main")?.append(drawer);

function begin() {
  empty();
  const selected = new URLSearchParams(location.search).get("sel");
  if (/^[0-9a-f]+-\d+$/.test(selected ?? "") && WIDE.matches) open(selected);
}

whenFound(begin);
begin();
