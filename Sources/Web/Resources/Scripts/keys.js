// Single keys on the page of the log, never while somebody types, and only while they are wanted: a dialog lists them and
// turns them off (WCAG 2.1.4).

import * as drawer from "./drawer.js";
import { refresh, showWaiting, toggleLive } from "./live.js";
import { element } from "./rows.js";

const OFF = "ocpplogs.keys-off";
const KEYS = [
  ["/", "to the search bar", () => document.getElementById("q")?.focus()],
  ["j", "the next, older entry", () => drawer.move(1)],
  ["k", "the one before, a newer entry", () => drawer.move(-1)],
  ["l", "Live on or off", toggleLive],
  [".", "show what waits", showWaiting],
  ["?", "this list", () => dialog.showModal()],
];
const OTHERS = [["Enter", "open the entry that has the focus"], ["Esc", "close the entry and go back to its row"]];

let isOff = read() === "1";

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
  element("h2", { id: "keys-title" }, "Keys"), element("dl", { class: "key-list" }, ...terms),
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

const isTyping = (target) => Boolean(target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]"));

document.addEventListener("keydown", (event) => {
  if (isOff || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || dialog.open) return;
  const known = KEYS.find(([key]) => key === event.key);
  if (!known) return;
  event.preventDefault();
  known[2]();
});
