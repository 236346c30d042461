// The rows of the log: which entry each one is, where its link is, and how text of the page is put together.

const ENTRY = /\/entries\/([0-9a-f]+-\d+)/;

export const logTable = () => document.querySelector("table.log");

export const linkOf = (row) => row.querySelector('a[href^="/entries/"]');

export const entryOf = (row) => row.dataset.entry ?? ENTRY.exec(linkOf(row)?.getAttribute("href") ?? "")?.[1];

// The next row of a kind, an entry where nothing else is said, or the one before; a table has several bodies.
export function neighbour(row, way, isWanted = entryOf) {
  const step = (one) => (way < 0 ? one.previousElementSibling : one.nextElementSibling);
  const end = (body) => (way < 0 ? body.lastElementChild : body.firstElementChild);
  let body = row.parentElement;
  let next = step(row);
  while (body?.tagName === "TBODY") {
    while (next && !isWanted(next)) next = step(next);
    if (next) return next;
    body = step(body);
    next = body && end(body);
  }
  return undefined;
}

export const rowsOf = (table) => [...(table?.querySelectorAll("tbody tr") ?? [])].filter(entryOf);

export function firstRow(table = logTable()) {
  const first = table?.tBodies[0]?.firstElementChild;
  return first && (entryOf(first) ? first : neighbour(first, 1));
}

export function lastRow(table = logTable()) {
  const last = table?.tBodies[table.tBodies.length - 1]?.lastElementChild;
  return last && (entryOf(last) ? last : neighbour(last, -1));
}

// Of a link that a drawing may hold as well.
export const addressOf = (link) => new URL(link.getAttribute("href"), location.href);

let used; // the row that had the focus last

document.addEventListener("focusin", ({ target }) => {
  const row = target.closest?.("table.log tbody tr");
  if (row && entryOf(row)) used = row;
});

// The row that somebody is at: that had the focus last, or that the address names.
export const usedRow = () => (used?.isConnected ? used : document.querySelector("tr:target"));

// A click that opens nothing beside this page.
export const isPlain = (event) =>
  !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

// A menu that is open in a row names times of other entries.
const TIME = "td:not(.c-menu) time";

export const timesOf = (row) => [...(row?.querySelectorAll(TIME) ?? [])];

export const momentOf = (row) => row.querySelector(TIME)?.getAttribute("datetime") ?? "";

// To the second, as the row says it: the server chose the zone.
export const clockOf = (row) => /\d\d:\d\d:\d\d/.exec(row.querySelector(TIME)?.textContent ?? "")?.[0] ?? "";

export const amount = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

// Text of a station with what is hidden in it spelled out, as the server does.
export const visible = (text) =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (one) => `⟦U+${one.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟧`);

// An element with attributes and text; never with markup.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// What an element holds leads back to this page, with what is beside the table.
export function leadBack(root, hash = "") {
  const back = location.pathname + location.search + hash;
  for (const one of root.querySelectorAll("[data-back]")) {
    if (one.href) one.href = `/sign-in?to=${encodeURIComponent(back)}`;
    else one.value = back;
  }
}

// Changes what stands behind the ? of this page, without loading it again.
export function setParameter(name, value) {
  const url = new URL(location.href);
  if (value == null) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  history.replaceState(history.state, "", url);
}

// The page of this search with other parameters; null takes one away.
export function pageWith(changes) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries({ live: null, sel: null, cursor: null, ...changes })) {
    if (value == null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.pathname + url.search;
}
