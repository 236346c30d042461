// The box for files takes what is dropped on it or pasted on the page. Without this script its fields do the same.

const box = document.querySelector("form.upload");
const said = box?.querySelector(".drop-said");
const most = Number(box?.dataset.most);

function say(text) {
  said.textContent = text;
  said.hidden = !text;
}

function fault(files) {
  if (files.length > 1) return "One file at a time. Several fit into one zip file.";
  if (files[0].size === 0) return `${files[0].name} is empty, or a folder.`;
  if (files[0].size <= most) return "";
  return `${files[0].name} is larger than ${most / 1e6} MB. The command line takes files of any size, see below.`;
}

function take(files) {
  const why = fault(files);
  say(why);
  if (why) return;
  box.elements.file.files = files;
  box.requestSubmit();
}

if (box) {
  // Whether the pointer is over the box: entering a field of it comes before leaving the one around.
  let depth = 0;
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  const mark = (step) => {
    depth = step ? depth + step : 0;
    box.classList.toggle("over", depth > 0);
  };
  box.querySelector(".drop-hint").hidden = false;
  box.addEventListener("dragenter", (event) => hasFiles(event) && mark(1));
  box.addEventListener("dragleave", (event) => hasFiles(event) && mark(-1));
  // A file that misses the box would be opened instead of the page.
  document.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(0);
    if (box.contains(event.target)) take(event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => {
    const { files } = event.clipboardData;
    if (files.length > 0) {
      event.preventDefault();
      take(files);
    } else if (!event.target.closest?.("input, textarea")) {
      event.preventDefault();
      box.elements.text.value = event.clipboardData.getData("text/plain");
      box.elements.text.focus();
    }
  });
  box.elements.file.addEventListener("change", () => {
    const { files } = box.elements.file;
    say(files.length > 0 ? fault(files) : "");
  });
  box.addEventListener("submit", (event) => {
    const { files } = box.elements.file;
    if (files.length === 0 || !fault(files)) return;
    event.preventDefault();
    say(fault(files));
  });
}
