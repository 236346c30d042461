// Buttons that copy: <button type="button" hidden data-copy="ID"> copies the text of the element with that id,
// <button … data-copy-text="TEXT"> the text itself. They stay hidden where nothing can be copied.

// Clipboards are open to pages of secure origins only; this machine's own name is one.
const canCopy = Boolean(navigator.clipboard);
const labels = new WeakMap(); // what buttons say when they say nothing else

function textOf(button) {
  const { copy, copyText } = button.dataset;
  return copyText ?? document.getElementById(copy)?.textContent ?? "";
}

async function copy(button) {
  if (!labels.has(button)) labels.set(button, [...button.childNodes]);
  try {
    await navigator.clipboard.writeText(textOf(button));
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not copied: the browser refused";
  }
  setTimeout(() => button.replaceChildren(...labels.get(button)), 2000);
}

export function offerCopies(root = document) {
  if (!canCopy) return;
  for (const button of root.querySelectorAll("[data-copy], [data-copy-text]")) button.hidden = false;
}

// Rows of the log are blocks to the browser: it would copy each cell as a line of its own.
document.addEventListener("copy", (event) => {
  const selection = getSelection();
  const isCopied = (part) => selection.containsNode(part, true);
  const rows = [...document.querySelectorAll(".log.parted tr")].filter(isCopied);
  const lines = rows.map((row) => [...row.cells].filter((cell) => isCopied(cell) && !cell.matches(".c-menu")));
  if (lines.flat().length < 2) return;
  event.preventDefault();
  const text = (cell) => cell.textContent.trim().replace(/\s+/g, " ");
  event.clipboardData.setData("text/plain", lines.map((cells) => cells.map(text).join("\t")).join("\n"));
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-copy], [data-copy-text]");
  if (button) copy(button);
});
offerCopies();
