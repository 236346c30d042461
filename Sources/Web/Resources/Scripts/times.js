// How long ago something was, as the title of its time: said when somebody points at it or comes to it by keyboard.

const STEPS = [[60, "second"], [60, "minute"], [24, "hour"], [Infinity, "day"]];
const words = new Intl.RelativeTimeFormat("en", { numeric: "always" });

export function ago(milliseconds) {
  let amount = (milliseconds - Date.now()) / 1_000;
  for (const [size, unit] of STEPS) {
    if (Math.abs(amount) < size) return words.format(Math.round(amount), unit);
    amount /= size;
  }
  return "";
}

for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, ({ target }) => {
    const time = target.closest?.("time[datetime]") ?? target.querySelector?.(":scope > time[datetime]");
    if (!time) return;
    const moment = time.getAttribute("datetime");
    const milliseconds = Date.parse(moment);
    if (!Number.isNaN(milliseconds)) time.title = `${ago(milliseconds)} · ${moment}`;
  });
}
