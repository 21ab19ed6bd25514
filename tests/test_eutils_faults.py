"""The stand-in's faults, its limit and its connections, seen with plain sockets and requests."""

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from lxml import etree

from tests.eutils import FAULTS, Eutils, Fault, article_set, record
from tests.eutils.rate import Rate, busiest

ROOT = Path(__file__).resolve().parents[1]
RECORDS = {str(number): record(str(number), f"Study {number}") for number in (1, 2, 3)}
WHOLE = article_set(RECORDS["1"], RECORDS["2"])


@pytest.fixture
def service() -> Iterator[Eutils]:
    with Eutils(RECORDS) as running:
        yield running


def fetch(service: Eutils, ids: str = "1,2", timeout: float = 5, **form: str) -> requests.Response:
    form = {"db": "pubmed", "id": ids, "retmode": "xml", **form}
    return requests.post(f"{service.url}/efetch.fcgi", data=form, timeout=timeout, allow_redirects=False)


def titles(answer: requests.Response) -> list[str]:
    return [one.text or "" for one in etree.fromstring(answer.content).iterfind(".//ArticleTitle")]


def raw(service: Eutils, program: str = "efetch.fcgi", body: str = "id=1,2") -> bytes:
    """All that comes over the wire until the end of the connection."""
    where = urlsplit(service.url)
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=5) as connection:
        length = f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        connection.sendall(f"POST {where.path}/{program} HTTP/1.1\r\nHost: here\r\n{length}{body}".encode())
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize(
    ("fault", "status", "kind", "part"),
    [
        ("400", 400, "application/json", '"api-key": "s3cret"'),
        ("429", 429, "application/json", "API rate limit exceeded"),
        ("500", 500, "text/html", "Server Error"),
        ("502", 502, "text/html", "Bad Gateway"),
        ("503", 503, "text/html", "Service Unavailable"),
        ("302", 302, "text/html", ""),
        ("html", 200, "text/html", "looked after"),
        ("json", 200, "application/json", "error forwarding request"),
        ("empty", 200, "text/plain", ""),
    ],
)
def test_an_answer_of_another_kind(service: Eutils, fault: Fault, status: int, kind: str, part: str) -> None:
    service.fail(fault)
    answer = fetch(service, api_key="s3cret")
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (status, kind)
    assert part in answer.text
    assert "Retry-After" not in answer.headers
    assert ("Location" in answer.headers) == (fault == "302")
    assert bool(answer.content) == (fault != "empty")
    assert titles(fetch(service)) == ["Study 1", "Study 2"]


@pytest.mark.parametrize(
    ("fault", "first", "second"),
    [
        ("drop", ["Study 2"], ["Study 1", "Study 2"]),
        ("gone", ["Study 2"], ["Study 2"]),
        ("duplicate", ["Study 1", "Study 1", "Study 2"], ["Study 1", "Study 2"]),
        ("wrong_id", ["Study 3", "Study 2"], ["Study 1", "Study 2"]),
    ],
)
def test_records_that_are_not_those_asked_for(
    service: Eutils, fault: Fault, first: list[str], second: list[str]
) -> None:
    service.fail(fault)
    requests.get(f"{service.url}/esearch.fcgi", {"term": "study"}, timeout=5)  # waits for efetch
    assert titles(fetch(service)) == first
    assert titles(fetch(service)) == second


def test_half_a_document_announced_as_whole(service: Eutils) -> None:
    service.fail("cut")
    assert fetch(service).content == WHOLE[: len(WHOLE) // 2]


def test_fewer_bytes_than_announced(service: Eutils) -> None:
    service.fail("truncated")
    head, _, body = raw(service).partition(b"\r\n\r\n")
    assert f"Content-Length: {len(WHOLE)}".encode() in head
    assert body == WHOLE[: len(WHOLE) // 2]
    service.fail("truncated")
    with pytest.raises(requests.RequestException):
        fetch(service)


def test_gzip_that_is_none(service: Eutils) -> None:
    service.fail("garbage")
    with pytest.raises(requests.exceptions.ContentDecodingError):
        fetch(service)


def test_a_connection_closed_without_an_answer(service: Eutils) -> None:
    service.fail("hangup")
    assert raw(service) == b""
    service.fail("hangup")
    with pytest.raises(requests.ConnectionError, match="closed"):
        fetch(service)


def test_a_connection_reset_without_an_answer(service: Eutils) -> None:
    service.fail("reset")
    with pytest.raises(ConnectionResetError):
        raw(service)
    service.fail("reset")
    with pytest.raises(requests.ConnectionError, match="reset"):
        fetch(service)


def test_no_answer_until_the_end(service: Eutils) -> None:
    service.fail("slow")
    with pytest.raises(requests.ReadTimeout):
        fetch(service, timeout=0.1)
    service.fail("slow")
    answers: list[bytes] = []
    waiting = threading.Thread(target=lambda: answers.append(raw(service)))
    waiting.start()
    while len(service.requests) < 2:
        time.sleep(0.01)
    service.__exit__()
    waiting.join(5)
    assert answers == [b""]


def test_a_byte_now_and_then(service: Eutils) -> None:
    service.pause = 0
    service.fail("trickle")
    assert fetch(service).content == WHOLE
    service.pause = 60
    service.fail("trickle")
    with requests.post(f"{service.url}/efetch.fcgi", data={"id": "1,2"}, stream=True, timeout=5) as answer:
        assert answer.raw.read1() == WHOLE[:1]


def test_an_answer_that_goes_on_and_on(service: Eutils) -> None:
    service.huge = 1 << 40
    service.fail("huge")
    with requests.post(f"{service.url}/efetch.fcgi", data={"id": "1,2"}, stream=True, timeout=5) as answer:
        assert answer.headers["Content-Length"] == str(1 << 40)
        chunks = answer.iter_content(1 << 20)
        assert next(chunks).startswith(WHOLE.removesuffix(b"</PubmedArticleSet>"))
        assert next(chunks).isspace()
    assert titles(fetch(service)) == ["Study 1", "Study 2"]


def test_faults_wait_for_their_program_in_their_order(service: Eutils) -> None:
    service.fail("500", program="esearch.fcgi")
    service.fail("503", times=2)
    service.fail("502", program="epost.fcgi")
    assert [fetch(service).status_code for _ in range(3)] == [503, 503, 200]
    found = requests.get(f"{service.url}/esearch.fcgi", {"term": "study"}, timeout=5)
    assert found.status_code == 500
    assert requests.post(f"{service.url}/epost.fcgi", data={"id": "1"}, timeout=5).status_code == 502
    with pytest.raises(ValueError, match="no such fault"):
        service.fail("nonsense")  # type: ignore[arg-type]


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - {"slow", "trickle", "huge", "hangup", "reset", "garbage"}))
def test_every_service_can_fail(service: Eutils, fault: Fault) -> None:
    where = {"idconv": service.idconv_url, "europepmc": f"{service.europepmc_url}/search"}
    form = {"query": "SRC:MED", "ids": "1", "format": "json"}
    for program, url in where.items():
        good = requests.get(url, form, timeout=5).content
        service.fail(fault, program=program)
        try:
            spoiled = requests.get(url, form, timeout=5, allow_redirects=False).content
        except requests.RequestException:
            spoiled = b""
        assert (spoiled == good) == (fault in {"drop", "gone", "duplicate", "wrong_id"})


def test_the_limit_is_3_a_second_and_10_with_a_key() -> None:
    with Eutils(RECORDS, limited=True, clock=lambda: 100.0) as service:
        service.fail("500", program="esearch.fcgi")
        session = requests.Session()

        def statuses(count: int, **form: str) -> list[int]:
            url = f"{service.url}/efetch.fcgi"
            return [session.post(url, data={"id": "1", **form}, timeout=5).status_code for _ in range(count)]

        assert statuses(4) == [200, 200, 200, 429]
        assert statuses(11, api_key="k") == [200] * 10 + [429]
        refused = session.post(f"{service.url}/efetch.fcgi", data={"id": "1"}, timeout=5)
        assert "Retry-After" not in refused.headers
        said = {"error": "API rate limit exceeded", "api-key": "127.0.0.1", "count": "5", "limit": "3"}
        assert refused.json() == said
        assert session.get(service.idconv_url, params={"ids": "1", "format": "json"}, timeout=5).ok
        assert service.busiest(programs=["efetch.fcgi"]) == 16
        assert session.get(f"{service.url}/esearch.fcgi", timeout=5).status_code == 429  # the fault waits
        assert len(service.requests) == len(service.times) == 18


def test_the_limit_counts_the_second_before_each_request() -> None:
    rate = Rate()
    times = [0.0, 0.5, 0.75, 1.0, 1.25, 1.5, 2.5]
    assert [rate.refusal(now, None) is None for now in times] == [True, True, True, True, False, False, True]
    assert busiest(times) == 4
    assert busiest([]) == 0


def test_connections_are_kept_alive_and_their_threads_end() -> None:
    before = set(threading.enumerate())
    with Eutils(RECORDS) as service:
        where = urlsplit(service.url)
        assert where.hostname == "127.0.0.1"
        connection = http.client.HTTPConnection("127.0.0.1", where.port or 0, timeout=5)
        sockets = set()
        for _ in range(50):
            connection.request("POST", f"{where.path}/efetch.fcgi", "id=1,2")
            assert connection.getresponse().read() == WHOLE
            sockets.add(connection.sock)
        assert len(sockets) == 1
        assert len(set(threading.enumerate()) - before) == 2  # the loop and this connection
        many = [socket.create_connection(("127.0.0.1", where.port or 0)) for _ in range(20)]
    assert set(threading.enumerate()) == before
    for one in (*many, connection):
        one.close()
    service.__exit__()  # a second time
    with pytest.raises(requests.ConnectionError):
        fetch(service)


def test_threads_at_once_lose_nothing(service: Eutils) -> None:
    service.fail("500", times=20)
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda: statuses.extend(fetch(service).status_code for _ in range(10)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (statuses.count(500), statuses.count(200)) == (20, 60)
    assert len(service.requests) == 80


def test_what_is_not_there(service: Eutils) -> None:
    assert requests.get(f"{service.url}/nothing.fcgi", timeout=5).status_code == 404
    assert requests.get(f"{service.europepmc_url}/", timeout=5).status_code == 404


def test_by_hand(tmp_path: Path) -> None:
    records = tmp_path / "some.xml"
    records.write_bytes(article_set(RECORDS["2"]))
    command = [sys.executable, "-m", "tests.eutils", "--records", str(records), "--fault", "503"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        lines = [process.stdout.readline() for _ in range(4)] if process.stdout else []
        addresses = dict(re.findall(r"export (\w+)=(\S+)", "".join(lines)))
        url = addresses["CLAIMDIFF_EUTILS_URL"]
        answers = [requests.get(f"{url}/efetch.fcgi", {"id": "2", "retmode": "xml"}, timeout=5) for _ in range(2)]
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
    assert [answer.status_code for answer in answers] == [503, 200]
    assert titles(answers[1]) == ["Study 2"]
    assert set(addresses) == {"CLAIMDIFF_EUTILS_URL", "CLAIMDIFF_IDCONV_URL", "CLAIMDIFF_EUROPEPMC_URL"}


@pytest.mark.parametrize("wrong", [["--records", "no such file"], ["--port", "99999"], ["--fault", "nonsense"]])
def test_by_hand_wrongly(wrong: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.eutils", *wrong],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_an_announced_error_is_json(service: Eutils) -> None:
    service.fail("json", program="esearch.fcgi")
    answer = requests.get(f"{service.url}/esearch.fcgi", {"term": "study", "retmode": "json"}, timeout=5)
    assert (answer.status_code, json.loads(answer.text)["status"]) == (200, "ok")
