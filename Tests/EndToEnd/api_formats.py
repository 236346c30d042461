"""Values that Schemathesis cannot make of a schema alone: queries, cursors and names of time zones. It loads this as its hooks."""

import json
from urllib.parse import urlencode

import schemathesis
from hypothesis import strategies as st

WORDS = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=12)
VALUES = st.one_of(WORDS, WORDS.map(lambda word: word + "*"), st.just("*"))
KEYS = st.sampled_from(["action", "charger", "status", "error", "tag", "tx", "id", "reason", "site"])
TERMS = st.one_of(
    WORDS.map(lambda word: "x" + word.lower()),
    st.tuples(KEYS, VALUES).map(":".join),
    st.sampled_from(["kind:exchange", "source:cp,csms", "level:info", "connector:1", '"two words"']))
QUERIES = st.lists(st.one_of(TERMS, TERMS.map(lambda term: "-" + term)), max_size=6).map(" ".join)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Kolkata"])

ENTRY = {
    "action": "Heartbeat", "charger_id": "CP-9", "datetime": "2024-05-01T10:00:00Z", "source": "cp", "request": {},
    "response": {}}
LINES = st.lists(WORDS.map(lambda word: json.dumps({**ENTRY, "charger_id": word})), min_size=1, max_size=5).map(
    lambda lines: "\n".join(lines).encode())
ROWS = st.lists(WORDS, min_size=1, max_size=5).map(lambda words: "\n".join(
    ["charger_id,datetime,source,action", *(f"{word},2024-05-01T10:00:00Z,cp,Heartbeat" for word in words)]).encode())

schemathesis.openapi.media_type("application/x-ndjson", LINES)
schemathesis.openapi.media_type("application/octet-stream", LINES)
schemathesis.openapi.media_type("text/csv", ROWS)


@schemathesis.serializer("application/x-ndjson", "application/octet-stream", "text/csv")
def as_it_is(context, value):
    """What the strategies above make is bytes already; the examples of the document are text."""
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.hook
def filter_query(context, query):
    """The head of a request has a limit that a schema cannot tell: each value may be long, all of them together not."""
    return len(urlencode(query or {}, doseq=True)) < 20_000


schemathesis.openapi.format("ocpplogs-query", QUERIES)
schemathesis.openapi.format("ocpplogs-time-zone", ZONES)
# A cursor is right for one question only, which the test of pages asks; the empty one is right for all.
schemathesis.openapi.format("ocpplogs-cursor", st.just(""))
