// What can be looked for from a row: ⋯ leads to a page of links, which is fetched and shown beside the row. A link and no
// button of a form: a browser looks for all buttons of a form again for each row that comes in.

import { element } from "./rows.js";

async function open(more) {
  const url = new URL(more.href);
  url.search = location.search;
  let links;
  try {
    const answer = await fetch(url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    links = page.getElementById("menu");
  } catch {
    // The server does not answer: the browser says so.
  }
  if (!links) return location.assign(url);
  const words = element("span", { class: "hidden" }, more.getAttribute("aria-label"));
  const summary = element("summary", {}, element("span", { "aria-hidden": "true" }, more.textContent), words);
  const menu = element("details", { name: "menu" }, summary, element("ul", {}, ...links.children));
  const hadFocus = document.activeElement === more;
  more.replaceWith(menu);
  // What is left out while nobody sees it cuts off what hangs out of it: not a menu that is open.
  menu.addEventListener("toggle", () => menu.closest("tbody")?.classList.toggle("menu-open", menu.open));
  // Now: a menu that comes open would be closed when another one is.
  menu.open = true;
  if (hadFocus) summary.focus();
}

document.addEventListener("click", (event) => {
  const more = event.target.closest?.("a.more");
  if (!more || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(more);
});
