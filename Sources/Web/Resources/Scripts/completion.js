// Completes the term at the caret: keys, operators, values with counts. A combobox as the ARIA practices describe it:
// the focus stays in the field, arrows move through the list, Enter is taken only by one who moved into it.

import { KEYS, MARKS, keyNamed } from "./querykeys.js";
import { termAt, without, written } from "./queryspans.js";
import { element, visible } from "./rows.js";

const MOST = 10;
const OPERATORS = [[">", "more than"], [">=", "at least"], ["<", "less than"], ["<=", "at most"]];

export class Completion {
  constructor(input, changed) {
    this.input = input;
    this.changed = changed;
    this.options = [];
    this.active = -1;
    this.list = element("ul", { id: "q-options", role: "listbox", "aria-label": "Completions", hidden: true });
    input.after(this.list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "q-options",
      "aria-haspopup": "listbox",
    })) input.setAttribute(name, value);
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("blur", () => this.close());
    // The focus stays in the field.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#accept(this.options[[...this.list.children].indexOf(option)]);
    });
  }

  // Offers what may stand at the caret. `signal` tells that the text has changed meanwhile.
  async offer(signal, isAsked = false) {
    const { value: text, selectionStart: caret } = this.input;
    const term = termAt(text, caret);
    let options = [];
    if (term.kind === "key" || (isAsked && term.kind === "none")) options = keys(term, isAsked);
    if (term.kind === "value") options = await values(term, text, signal);
    if (signal.aborted || document.activeElement !== this.input) return;
    this.term = term;
    this.#show(options.filter((option) => option.insert !== text.slice(term.start, term.end)).slice(0, MOST));
  }

  close() {
    this.list.hidden = true;
    this.options = [];
    this.#move(-1);
    this.input.setAttribute("aria-expanded", "false");
  }

  #show(options) {
    if (!options.length) return this.close();
    this.options = options;
    this.list.replaceChildren(...options.map((option, index) => element(
      "li", { id: `q-option-${index}`, role: "option", "aria-selected": "false" },
      element("span", { class: "q-option" }, visible(option.text)), element("span", { class: "q-about" }, option.about))));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.#move(-1);
  }

  #move(index) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    const option = this.list.children[index];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  #key(event) {
    const isOpen = !this.list.hidden;
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (way) {
      event.preventDefault();
      if (!isOpen) return this.changed(true);
      // One place more than there are options: the text itself.
      const places = this.options.length + 1;
      this.#move((this.active + 1 + way + places) % places - 1);
    } else if (event.key === "Enter" && isOpen && this.active >= 0) {
      event.preventDefault();
      this.#accept(this.options[this.active]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  #accept(option) {
    const { input, term } = this;
    const end = option.goesOn ? term.end : Math.max(term.end, input.selectionStart);
    const isLast = !input.value.slice(end).trim();
    input.setRangeText(option.insert + (option.goesOn || !isLast ? "" : " "), term.start, end, "end");
    this.close();
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    if (option.goesOn) this.changed(true);
  }
}

function keys({ typed }, isAsked) {
  if (!typed && !isAsked) return [];
  const begins = KEYS.filter(({ name }) => name.startsWith(typed.toLowerCase()));
  return begins.map(({ name, meaning }) => ({ text: `${name}:`, insert: `${name}:`, about: meaning, goesOn: true }));
}

async function values(term, text, signal) {
  const key = keyNamed(term.key);
  if (!key) return [];
  const begins = (value) => value.toLowerCase().startsWith(term.typed.toLowerCase());
  const offered = key.name === "is"
    ? MARKS.filter(begins).map((mark) => ({ text: mark, insert: mark, about: "" }))
    : key.isCounted ? await counted(key, term, text, signal) : [];
  if (term.typed || term.operator) return offered;
  const operators = key.isCompared && term.isFirst
    ? OPERATORS.map(([sign, about]) => ({ text: sign, insert: sign, about, goesOn: true })) : [];
  const any = term.isFirst && key.name !== "is" ? [{ text: "*", insert: "*", about: "any value" }] : [];
  return [...offered.slice(0, MOST - operators.length - any.length), ...operators, ...any];
}

// The values of a key in the time that the page shows, with how many entries have each beside the other terms.
async function counted(key, term, text, signal) {
  const parameters = new URLSearchParams({ key: key.name, limit: MOST });
  if (term.typed) parameters.set("prefix", term.typed.slice(0, 128));
  const page = new URLSearchParams(location.search);
  const from = page.get("from") || page.get("since");
  for (const [name, moment] of [["from", from], ["to", page.get("to")]]) {
    // What the form writes names no zone: then all of the log is counted.
    if (moment && /(Z|[+-]\d\d:\d\d|^\d+[smhd])$/.test(moment)) parameters.set(name, moment);
  }
  try {
    const rest = without(text, term.token, key.name);
    if (rest) {
      const reading = await (await fetch(`/api/v1/parse?${new URLSearchParams({ q: rest })}`, { signal })).json();
      if (!reading.error) parameters.set("q", rest);
    }
    const answer = await fetch(`/api/v1/facets?${parameters}`, { signal });
    if (!answer.ok) return [];
    const { facets } = await answer.json();
    return facets[0].values.map(({ value, count }) => ({
      text: value, insert: written(value), about: count.toLocaleString("en"),
    }));
  } catch {
    // The text has changed, or the server is away: there is nothing to offer.
    return [];
  }
}
