"""Ten thousand bad requests, clients that send or take nothing, connections left open by halves: the
server answers none with 5xx, and goes on serving."""
import random
import socket
import threading
import time
import urllib.parse

from client import BASE, COLLECTION, fetch, require

HOST, PORT = urllib.parse.urlsplit(BASE).netloc.split(":")
WORDS = [
    "bbox=", "bbox=1,2,3,nan", "limit=-1", "limit=1e9", "filter=((((", "filter='", "crs=x", "f=exe",
    "offset=99999999999999999999", "datetime=x", "bbox=5,44,6,43", "%00", "%ff", "a" * 9000, "after=-9",
    "filter=S_INTERSECTS(geometry,BBOX(1,2))", "limit=0", "&&&&", "=", "bbox-crs=", "filter=1=1",
]
PATHS = [
    "/", "/collections", f"/collections/{COLLECTION}/items", f"/collections/{COLLECTION}/items/%2e%2e",
    "/../../etc/passwd", "/collections/dUmmYColLection", "/%2e%2e/%2e%2e/etc/passwd", "//", "/\\",
    f"/collections/{COLLECTION}/tiles/WebMercatorQuad/30/0/0", "/xyz/x/y/z/w.pbf",
    f"/collections/{COLLECTION}/tiles/WebMercatorQuad/-1/0/0",
]


def connect():
    made = socket.create_connection((HOST, int(PORT)), timeout=20)
    return made


def raw(text, wait=True):
    """What some bytes get for an answer."""
    with connect() as client:
        client.sendall(text)
        if not wait:
            return b""
        client.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := client.recv(65536):
            answer += piece
            if len(answer) > 1 << 20:
                break
        return answer


def bad_requests(seed, count, wrong):
    generator = random.Random(seed)
    for _ in range(count):
        target = generator.choice(PATHS) + "?" + generator.choice(WORDS)
        kind = generator.randrange(8)
        text = f"GET {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
        if kind == 0:
            text = bytes(generator.randrange(256) for _ in range(200)) + b"\r\n\r\n"
        elif kind == 1:
            text = text[:generator.randrange(len(text))]
        elif kind == 2:
            text = text.replace(b"GET", generator.choice([b"POST", b"TRACE", b"\x00", b"G ET"]))
        elif kind == 3:
            text = text.replace(b"Host: a", b"Content-Length: 99999999999999999999")
        try:
            answer = raw(text, wait=kind != 4)
        except OSError:
            continue
        if answer.startswith(b"HTTP/1.1 5") or b"root:" in answer:
            wrong.append((text[:80], answer[:80]))


sleepers = [connect() for _ in range(150)]
for place, client in enumerate(sleepers):
    if place % 3 == 0:
        client.sendall(b"GET / HTTP/1.1\r\nHo")
    elif place % 3 == 1:
        # Asks for much, and takes none of it.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.sendall(
            f"GET /collections/{COLLECTION}/items?limit=1000 HTTP/1.1\r\nHost: a\r\n\r\n".encode() * 5)
    else:
        client.shutdown(socket.SHUT_WR)
wrong, threads = [], []
begin = time.monotonic()
for seed in range(20):
    threads.append(threading.Thread(target=bad_requests, args=(seed, 500, wrong)))
    threads[-1].start()
slowest = 0
while any(thread.is_alive() for thread in threads):
    moment = time.monotonic()
    fetch("/healthz")
    slowest = max(slowest, time.monotonic() - moment)
    time.sleep(0.1)
require(not wrong, f"{len(wrong)} wrong answers, such as {wrong[:1]}")
require(slowest < 2, f"a check of health took {slowest:.1f} s")
require(len(fetch(f"/collections/{COLLECTION}/items?limit=1000")) > 1000, "it serves no longer")
seconds = time.monotonic() - begin
time.sleep(max(0, 36 - seconds))
closed = 0
for client in sleepers:
    # One that has shut its window is told of the end only once that is open again.
    client.settimeout(8)
    try:
        while client.recv(1 << 20):
            pass
        closed += 1
    except ConnectionError:
        closed += 1
    except OSError:
        pass
require(closed >= 140, f"only {closed} of {len(sleepers)} idle clients were sent away")
print(f"hostile: 10,000 bad requests in {seconds:.0f} s, health within {slowest * 1000:.0f} ms,"
      f" {closed} of {len(sleepers)} idle clients sent away")
