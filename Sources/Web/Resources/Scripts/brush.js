// Dragging over the drawing of entries over time asks for that stretch. Its bars are links, so that nobody needs to drag.

import { show, whenCounted } from "./results.js";
import { element, pageWith } from "./rows.js";

const LEAST = 6; // pixels: less is a click

const band = element("div", { class: "brush", hidden: true, "aria-hidden": "true" });
let drawing;
let begin;
let isDragged = false;

const share = (x) => {
  const { left, width } = drawing.getBoundingClientRect();
  return Math.min(1, Math.max(0, (x - left) / width));
};

function momentAt(part) {
  const [from, to] = [drawing.dataset.from, drawing.dataset.to].map((text) => Date.parse(text));
  return new Date(from + (to - from) * part).toISOString();
}

function draw(x) {
  const [low, high] = [share(begin), share(x)].sort((a, b) => a - b);
  band.hidden = false;
  band.style.left = `${low * 100}%`;
  band.style.width = `${(high - low) * 100}%`;
}

function end() {
  begin = undefined;
  band.hidden = true;
}

function prepare() {
  end();
  drawing = document.getElementById("histogram");
  if (!drawing?.dataset.from || !drawing.dataset.to) return;
  const frame = element("div", { class: "brushed" });
  drawing.before(frame);
  frame.append(drawing, band);
  drawing.addEventListener("pointerdown", (event) => {
    isDragged = false;
    if (event.button === 0 && event.pointerType !== "touch") begin = event.clientX;
  });
  // The bars are links: the end of a drag is no click on one, and they are not dragged away themselves.
  drawing.addEventListener("click", (event) => { if (isDragged) event.preventDefault(); }, true);
  drawing.addEventListener("dragstart", (event) => event.preventDefault());
}

addEventListener("pointermove", (event) => {
  if (begin === undefined) return;
  isDragged ||= Math.abs(event.clientX - begin) >= LEAST;
  if (isDragged) draw(event.clientX);
});
addEventListener("pointerup", (event) => {
  if (begin === undefined) return;
  const [low, high] = [share(begin), share(event.clientX)].sort((a, b) => a - b);
  end();
  if (!isDragged || low === high) return;
  show(pageWith({ since: null, in: null, from: momentAt(low), to: momentAt(high) }));
});
addEventListener("pointercancel", end);
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && begin !== undefined) end();
});
whenCounted(prepare);
prepare();
