// Single keys on the page of the log, never while somebody types, and only while they are wanted: a dialog lists them and
// turns them off (WCAG 2.1.4).

import * as drawer from "./drawer.js";
import { turnTimes } from "./elapsed.js";
import { refresh, showWaiting, toggleLive } from "./live.js";
import { openMenu } from "./menu.js";
import { element } from "./rows.js";

const OFF = "ocpplogs.keys-off";
const SOON = 1_500; // milliseconds in which a key belongs to the g before it
const KEYS = [
  ["/", "to the search bar", () => document.getElementById("q")?.focus()],
  ["j", "the next, older entry", () => drawer.move(1)],
  ["k", "the one before, a newer entry", () => drawer.move(-1)],
  ["n", "the next error", () => drawer.move(1, isError)],
  ["p", "the error before", () => drawer.move(-1, isError)],
  ["m", "what can be done with the entry", () => inMenu("a", "focus")],
  ["c", "to what copies the entry", () => inMenu(".copies :is(button:not([hidden]), a)", "focus")],
  ["u", "what was around the entry", () => inMenu("[data-key=u]", "click")],
  ["x", "without the action of the entry", () => inMenu("[data-key=x]", "click")],
  ["]", "more entries", () => document.querySelector(".pages a[rel=next]")?.click()],
  ["[", "back to the first", () => document.querySelector(".pages a:not([rel])")?.click()],
  ["t", "times: of the clock, how long ago, how long after the entry before (Δ)", turnTimes],
  ["l", "Live on or off", toggleLive],
  [".", "show what waits", showWaiting],
  ["?", "this list", () => dialog.showModal()],
];
const PLACES = { c: "/chargers", t: "/transactions", a: "/analysis" };
const OTHERS = [
  ["g c", "to the charging stations"], ["g t", "to the transactions"], ["g a", "to the analysis"],
  ["Enter", "open the entry that has the focus"], ["Esc", "close the entry and go back to its row"],
];

let isOff = read() === "1";
let gone = -Infinity; // when g was pressed
let acts = 0; // what somebody did: what comes too late for it does nothing

function read() {
  try {
    return localStorage.getItem(OFF);
  } catch {
    return null; // A browser that keeps nothing: keys are on.
  }
}

function keep(value) {
  isOff = value;
  try {
    localStorage.setItem(OFF, value ? "1" : "0");
  } catch {
    // It holds for this page.
  }
}

const box = element("input", { type: "checkbox", id: "keys-on" });
const closer = element("button", { type: "button", class: "button" }, "Close");
const terms = [...KEYS, ...OTHERS].map(([key, meaning]) =>
  element("div", {}, element("dt", {}, element("kbd", {}, key)), element("dd", {}, meaning)));
const dialog = element(
  "dialog", { id: "keys", "aria-labelledby": "keys-title" },
  element("h2", { id: "keys-title", tabindex: -1, autofocus: true }, "Keys"), element("dl", { class: "key-list" }, ...terms),
  element("p", { class: "keys-on" }, box, element("label", { for: "keys-on" }, "Single keys do this, but not in fields")),
  closer);
const opener = element("button", { type: "button", class: "button small keys-button" }, "Keys");

box.checked = !isOff;
box.addEventListener("change", () => keep(!box.checked));
closer.addEventListener("click", () => dialog.close());
opener.addEventListener("click", () => dialog.showModal());
document.querySelector("main")?.append(dialog);
document.getElementById("live-controls")?.append(opener);
drawer.onChange(refresh);

const isError = (row) => "error" in row.dataset;

// Does something with the first element of that kind in the menu of the current entry.
async function inMenu(kind, act) {
  const begun = acts;
  const row = drawer.current();
  const menu = row && await openMenu(row);
  if (acts !== begun || !menu?.isConnected) return;
  if (act === "click") menu.open = false;
  menu.querySelector(kind)?.[act]();
}

const isTyping = (target) => Boolean(target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]"));

for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, () => { acts += 1; }, { capture: true });

document.addEventListener("keydown", (event) => {
  const isSecond = event.timeStamp - gone < SOON;
  gone = -Infinity;
  if (isOff || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || dialog.open) return;
  if (event.key === "g" && !isSecond) gone = event.timeStamp;
  const place = isSecond && PLACES[event.key];
  const known = KEYS.find(([key]) => key === event.key);
  if (!place && !known) return;
  event.preventDefault();
  if (place) document.querySelector(`nav a[href^="${place}"]`)?.click();
  else known[2]();
});
