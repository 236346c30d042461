// What can be done with a row: ⋯ leads to a page of links, which is fetched and shown beside the row. A link and no button of a
// form: a browser looks for all buttons of a form again for each row that comes in.

import { offerCopies } from "./copy.js";
import { element, isPlain, leadBack } from "./rows.js";

const EDGE = 8; // pixels that are left free at the edge of the window

const opening = new WeakMap(); // menus by the links that they take the place of

function open(more) {
  if (!opening.has(more)) opening.set(more, replace(more));
  return opening.get(more);
}

async function replace(more) {
  let list;
  try {
    const answer = await fetch(more.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list = page.getElementById("menu");
  } catch {
    // The server does not answer: the browser says so.
  }
  if (!more.isConnected) return undefined;
  if (!list?.showPopover) return location.assign(more.href);
  const words = element("span", { class: "hidden" }, more.getAttribute("aria-label"));
  const summary = element("summary", {}, element("span", { "aria-hidden": "true" }, more.textContent), words);
  const menu = element(
    "details", { name: "menu" }, summary, element("ul", { popover: "manual" }, ...list.children));
  leadBack(menu, `#${more.closest("tr").id}`);
  offerCopies(menu);
  const hadFocus = document.activeElement === more;
  more.replaceWith(menu);
  menu.addEventListener("toggle", () => (menu.open ? show(menu) : menu.lastChild.hidePopover()));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !menu.open) return;
    event.preventDefault();
    menu.open = false;
    summary.focus();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false;
  });
  show(menu);
  if (hadFocus) summary.focus();
  return menu;
}

// Above all that the page shows: below ⋯, or above it where there is no room.
function show(menu) {
  const [summary, list] = menu.children;
  menu.open = true;
  list.togglePopover(true);
  const { top, bottom, right } = summary.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = list;
  const places = [bottom, top - height, Math.max(EDGE, innerHeight - height - EDGE)];
  const place = places.find((y) => y >= 0 && y + height <= innerHeight) ?? places[2];
  list.style.top = `${place + scrollY}px`;
  list.style.left = `${Math.max(EDGE, right - width) + scrollX}px`;
}

// Opens the menu of a row; gives nothing where there is none, or where its page is loaded instead.
export function openMenu(row) {
  const menu = row.querySelector(".c-menu details");
  if (menu) show(menu);
  const more = row.querySelector("a.more");
  return menu ?? (more && open(more));
}

export function closeMenus() {
  for (const menu of document.querySelectorAll('details[name="menu"][open]')) menu.open = false;
}

document.addEventListener("pointerdown", ({ target }) => {
  if (!target.closest?.('details[name="menu"]')) closeMenus();
});
document.addEventListener("click", (event) => {
  const more = event.target.closest?.("a.more");
  if (!more || !isPlain(event)) return;
  event.preventDefault();
  open(more);
});
// Rows that come in know nothing of the search, also for who opens the page of links beside this one.
for (const kind of ["pointerdown", "focusin"]) {
  document.addEventListener(kind, ({ target }) => {
    const more = target.closest?.("a.more");
    if (more) more.search = location.search;
  });
}
