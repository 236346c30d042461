// The times of rows in another way: how long ago, or how long after the entry before. A row says it in an attribute, which is
// shown in place of its clock.

import { whenFound } from "./results.js";
import { entryOf, logTable, neighbour, rowsOf } from "./rows.js";
import { ago } from "./times.js";

const WAYS = ["", "ago", "Δ"];
const AGAIN = 10_000; // milliseconds until it is looked anew how long ago something was
const DAY = 86_400_000;

let way = 0;
let timer;
const coming = new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const row of addedNodes) if (row.localName === "tr" && entryOf(row)) say(row);
});

const timesOf = (row) => [...(row?.querySelectorAll("time") ?? [])];
const milliseconds = (time) => Date.parse(time?.getAttribute("datetime"));

function length(span) {
  if (span < 60_000) return `+${(span / 1_000).toFixed(3)} s`;
  if (span < DAY) return `+${new Date(span).toISOString().slice(11, 19)}`;
  return `+${(span / DAY).toFixed(1)} d`;
}

function say(row) {
  const time = row.querySelector("time");
  if (!way) return time?.removeAttribute("data-said");
  const isOldestFirst = location.search.includes("order=asc");
  // What stands for many rows says when the last of them was.
  const [before] = timesOf(neighbour(row, isOldestFirst ? -1 : 1, (one) => timesOf(one).length)).slice(-1);
  const moment = milliseconds(time);
  time?.setAttribute("data-said", way === 1 ? ago(moment) : before ? length(moment - milliseconds(before)) : "–");
}

// Says it in all rows, and in those that come.
function begin() {
  clearInterval(timer);
  coming.disconnect();
  const table = logTable();
  if (!table) return;
  for (const one of [table, ...table.querySelectorAll("th.c-time")]) one.dataset.times = WAYS[way];
  const all = () => rowsOf(table).forEach(say);
  all();
  if (!way) return;
  coming.observe(table, { childList: true, subtree: true });
  if (way === 1) timer = setInterval(all, AGAIN);
}

// On to the next way, or back to the clock.
export function turnTimes() {
  way = (way + 1) % WAYS.length;
  begin();
}

whenFound(begin);
