// Searches that were made lately, and those that somebody gave a name: kept by this browser alone.

import { whenFound } from "./results.js";
import { element, visible } from "./rows.js";

const SAVED = "ocpplogs.saved-searches";
const RECENT = "ocpplogs.recent-searches";
const MOST = { [SAVED]: 50, [RECENT]: 10 };

let list;
let text;

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter(({ name, search }) => typeof name === "string" && /^\?/.test(search)) : [];
  } catch {
    return []; // Nothing is kept, or what is kept is no list.
  }
}

function keep(key, searches) {
  try {
    localStorage.setItem(key, JSON.stringify(searches.slice(0, MOST[key])));
  } catch {
    // A browser that keeps nothing.
  }
}

// What asks for the same again: a page and what is selected on it are no part of a search.
function thisSearch() {
  const parameters = new URLSearchParams(location.search);
  for (const name of ["cursor", "live", "sel", "counts", "more"]) parameters.delete(name);
  for (const [name, value] of [...parameters]) if (!value) parameters.delete(name);
  return `?${parameters}`;
}

const link = ({ name, search }) => element("a", { href: `/logs${search}`, title: visible(name) }, visible(name));

function savedItem(one) {
  const remove = element(
    "button", { type: "button", class: "plain-button", "aria-label": `Delete the saved search ${visible(one.name)}` }, "×");
  remove.addEventListener("click", () => {
    keep(SAVED, read(SAVED).filter(({ name }) => name !== one.name));
    draw();
    list.querySelector("button, summary")?.focus();
  });
  return element("li", { class: "saved" }, link(one), remove);
}

function saving() {
  const name = element("input", { id: "search-name", maxlength: 60, required: true, value: text.slice(0, 60) });
  const form = element(
    "form", { class: "naming" }, element("label", { for: "search-name" }, "Name"), name,
    element("button", { type: "submit", class: "button small" }, "Save"));
  const act = element("summary", {}, "Save this search");
  const item = element("details", { class: "drop", name: "searches" }, act, element("div", { class: "panel-box" }, form));
  item.addEventListener("toggle", () => { if (item.open) name.select(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const one = { name: name.value.trim(), search: thisSearch() };
    if (!one.name) return;
    keep(SAVED, [one, ...read(SAVED).filter((other) => other.name !== one.name)]);
    draw();
    list.querySelector("a")?.focus();
  });
  return element("li", {}, item);
}

function draw() {
  const saved = read(SAVED);
  const recent = read(RECENT).filter(({ search }) => search !== thisSearch());
  const items = saved.map(savedItem);
  if (text && !saved.some(({ search }) => search === thisSearch())) items.push(saving());
  if (recent.length) {
    const links = element("ul", { class: "panel-box" }, ...recent.map((one) => element("li", {}, link(one))));
    items.push(element(
      "li", {}, element("details", { class: "drop", name: "searches" }, element("summary", {}, "Recent"), links)));
  }
  list.replaceChildren(...items);
}

function begin() {
  list = document.getElementById("searches");
  text = document.getElementById("q")?.defaultValue.trim() ?? "";
  if (!list) return;
  list.setAttribute("aria-label", "Saved and recent searches");
  if (text && !document.getElementById("fault")) {
    const one = { name: text, search: thisSearch() };
    keep(RECENT, [one, ...read(RECENT).filter(({ search }) => search !== one.search)]);
  }
  draw();
}

whenFound(begin);
begin();
