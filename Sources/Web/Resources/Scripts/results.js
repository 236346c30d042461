// Another search replaces what was found and leaves the page standing: nothing starts anew, and who types on goes on typing.
// What is no page of the log, or cannot be had, is loaded as ever.

import { element } from "./rows.js";

const SOON = 300; // milliseconds until what is old is dimmed
const SLOW = 1_000; // milliseconds until it is said that it takes a while
const COUNTED = "#aside .examples, #aside .over-time, #facets";
const KEPT = "#search, #q-note, #aside, .found, #drawer, #keys, #told";

const main = document.querySelector("main");
const form = document.getElementById("search");
const input = document.getElementById("q");
const told = element("p", { id: "told", class: "hidden", role: "status" });
const listeners = { found: [], counted: [] };
let asking;
let isSearching = false;
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

// Shows what is found at an address of the log: the rows first, then what was counted.
export async function show(address, isBack = false) {
  const url = new URL(address, location.href);
  const typed = input.value;
  asking?.abort();
  const { signal } = (asking = new AbortController());
  isSearching = true;
  const slow = setTimeout(() => { told.textContent = "Searching…"; }, SLOW);
  const page = await fetched(url, "rows", signal, [document.getElementById("results")]);
  clearTimeout(slow);
  if (signal.aborted) return;
  isSearching = false;
  isCounting = !page?.getElementById("fault");
  if (!page) return isBack ? location.reload() : location.assign(url);
  if (!isBack) {
    if (url.href !== location.href) history.pushState(null, "", url);
    scrollTo(0, 0);
  }
  shown = questionOf(location);
  replaceFound(page, typed);
  for (const tell of listeners.found) tell();
  const results = document.getElementById("results");
  told.textContent = results.querySelector("caption, .message h2")?.textContent ?? document.title;
  // Keys of the page go on from there; who types the next search is not disturbed.
  if (input.value === input.defaultValue) results.focus({ preventScroll: true });
  if (!isCounting) return;
  // The rows go first: what is counted meanwhile would slow them down.
  await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
  if (signal.aborted) return;
  const counted = await fetched(url, "counts", signal, document.querySelectorAll(COUNTED));
  if (signal.aborted) return;
  isCounting = false;
  replaceCounts(counted ?? page);
  if (!counted) {
    const words = "Nothing could be counted: the server does not answer.";
    document.querySelector(".found").before(element("p", { class: "uncounted", role: "status" }, words));
  }
  for (const tell of listeners.counted) tell();
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
function replaceFound(page, typed) {
  document.title = page.title;
  replaceSkips(page);
  for (const part of [...main.children]) if (!part.matches(KEPT)) part.remove();
  const parts = [...page.querySelector("main").children];
  const [bar, aside] = ["search", "aside"].map((id) => parts.findIndex((part) => part.id === id));
  form.before(...parts.slice(0, bar));
  (document.getElementById("q-note") ?? form).after(...parts.slice(bar + 1, aside));
  if (page.getElementById("fault")) {
    // Nothing is counted.
    document.getElementById("aside").replaceWith(parts[aside]);
    document.querySelector(".found").replaceWith(page.querySelector(".found"));
  } else {
    // On a narrow window they would stand before the rows.
    for (const id of ["aside", "facets"]) document.getElementById(id)?.removeAttribute("open");
    document.getElementById("results").replaceWith(page.getElementById("results"));
  }
  const isText = (field) => field.querySelector("#q");
  for (const field of [...form.children]) if (!isText(field)) field.remove();
  form.append(...[...parts[bar].children].filter((field) => !isText(field)));
  input.defaultValue = page.getElementById("q").defaultValue;
  if (input.value === typed) input.value = input.defaultValue;
}

// What stands above and beside the rows. What is open of it, and saved searches, stay.
function replaceCounts(page) {
  replaceSkips(page);
  const [aside, facets, found] = [page.getElementById("aside"), page.getElementById("facets"), document.querySelector(".found")];
  for (const part of [aside, facets, ...page.querySelectorAll(".facet")]) {
    const old = part && document.getElementById(part.id);
    if (old) part.open = old.open;
  }
  aside.querySelector("#searches").replaceWith(document.getElementById("searches"));
  document.getElementById("aside").replaceWith(aside);
  document.getElementById("facets")?.remove();
  if (facets) found.prepend(facets);
  found.className = page.querySelector(".found").className;
  found.before(...page.querySelectorAll(".uncounted"));
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
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.("main a[href]");
  if (!link || !isOfThisPage(new URL(link.href))) return;
  event.preventDefault();
  // What is not counted anew yet leads to the search before.
  if (!isCounting || !link.closest(COUNTED)) show(link.href);
}

function submitted(event) {
  const { target, submitter } = event;
  const url = new URL(submitter?.getAttribute("formaction") ?? target.action, location.href);
  url.search = new URLSearchParams(new FormData(target, submitter));
  if (event.defaultPrevented || target.method !== "get" || !isOfThisPage(url)) return;
  event.preventDefault();
  show(url);
}

if (form && input) {
  main.append(told);
  document.addEventListener("click", clicked);
  document.addEventListener("submit", submitted);
  addEventListener("popstate", () => {
    if (questionOf(location) === shown) return;
    // Only a page that is loaded marks the row that its address names.
    if (location.hash) location.reload();
    else show(location.href, true);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isSearching) return;
    event.preventDefault();
    asking.abort();
    isSearching = false;
    told.textContent = "";
  });
}
