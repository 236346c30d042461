// The switch "Live" on the page of the log: entries appear as they are recorded. Its state stands in the address: live=1.

import { Arrivals } from "./arrivals.js";
import * as drawer from "./drawer.js";
import { closeMenus } from "./menu.js";
import { isSearching, show, whenFound } from "./results.js";
import { addressOf, amount, clockOf, element, firstRow, logTable, pageWith, setParameter } from "./rows.js";
import { Stream } from "./stream.js";

const SPEAK = 10_000; // milliseconds between two messages to screen readers

const form = document.getElementById("search");
const place = document.getElementById("live-controls") ?? element("div", { id: "live-controls" });

const toggleButton = element(
  "button", { type: "button", role: "switch", "aria-checked": "false", class: "button small live-switch" },
  element("span", { class: "live-dot", "aria-hidden": "true" }), "Live");
const pauseButton = element("button", { type: "button", class: "button small", hidden: true }, "Pause");
const stateText = element("span", { class: "live-state" });
const spoken = element("p", { class: "hidden", role: "status" });
const barText = element("span");
const showButton = element("button", { type: "button", class: "button small" }, "Show them");
const loadLink = element("a", { class: "button small", hidden: true }, "Load the page again");
const bar = element("div", { class: "live-bar", hidden: true }, barText, showButton, loadLink);
const kept = element("input", { type: "hidden", name: "live", value: "1" });

let after; // the place in the stream that the page shows everything before
let stream;
let arrivals;
let triedAgain; // the search that found nothing at first
let state = "off";
let detail = "";
let unspoken = { count: 0, errors: 0 };

// Why this page cannot be followed; nothing when it can.
function obstacle() {
  const parameters = new URLSearchParams(location.search);
  if (document.getElementById("fault")) return "The query cannot be read.";
  if (parameters.get("cursor")) return "Live shows the newest entries, and this page shows older ones.";
  if (parameters.get("to")) return "Live shows the newest entries, and the time has an end.";
  if (parameters.get("order") === "asc") return "Live shows the newest entries first, and this page the oldest.";
  return undefined;
}

const newAndErrors = (count, errors, word = "new") =>
  `${count.toLocaleString("en")} ${word}` + (errors ? `, ${amount(errors, "error")}` : "");

function stateWords() {
  const last = firstRow();
  const lastRow = last ? `last row ${clockOf(last)}` : "no row yet";
  switch (state) {
    case "connecting": return "Connecting…";
    case "open": return arrivals.isPaused ? `Paused, ${lastRow}` : `Following, ${lastRow}`;
    case "lost": return `Reconnecting… ${lastRow}`;
    case "asleep": return `Stopped while the tab was hidden, ${lastRow}`;
    case "refused": return detail;
    default: return detail;
  }
}

function draw() {
  const isOn = state !== "off";
  toggleButton.setAttribute("aria-checked", String(isOn));
  pauseButton.hidden = !isOn;
  pauseButton.textContent = arrivals?.isPaused ? "Go on" : "Pause";
  place.dataset.state = arrivals?.isPaused ? "paused" : state;
  const words = stateWords();
  if (stateText.textContent !== words) stateText.textContent = words;
  const isHeld = isOn && arrivals.count > 0 && Boolean(arrivals.held || arrivals.isFull);
  const hadFocus = bar.contains(document.activeElement);
  bar.hidden = !isHeld;
  // A class and not :has(): that would be asked again for each row that comes in.
  document.documentElement.classList.toggle("held", isHeld);
  if (hadFocus && bar.hidden) toggleButton.focus();
  if (!isHeld) return;
  const why = arrivals.isFull ? "more than this page keeps" : arrivals.held;
  const told = `${newAndErrors(arrivals.count, arrivals.errors)} — ${why}`;
  if (barText.textContent !== told) barText.textContent = told;
  showButton.hidden = arrivals.isFull;
  loadLink.hidden = !arrivals.isFull;
  loadLink.href = pageWith({ live: "1" });
}

function speak() {
  const { count, errors } = unspoken;
  if (!count) return;
  unspoken = { count: 0, errors: 0 };
  spoken.textContent = newAndErrors(count, errors, count === 1 ? "new message" : "new messages");
}

const told = {
  rows(data) {
    unspoken.count += data.count;
    unspoken.errors += data.errors;
    if (!arrivals.table) return firstRows(data);
    arrivals.add(data);
  },
  gap(data) {
    unspoken.count += data.count;
    if (arrivals.table) arrivals.gap(data);
  },
  state(name, words = "") {
    if (name === "lost" && state === "open") spoken.textContent = "The connection is lost. Reconnecting.";
    if (name === "refused") spoken.textContent = words;
    state = name;
    detail = words;
    draw();
  },
};

// A page that had nothing to show has no table: it is asked for again, once, unless somebody fills in another field than
// the search bar, which stays.
function firstRows({ count, errors }) {
  if (isSearching()) return;
  const isAtRest = !document.activeElement.matches("input:not(#q), select");
  if (triedAgain !== location.search && isAtRest) {
    triedAgain = location.search;
    return show(location.href, { isAsked: false });
  }
  arrivals.count += count;
  arrivals.errors += errors;
  arrivals.isFull = true;
  draw();
}

let speaking;
function turnOn() {
  const reason = obstacle();
  if (reason) {
    detail = reason;
    return draw();
  }
  arrivals ??= new Arrivals(() => state !== "off" && draw());
  stream = new Stream(location.search, after, told);
  setParameter("live", "1");
  form?.append(kept);
  speaking = setInterval(speak, SPEAK);
  stream.start();
}

function turnOff() {
  after = stream.after;
  stream.stop();
  clearInterval(speaking);
  state = "off";
  detail = "";
  setParameter("live", null);
  kept.remove();
  draw();
}

export function toggleLive() {
  if (state === "off") turnOn();
  else turnOff();
}

export function refresh() {
  arrivals?.plan();
}

toggleButton.addEventListener("click", toggleLive);
pauseButton.addEventListener("click", () => {
  arrivals.isPaused = !arrivals.isPaused;
  arrivals.plan();
  draw();
});
export function showWaiting() {
  if (bar.hidden || showButton.hidden) return;
  arrivals.isPaused = false;
  getSelection()?.removeAllRanges();
  drawer.close();
  closeMenus();
  toggleButton.focus({ preventScroll: true });
  document.getElementById("results")?.scrollIntoView();
  arrivals.plan();
  draw();
}

showButton.addEventListener("click", showWaiting);
// Another search keeps on following.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('main a[href^="/logs"]');
  if (state === "off" || !link || link === loadLink) return;
  const url = addressOf(link);
  if (["cursor", "to"].some((name) => url.searchParams.get(name))) return;
  url.searchParams.set("live", "1");
  link.setAttribute("href", url.pathname + url.search);
}, { capture: true });

// Beside the table that there is now.
function begin() {
  const results = document.getElementById("results");
  const given = results?.querySelector("#live-controls");
  if (!given) results?.before(place);
  else if (given !== place) given.replaceWith(place);
  after = results?.dataset.liveFrom;
  detail = "";
  if (new URLSearchParams(location.search).get("live") === "1") turnOn();
  else draw();
}

whenFound(() => {
  stream?.stop();
  clearInterval(speaking);
  arrivals?.leave();
  arrivals = undefined;
  unspoken = { count: 0, errors: 0 };
  if (triedAgain !== location.search) triedAgain = undefined;
  state = "off";
  begin();
});
place.append(toggleButton, pauseButton, stateText, spoken, bar);
begin();
