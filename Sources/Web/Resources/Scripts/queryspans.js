// Where the terms of a query lie: for painting them while they are typed, and for completing the one at the caret.
// Whether the query can be read is the server's to say.

const TOKEN = /["“”](?:\\.|[^"“”\\])*["“”]?|[()]|(?:["“”](?:\\.|[^"“”\\])*["“”]?|[^\s()"“”])+/g;
const TERM = /^(-?)([A-Za-z][A-Za-z0-9_.[\]*-]*)(:)(.*)$/s;

export function tokensOf(text) {
  const tokens = [];
  for (const found of text.matchAll(TOKEN)) {
    const start = found.index;
    const last = tokens.at(-1);
    // A quote belongs to the term that it is glued to.
    if (last && last.end === start && /^["“”]/.test(found[0]) && /[:,]$/.test(last.text)) {
      last.text += found[0];
      last.end += found[0].length;
    } else {
      tokens.push({ start, end: start + found[0].length, text: found[0] });
    }
  }
  return tokens;
}

// The pieces of a text in their order, each with what it is: key, value, word, logic, bracket; blanks between them.
export function piecesOf(text) {
  const pieces = [];
  let at = 0;
  const add = (kind, piece) => {
    if (piece) pieces.push({ kind, start: at, text: piece });
    at += piece.length;
  };
  for (const token of tokensOf(text)) {
    add("blank", text.slice(at, token.start));
    const term = TERM.exec(token.text);
    if (term) {
      add("logic", term[1]);
      add("key", term[2] + term[3]);
      add("value", term[4]);
    } else if (/^[()]$/.test(token.text)) add("bracket", token.text);
    else if (/^(AND|OR|NOT)$/.test(token.text)) add("logic", token.text);
    else add(/^["“”]/.test(token.text) ? "value" : "word", token.text);
  }
  add("blank", text.slice(at));
  return pieces;
}

// The term at a place: the key that is being typed, or the value behind its colon, and from where to where it lies.
export function termAt(text, caret) {
  const token = tokensOf(text).find(({ start, end }) => start <= caret && caret <= end);
  if (!token) return { kind: "none", start: caret, end: caret, typed: "", token: undefined };
  const head = text.slice(token.start, caret);
  const term = TERM.exec(head);
  if (!term) {
    const typed = head.replace(/^-/, "");
    const isKey = /^[A-Za-z_]*$/.test(typed) && !/[:"“”()]/.test(token.text);
    return { kind: isKey ? "key" : "none", start: caret - typed.length, end: token.end, typed, token };
  }
  const [, sign, key, , values] = term;
  const comma = values.replace(/"[^"]*"/g, (quoted) => "x".repeat(quoted.length)).lastIndexOf(",");
  const piece = values.slice(comma + 1);
  const operator = /^(>=|<=|>|<)/.exec(piece)?.[0] ?? "";
  const start = token.start + sign.length + key.length + 1 + comma + 1 + operator.length;
  const rest = /^[^,]*/.exec(text.slice(caret, token.end))[0];
  return {
    kind: "value", key, operator, isFirst: comma < 0, start, end: caret + rest.length, token,
    typed: piece.slice(operator.length).replace(/^["“”]/, ""),
  };
}

// A value as it stands in a query: in quotes where something in it has a meaning.
export function written(value) {
  if (value && !/[\s()",*\\“”]|\.\.|^[-<>~]/.test(value)) return value;
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

// The text without a term and without the other terms of the same key: what its values are counted in.
export function without(text, token, key) {
  const isOther = (one) => one.start !== token.start && TERM.exec(one.text)?.[2].toLowerCase() !== key.toLowerCase();
  return tokensOf(text).filter(isOther).map((one) => one.text).join(" ");
}
