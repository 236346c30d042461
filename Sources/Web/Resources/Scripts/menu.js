// What can be done with a row: ⋯ leads to a page of links, which is fetched and shown beside the row. A link and no button of a
// form: a browser looks for all buttons of a form again for each row that comes in.

import { offerCopies } from "./copy.js";
import { element, isPlain, leadBack } from "./rows.js";

const opening = new WeakMap(); // menus by the links that they take the place of

function open(more) {
  if (!opening.has(more)) opening.set(more, replace(more));
  return opening.get(more);
}

async function replace(more) {
  let links;
  try {
    const answer = await fetch(more.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    links = page.getElementById("menu");
  } catch {
    // The server does not answer: the browser says so.
  }
  if (!more.isConnected) return undefined;
  if (!links) return location.assign(more.href);
  const words = element("span", { class: "hidden" }, more.getAttribute("aria-label"));
  const summary = element("summary", {}, element("span", { "aria-hidden": "true" }, more.textContent), words);
  const menu = element("details", { name: "menu" }, summary, element("ul", {}, ...links.children));
  leadBack(menu, `#${more.closest("tr").id}`);
  offerCopies(menu);
  const hadFocus = document.activeElement === more;
  more.replaceWith(menu);
  // What is left out while nobody sees it cuts off what hangs out of it: not a menu that is open.
  menu.addEventListener("toggle", () => {
    const body = menu.closest("tbody");
    body?.classList.toggle("menu-open", Boolean(body.querySelector("details[open]")));
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !menu.open) return;
    event.preventDefault();
    menu.open = false;
    summary.focus();
  });
  // Now: a menu that comes open would be closed when another one is.
  menu.open = true;
  if (hadFocus) summary.focus();
  return menu;
}

// Opens the menu of a row; gives nothing where there is none, or where its page is loaded instead.
export function openMenu(row) {
  const menu = row.querySelector(".c-menu details");
  if (menu) menu.open = true;
  const more = row.querySelector("a.more");
  return menu ?? (more && open(more));
}

// A menu that somebody left open.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  document.querySelector('details[name="menu"][open]')?.removeAttribute("open");
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
