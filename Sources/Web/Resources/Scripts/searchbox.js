// The search bar while one types: the query in colours, what is wrong with it and the way out, and completions.
// The field stays the truth: what lies over it only shows its text again.

import { Completion } from "./completion.js";
import { piecesOf } from "./queryspans.js";
import { whenFound } from "./results.js";
import { element, visible } from "./rows.js";

const WAIT = 100; // milliseconds after the last key
const FRAME = /^\s*\[\s*[2-6]\s*,\s*"((?:[^"\\]|\\.){1,255})"/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const form = document.getElementById("search");
const input = document.getElementById("q");

// What ends at the caret is still being typed.
const isSettled = ({ end }) => document.activeElement !== input || end < input.selectionStart;

class SearchBox {
  constructor() {
    this.inner = element("span");
    this.mirror = element("div", { class: "q-mirror", "aria-hidden": "true" }, this.inner);
    const box = element("div", { class: "q-box" });
    input.before(box);
    box.append(input, this.mirror);
    this.noteText = element("span");
    this.fix = element("button", { type: "button", class: "button small", hidden: true });
    this.note = element("p", { id: "q-note", class: "q-note", hidden: true }, this.noteText, this.fix);
    form.after(this.note);
    this.completion = new Completion(input, (isAsked) => this.#ask(isAsked ? 0 : WAIT, isAsked));
    input.addEventListener("input", (event) => {
      this.#paint();
      this.pasted = undefined;
      this.#tell();
      this.#ask(WAIT, false, Boolean(event.inputType));
    });
    for (const kind of ["scroll", "keyup", "select", "focus", "blur"]) {
      input.addEventListener(kind, () => this.#follow());
    }
    addEventListener("pageshow", () => this.#paint());
    form.addEventListener("submit", () => this.#rest());
    whenFound(() => {
      this.pasted = undefined;
      this.#paint();
      this.#tell();
    });
    input.addEventListener("paste", (event) => this.#paste(event));
    this.fix.addEventListener("click", () => this.#mend());
    this.#paint();
  }

  #paint() {
    const text = input.value;
    const read = this.reading?.text === text ? this.reading.error : undefined;
    const error = read && isSettled(read) ? read : undefined;
    const spans = [];
    for (const piece of piecesOf(text)) {
      const end = piece.start + piece.text.length;
      const cuts = error ? [error.start, error.end].filter((at) => at > piece.start && at < end) : [];
      const marks = [piece.start, ...cuts, end];
      for (let index = 1; index < marks.length; index++) {
        const isWrong = error && marks[index - 1] >= error.start && marks[index] <= error.end;
        const kind = isWrong ? `q-${piece.kind} q-wrong` : `q-${piece.kind}`;
        spans.push(element("span", { class: kind }, text.slice(marks[index - 1], marks[index])));
      }
    }
    this.inner.replaceChildren(...spans);
    this.#follow();
  }

  // In the next frame: to ask for the place at once costs a layout while the page is being built.
  #follow() {
    requestAnimationFrame(() => { this.inner.style.transform = `translateX(${-input.scrollLeft}px)`; });
  }

  #ask(wait, isAsked, isTyped = true) {
    clearTimeout(this.timer);
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    this.timer = setTimeout(() => {
      this.#read(asking.signal);
      if (isTyped || isAsked) this.completion.offer(asking.signal, isAsked);
    }, wait);
  }

  // What was asked before Search comes too late.
  #rest() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.completion.close();
  }

  async #read(signal) {
    const text = input.value;
    try {
      const answer = await fetch(`/api/v1/parse?${new URLSearchParams({ q: text })}`, { signal });
      if (!answer.ok) return;
      this.reading = await answer.json();
    } catch {
      return;
    }
    if (signal.aborted) return;
    this.#paint();
    this.#tell();
  }

  // What is wrong, or may be meant otherwise: not of what is still being typed.
  #tell() {
    const text = input.value;
    const isSubmitted = text === input.defaultValue;
    const fault = document.getElementById("fault");
    if (fault) fault.hidden = !isSubmitted;
    for (const hint of document.querySelectorAll(".query-hint")) hint.hidden = !isSubmitted;
    const reading = this.reading?.text === text ? this.reading : undefined;
    const error = reading?.error && isSettled(reading.error) ? reading.error : undefined;
    const hint = reading?.hints.find(isSettled);
    const told = isSubmitted ? undefined : this.pasted ?? error ?? hint;
    this.told = told;
    this.note.hidden = !told;
    this.note.classList.toggle("wrong", Boolean(told && told === error));
    if (told) {
      const sentence = visible(told.detail);
      const end = /[.?!]$/.test(sentence) ? "" : ".";
      this.noteText.textContent = `${sentence[0].toUpperCase()}${sentence.slice(1)}${end} `;
      this.fix.hidden = !told.fix;
      const act = this.pasted ? "Search for " : "Use ";
      this.fix.replaceChildren(element("span", {}, act, element("code", {}, visible(told.fix ?? ""))));
    }
    const isWrong = Boolean(error) || (fault && !fault.hidden);
    if (isWrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    const described = told ? "q-note" : fault && !fault.hidden ? "fault" : undefined;
    if (described) input.setAttribute("aria-describedby", described);
    else input.removeAttribute("aria-describedby");
  }

  #mend() {
    const isPasted = this.pasted;
    input.value = this.told.fix;
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    if (isPasted) form.requestSubmit();
  }

  // A frame or an id that is pasted into an empty field is probably what is sought.
  #paste(event) {
    const text = event.clipboardData?.getData("text").trim() ?? "";
    const isAll = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    const id = UUID.test(text) ? text : FRAME.exec(text)?.[1];
    if (!isAll || !id) return;
    const value = /[\s()",*\\]|^[-<>~]/.test(id) ? `"${id}"` : id;
    setTimeout(() => {
      this.pasted = {
        detail: UUID.test(text) ? "This looks like the id of a message" : "This looks like a frame",
        fix: `id:${value}`,
      };
      this.#tell();
    });
  }
}

if (form && input) new SearchBox();
