// Another search replaces what was found and leaves the page standing: nothing starts anew, and who types on goes on typing.
// What is no page of the log, or cannot be had, is loaded as ever.

import { addressOf, element, isPlain, linkOf, usedRow } from "./rows.js";

const SOON = 300; // milliseconds until what is old is dimmed
const SLOW = 1_000; // milliseconds until it is said that it takes a while
const COUNTED = "#aside .examples, #aside .over-time, #facets";
const SEEN = 5_000; // milliseconds that a word about what was done is seen
const KEPT = "#search, #q-note, #aside, .found, #drawer, #keys, #told, #searching";

const main = document.querySelector("main");
const form = document.getElementById("search");
const input = document.getElementById("q");
const told = element("p", { id: "told", class: "hidden", role: "status" });
const stopper = element("button", { type: "button", class: "button small" }, "Stop");
const searching = element("p", { id: "searching", hidden: true }, "Searching… ", stopper);
const listeners = { found: [], counted: [] };
let asking;
let isAsking = false;
let slow;
let seen;
let isCounting = false;
let shown = questionOf(location);

// Calls `tell` when something else was found: the rows, and all between them and the search bar, are other elements then.
export function whenFound(tell) { listeners.found.push(tell); }

// Calls `tell` when that was counted: the entries over time and the values of fields are other elements then.
export function whenCounted(tell) { listeners.counted.push(tell); }

// What an entry beside the table and a page that follows add to an address makes no other page of it.
function questionOf({ pathname, search }) {
  const parameters = new URLSearchParams(search);
  parameters.delete("sel");
  parameters.delete("live");
  return `${pathname}?${parameters}`;
}

// Whether another search is under way, whose rows have not come yet.
export const isSearching = () => isAsking;

// Shows what is found at an address of the log: the rows first, then what was counted. `isAsked`: somebody searches and wants to
// go on from there; `isBack`: the browser has the address already.
export async function show(address, { isAsked = true, isBack = false } = {}) {
  const url = new URL(address, location.href);
  const { value: typed } = input;
  const { activeElement: focused } = document;
  asking?.abort();
  const { signal } = (asking = new AbortController());
  isAsking = true;
  stopper.hidden = !canGiveUp();
  told.className = "hidden";
  clearTimeout(slow);
  slow = setTimeout(sayThatItTakesLong, SLOW);
  const page = await fetched(url, "rows", signal, [document.getElementById("results")]);
  if (signal.aborted) return;
  isAsking = false;
  sayNoMore();
  if (!page) return isBack ? location.reload() : location.assign(url);
  if (!isBack) {
    keepPlace();
    if (url.href !== location.href) history.pushState(null, "", url);
    scrollTo(0, 0);
  }
  shown = questionOf(location);
  isCounting = !page.getElementById("fault");
  replaceFound(page);
  if ((isAsked || isBack) && input.value === typed) input.value = input.defaultValue;
  for (const tell of listeners.found) tell();
  if (isBack) {
    scrollTo(0, history.state?.scroll ?? 0);
    focusRow();
  }
  const results = document.getElementById("results");
  told.textContent = results.querySelector("caption, .message h2")?.textContent ?? document.title;
  const isElsewhere = ![focused, document.body].includes(document.activeElement) || input.value !== input.defaultValue;
  // Keys of the page work from there. Whoever has a fault to mend, types on or went elsewhere is not disturbed.
  if (isAsked && isCounting && !isElsewhere) results.focus({ preventScroll: true });
  else if (document.activeElement === document.body && focused.isConnected) focused.focus({ preventScroll: true });
  // The rows go first: what is counted meanwhile would slow them down.
  if (isCounting) requestAnimationFrame(() => setTimeout(() => count(signal)));
}

// Counts anew what the page shows.
async function count(signal) {
  if (signal.aborted) return;
  const old = document.querySelectorAll(COUNTED);
  const page = await fetched(new URL(location), "counts", signal, old);
  if (signal.aborted) return;
  isCounting = false;
  if (page) {
    replaceCounts(page);
  } else {
    for (const one of old) if (!one.matches(".examples")) one.remove();
    const found = document.querySelector(".found");
    found.classList.remove("with-facets");
    found.before(element(
      "p", { class: "uncounted", role: "status" }, "Nothing could be counted: the server does not answer."));
  }
  for (const tell of listeners.counted) tell();
}

function sayThatItTakesLong() {
  told.textContent = "Searching…";
  searching.hidden = false;
}

function sayNoMore() {
  clearTimeout(slow);
  told.textContent = "";
  if (searching.contains(document.activeElement)) input.focus();
  searching.hidden = true;
}

// On the way back the address is already that of the other search.
const canGiveUp = () => isAsking && questionOf(location) === shown;

// Says what came of a key or a button, to everybody: for a while it is seen, too.
export function announce(words) {
  told.textContent = words;
  told.className = "toast";
  clearTimeout(seen);
  seen = setTimeout(() => { told.className = "hidden"; }, SEEN);
}

// Gives up the search that is under way. If what is shown was not counted yet, that goes on.
function giveUp() {
  asking.abort();
  asking = new AbortController();
  isAsking = false;
  sayNoMore();
  if (isCounting) count(asking.signal);
}

function stop() {
  giveUp();
  announce("Stopped. These are the entries of the search before.");
}

// Where somebody is, for the way back.
function keepPlace() {
  history.replaceState({ ...history.state, scroll: scrollY, row: usedRow()?.id }, "");
}

// Who comes back goes on from the row where they were.
function focusRow() {
  const row = document.getElementById(history.state?.row ?? "");
  if (row && document.activeElement === document.body) linkOf(row)?.focus({ preventScroll: true });
}

// A part of the page at an address; nothing where that is no page of the log. What is old meanwhile looks so.
async function fetched(url, part, signal, old) {
  const address = new URL(url);
  address.searchParams.set("part", part);
  const soon = setTimeout(() => { for (const one of old) one.setAttribute("aria-busy", "true"); }, SOON);
  try {
    const answer = await fetch(address, { signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById("results") ? page : undefined;
  } catch {
    return undefined; // It was given up, or the server does not answer.
  } finally {
    clearTimeout(soon);
    for (const one of old) one.removeAttribute("aria-busy");
  }
}

// The rows, what stands between them and the search bar, and the fields beside its text.
function replaceFound(page) {
  document.title = page.title;
  replaceSkips(page);
  for (const part of [...main.children]) if (!part.matches(KEPT)) part.remove();
  const parts = [...page.querySelector("main").children];
  const [bar, aside] = ["search", "aside"].map((id) => parts.findIndex((part) => part.id === id));
  form.before(...parts.slice(0, bar));
  (document.getElementById("q-note") ?? form).after(...parts.slice(bar + 1, aside));
  document.getElementById("results").replaceWith(page.getElementById("results"));
  const isFault = Boolean(page.getElementById("fault"));
  if (isFault) replaceCounts(page);
  // On narrow windows, which alone fold them, they would stand before the rows. With a fault they say how to search.
  document.getElementById("aside").open = isFault;
  document.querySelector("#aside .help").open ||= isFault;
  document.getElementById("facets")?.removeAttribute("open");
  input.defaultValue = page.getElementById("q").defaultValue;
  const isText = (field) => Boolean(field.querySelector("#q"));
  const old = [...form.children].filter((field) => !isText(field));
  // Who fills in one of them meanwhile goes on.
  if (old.some((field) => field.contains(document.activeElement))) return;
  for (const field of old) field.remove();
  form.append(...[...parts[bar].children].filter((field) => !isText(field)));
}

// What stands above and beside the rows. What is open of it stays so.
function replaceCounts(page) {
  replaceSkips(page);
  const { activeElement: focused } = document;
  const [aside, found] = [document.getElementById("aside"), document.querySelector(".found")];
  for (const part of page.querySelectorAll("#facets, .facet")) part.open ||= document.getElementById(part.id)?.open;
  for (const part of page.querySelectorAll(".twin")) part.open = aside.querySelector(".twin")?.open;
  for (const part of aside.querySelectorAll(".over-time")) part.remove();
  aside.querySelector(".examples").replaceWith(page.querySelector("#aside .examples"));
  aside.append(...page.querySelectorAll("#aside .over-time"));
  document.getElementById("facets")?.remove();
  found.prepend(...page.querySelectorAll("#facets"));
  found.className = page.querySelector(".found").className;
  found.before(...page.querySelectorAll(".uncounted"));
  if (focused.isConnected) return;
  // The same link or fold, where it is there again.
  const all = [...document.querySelectorAll("#aside :is(a, summary), #facets :is(a, summary)")];
  const same = all.find((one) => one.textContent === focused.textContent) ?? document.getElementById("results");
  same.focus({ preventScroll: true });
}

function replaceSkips(page) {
  const skips = document.querySelectorAll("a.skip");
  skips[0]?.before(...page.querySelectorAll("a.skip"));
  for (const skip of skips) skip.remove();
}

// Times of another zone stand outside of what is replaced as well.
function isOfThisPage(url) {
  const zone = ({ search }) => new URLSearchParams(search).get("tz") || "UTC";
  return url.origin === location.origin && url.pathname === "/logs" && !url.hash && zone(url) === zone(location);
}

function clicked(event) {
  const link = event.target.closest?.("main a[href]");
  if (!link || event.defaultPrevented) return;
  if (isCounting && link.closest(COUNTED)) {
    // It leads to the search before.
    event.preventDefault();
    told.textContent = "Counting…";
  } else if (!isPlain(event) || !isOfThisPage(addressOf(link))) {
    keepPlace();
  } else {
    event.preventDefault();
    show(addressOf(link));
  }
}

function submitted(event) {
  const { target, submitter } = event;
  const url = new URL(submitter?.getAttribute("formaction") ?? target.action, location.href);
  url.search = new URLSearchParams(new FormData(target, submitter));
  if (event.defaultPrevented || target.method !== "get" || !isOfThisPage(url)) return;
  event.preventDefault();
  show(url);
}

function wentBack() {
  // Back, and on again before that was shown.
  if (questionOf(location) === shown) return isAsking ? giveUp() : undefined;
  // Only a page that is loaded marks the row that its address names.
  if (location.hash) location.reload();
  else show(location.href, { isAsked: false, isBack: true });
}

if (form && input) {
  main.append(searching, told);
  stopper.addEventListener("click", () => canGiveUp() && stop());
  document.addEventListener("click", clicked);
  document.addEventListener("submit", submitted);
  // On the way back the browser moves what is still shown.
  document.addEventListener("scrollend", () => { if (questionOf(location) === shown) keepPlace(); });
  addEventListener("popstate", wentBack);
  focusRow();
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !canGiveUp()) return;
    event.preventDefault();
    stop();
  });
}
