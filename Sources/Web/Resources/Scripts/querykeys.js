// The keys of the query language as the search bar offers them. A test holds them against the language itself.

// name, what it means; "counted": its values come with counts; "compared": > and < have a meaning.
export const KEYS = [
  ["action", "what was sent", "counted"],
  ["charger", "identity of the charging station", "counted"],
  ["site", "id or name of the site", "counted"],
  ["connector", "its number, 0 is the whole station", "counted compared"],
  ["evse", "its number in OCPP 2.x", "counted compared"],
  ["status", "state that is reported, or status of the answer", "counted"],
  ["result", "how the exchange ended", "counted"],
  ["error", "code of what went wrong", "counted"],
  ["source", "who sent the request", "counted"],
  ["tag", "id tag or id token", "counted"],
  ["tx", "id of the transaction", "counted compared"],
  ["id", "id of the entry, or unique id of its message", ""],
  ["level", "level that the message belongs to", "counted"],
  ["kind", "what the entry is a record of", "counted"],
  ["severity", "how serious it is", "counted"],
  ["is", "a sort of entries", ""],
  ["reason", "why it is no plain exchange", "counted"],
  ["finding", "rule that found something", "counted"],
  ["version", "version of OCPP", "counted compared"],
  ["vendor", "who built the station", ""],
  ["model", "model of the station", ""],
  ["firmware", "firmware of the station", "compared"],
  ["latency", "time to the answer: 500ms, 2s", "compared"],
  ["size", "bytes of request and response: 4kb", "compared"],
].map(([name, meaning, traits]) => ({
  name, meaning, isCounted: traits.includes("counted"), isCompared: traits.includes("compared"),
}));

// What `is:` knows.
export const MARKS = [
  "error", "warning", "ok", "rejected", "unanswered", "orphan", "malformed", "invalid", "slow", "routine", "boot",
  "duplicate", "offline", "pinned",
];

export const keyNamed = (name) => KEYS.find((key) => key.name === name.toLowerCase());
