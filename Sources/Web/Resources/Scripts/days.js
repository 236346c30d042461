// Days of the calendar in the zone that the page shows.

const timeZone = new URLSearchParams(location.search).get("tz") || "UTC";
const inDigits = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
const inWords = new Intl.DateTimeFormat(
  "en-GB", { timeZone, weekday: "long", year: "numeric", month: "long", day: "numeric" });

export const dayOf = (moment) => inDigits.format(new Date(moment));

// As the server says it: Sunday, 22 November 2026.
export function dayWords(moment) {
  const parts = Object.fromEntries(inWords.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]));
  return `${parts.weekday}, ${parts.day} ${parts.month} ${parts.year}`;
}
