"""Values that Schemathesis cannot make of a schema alone: queries, cursors and names of time zones. It loads this as its hooks."""

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

schemathesis.openapi.format("ocpplogs-query", QUERIES)
schemathesis.openapi.format("ocpplogs-time-zone", ZONES)
# A cursor is right for one question only, which the test of pages asks; the empty one is right for all.
schemathesis.openapi.format("ocpplogs-cursor", st.just(""))
