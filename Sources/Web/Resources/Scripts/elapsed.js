// The times of rows in another way: how long ago, or how long after the entry before. A row says it in an attribute, which is
// shown in place of its clock.

import { announce, whenFound } from "./results.js";
import { element, entryOf, logTable, neighbour, rowsOf, timesOf } from "./rows.js";
import { ago } from "./times.js";

const WAYS = ["clock", "ago", "Δ"];
const MEANINGS = ["of the clock", "how long ago", "how long after the entry before"];
const AGAIN = 10_000; // milliseconds until it is looked anew how long ago something was
const DAY = 86_400_000;
const KEY = "ocpplogs.times";

let way = read();
let timer;
const button = element("button", { type: "button", class: "button small" });
const coming = new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const row of addedNodes) if (row.localName === "tr" && entryOf(row)) say(row);
});

function read() {
  try {
    return Math.max(0, WAYS.indexOf(sessionStorage.getItem(KEY)));
  } catch {
    return 0; // A browser that keeps nothing.
  }
}

function keep() {
  try {
    sessionStorage.setItem(KEY, WAYS[way]);
  } catch {
    // It holds for this page.
  }
}

const milliseconds = (time) => Date.parse(time.getAttribute("datetime"));

// A row that came late stands above some that are newer.
function length(span) {
  const [sign, size] = [span < 0 ? "−" : "+", Math.abs(span)];
  if (size < 60_000) return `${sign}${(size / 1_000).toFixed(3)} s`;
  if (size < DAY) return `${sign}${new Date(size).toISOString().slice(11, 19)}`;
  return `${sign}${(size / DAY).toFixed(1)} d`;
}

// Words that stay true until it is looked anew.
function age(moment) {
  const span = Date.now() - moment;
  return span >= 0 && span < 60_000 ? "under 1 minute ago" : ago(moment);
}

function say(row) {
  const [time] = timesOf(row);
  if (!time) return;
  if (!way) return time.removeAttribute("data-said");
  const isOldestFirst = new URLSearchParams(location.search).get("order") === "asc";
  // What stands for many rows says when the last of them was.
  const before = timesOf(neighbour(row, isOldestFirst ? -1 : 1, (one) => timesOf(one).length)).at(-1);
  const moment = milliseconds(time);
  time.dataset.said = way === 1 ? age(moment) : before ? length(moment - milliseconds(before)) : "–";
}

// Says it in all rows, and in those that come.
function begin() {
  clearInterval(timer);
  coming.disconnect();
  const table = logTable();
  button.textContent = `Times: ${WAYS[way]}`;
  if (!table) return;
  for (const head of table.querySelectorAll("th.c-time")) {
    if (way) head.dataset.times = WAYS[way];
    else delete head.dataset.times;
  }
  const all = () => rowsOf(table).forEach(say);
  all();
  if (!way) return;
  coming.observe(table, { childList: true, subtree: true });
  if (way === 1) timer = setInterval(all, AGAIN);
}

// On to the next way, or back to the clock.
export function turnTimes() {
  way = (way + 1) % WAYS.length;
  keep();
  begin();
  announce(`Times: ${MEANINGS[way]}`);
}

button.addEventListener("click", turnTimes);
document.getElementById("live-controls")?.append(button);
whenFound(begin);
begin();
