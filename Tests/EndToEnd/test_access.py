"""Who may read and who may write: this machine, under its own name, from its own pages."""

import socket

import pytest


def ask(server, head):
    """Sends a request head as it is; the status and all of the answer."""
    with socket.create_connection(("127.0.0.1", server.http_port), timeout=20) as client:
        client.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n")
        answer = b""
        while data := client.recv(1 << 16):
            answer += data
    return int(answer.split(b" ", 2)[1]), answer.decode("utf-8", "replace")


PATHS = ["/logs", "/api/v1/entries", "/entries/00000000-1"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "localhost.evil:80"])
def test_a_foreign_host_name_is_refused(controller, path, host):
    status, answer = ask(controller, f"GET {path} HTTP/1.1\nHost: {host.format(port=controller.http_port)}\nConnection: close")
    assert status in (400, 403, 421), answer[:300]
    assert "entries\":" not in answer


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}"])
def test_the_names_of_this_machine_are_served(controller, host):
    head = f"GET /api/v1/entries?limit=1 HTTP/1.1\nHost: {host.format(port=controller.http_port)}\nConnection: close"
    assert ask(controller, head)[0] == 200


@pytest.mark.parametrize("path", PATHS[:2])
def test_a_foreign_origin_is_refused(controller, path):
    host = f"127.0.0.1:{controller.http_port}"
    for origin in ["https://evil.example", "null", "http://127.0.0.1.evil.example"]:
        status, answer = ask(controller, f"GET {path} HTTP/1.1\nHost: {host}\nOrigin: {origin}\nConnection: close")
        assert status == 403, answer[:300]
    status, _ = ask(controller, f"GET {path} HTTP/1.1\nHost: {host}\nOrigin: http://{host}\nConnection: close")
    assert status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_is_written_without_the_token(controller, method):
    head = f"{method} /api/v1/entries HTTP/1.1\nHost: 127.0.0.1:{controller.http_port}\nContent-Length: 0\nConnection: close"
    assert ask(controller, head)[0] in (401, 403, 404, 405)


def test_pages_forbid_what_they_do_not_need(controller):
    answer = controller.http.get("/logs")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"].startswith("text/html")


def test_the_root_leads_to_the_logs(controller):
    answer = controller.http.get("/", follow_redirects=True)
    assert answer.status_code == 200 and answer.url.path == "/logs"


@pytest.mark.parametrize("path", ["/nothing", "/static/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/logs/x", "/.token"])
def test_what_is_not_there_is_not_found(controller, path):
    status, answer = ask(controller, f"GET {path} HTTP/1.1\nHost: 127.0.0.1:{controller.http_port}\nConnection: close")
    assert status in (400, 404) and "root:" not in answer


@pytest.mark.parametrize("garbage", ["\x00\x01\x02", "GET", "GET /logs HTTP/9.9\nHost: x", "GET /logs HTTP/1.1"])
def test_garbage_on_the_port_of_the_pages_harms_nobody(controller, bystander, garbage):
    with socket.create_connection(("127.0.0.1", controller.http_port), timeout=5) as client:
        client.sendall(garbage.replace("\n", "\r\n").encode() + b"\r\n\r\n")
        client.shutdown(socket.SHUT_WR)
        answer = b""
        try:
            while data := client.recv(1 << 16):
                answer += data
        except ConnectionError:
            pass
    assert answer == b"" or int(answer.split(b" ", 2)[1]) >= 400
    assert controller.page(limit=1)
