"""A query that cannot be read is answered with its place and a way out, over HTTP and on the command line."""

import pytest
from program import run

# query, code, start, end, suggestion
BAD = [
    ("chager:CP-7", "unknown_key", 0, 6, "charger"),
    ("ws://host", "unknown_key", 0, 2, None),
    ("action:", "missing_value", 0, 7, None),
    ("action:a,,b", "missing_value", 8, 9, None),
    ("is:eror", "bad_value", 3, 7, "error"),
    ("latency:2", "bad_value", 8, 9, None),
    ("is:pined", "bad_value", 3, 8, "pinned"),
    ("masked:x", "unsupported", 0, 6, None),
    ("kind:exchanges", "bad_value", 5, 14, "exchange"),
    ("(a OR", "missing_operand", 3, 5, None),
    ("AND a", "missing_operand", 0, 3, None),
    ("(a", "unbalanced", 0, 1, None),
    ('action:"Boot', "unterminated_quote", 7, 12, None),
    ("charger:CP(1)", "missing_blank", 10, 11, None),
    ("from:yesterday", "time_in_query", 0, 4, None),
    ("action:~Boot", "reserved", 7, 8, None),
]


@pytest.mark.parametrize(("query", "code", "start", "end", "suggestion"), BAD, ids=[b[0] for b in BAD])
def test_the_api_names_the_fault_and_its_place(controller, query, code, start, end, suggestion):
    answer = controller.http.get("/api/v1/entries", params={"q": query})
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    problem = answer.json()
    assert (problem["code"], problem["start"], problem["end"]) == (code, start, end), problem
    assert problem["status"] == 400 and problem["title"] and problem["detail"]
    if suggestion:
        assert suggestion in problem["suggestions"]


def test_the_place_counts_utf_16_units(controller):
    problem = controller.http.get("/api/v1/entries", params={"q": "😀é chager:CP-7"}).json()
    assert (problem["start"], problem["end"]) == (4, 10)


def test_the_page_keeps_the_query_and_shows_the_fault(controller):
    answer = controller.http.get("/logs", params={"q": "chager:<b>CP-7"})
    assert answer.status_code in (200, 400)
    assert "charger" in answer.text and "chager:&lt;b&gt;CP-7" in answer.text and "<b>CP-7" not in answer.text


def test_the_command_line_points_at_the_fault_and_ends_with_2(controller):
    done = run("search", "chager:CP-7 is:error", data=controller.data)
    assert done.returncode == 2 and done.stdout == ""
    lines = done.stderr.splitlines()
    assert 'unknown key "chager"' in lines[0] and '"charger"' in lines[0]
    assert lines[1].endswith("chager:CP-7 is:error")
    assert lines[2].strip() == "^" * 6 and lines[2].index("^") == lines[1].index("chager")


@pytest.mark.parametrize(
    "parameters",
    [{"limit": "many"}, {"limit": "0"}, {"limit": "-1"}, {"limit": "1e9"}, {"cursor": "nonsense"}, {"from": "yesterday"},
     {"to": "2024-13-01T00:00:00Z"}])
def test_a_bad_parameter_is_a_problem_not_a_crash(controller, parameters):
    answer = controller.http.get("/api/v1/entries", params=parameters)
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert next(iter(parameters)) in answer.text


@pytest.mark.parametrize("id", ["nonsense", "00000000-1", "3f09a2c1-99999999999999999999", "%00", "..%2f..%2fetc"])
def test_an_entry_that_is_not_there_is_not_found(controller, id):
    for path in ["/api/v1/entries/", "/entries/"]:
        assert controller.http.get(path + id).status_code in (400, 404)


def test_a_query_of_any_length_is_answered(controller):
    for query in ["x" * 3000, "(" * 500, "a OR " * 300 + "b", "-" * 2000, '"' * 999, "\\" * 100, "\x00", "a:b:c:d"]:
        answer = controller.http.get("/api/v1/entries", params={"q": query})
        assert answer.status_code in (200, 400), (query[:20], answer.text)
