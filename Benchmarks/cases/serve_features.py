"""Requests of a web server for the 92 communes with all columns of coverage, and for a box of them: a
thousand answers by 50 connections of wrk (apt-get install wrk), against pygeoapi on the same GeoPackage,
in two processes of gunicorn.

pygeoapi reads GeoPackages by SpatiaLite (apt-get install libsqlite3-mod-spatialite) and wants a Python
that loads extensions of SQLite, as that of Debian does.
"""
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request

from harness import Failure, Measurement, Row

TITLE = "a thousand answers of a server"
DATA = []
ROWS = [
    Row("ours_page", "peer_page", "pygeoapi, a page of 92", 20, "check_page"),
    Row("ours_box", "peer_box", "pygeoapi, a box", 20, "check_box"),
]
PATH = "/collections/coverage/items?limit=100&f=json"
BOX = PATH + "&bbox=5.3,43.2,5.5,43.4"
CONNECTIONS = 50
ANSWERS = 1000
SECONDS = 10


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(address):
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read()


def asked(command, port, path, out, environment=None):
    """Seconds of a thousand answers of a server, whose answer goes to a file."""
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        for _ in range(300):
            try:
                answer = fetch(f"http://127.0.0.1:{port}{path}")
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise Failure(f"{command[0]} does not answer")
        pathlib.Path(out).write_bytes(answer)
        text = subprocess.run(
            ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "30s",
             f"http://127.0.0.1:{port}{path}"],
            capture_output=True, text=True, check=True).stdout
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
    if "Non-2xx" in text or rate == 0:
        raise Failure(f"{command[0]}: {text.strip()}")
    return ANSWERS / rate


def results(out):
    """The folder of the main job's results, made once for both."""
    return pathlib.Path(out) / "results"


def ours(bench, out, path, name):
    if not results(out).exists():
        bench.amp_geo("run", "-q", "-o", results(out), timings=False)
    server = pathlib.Path(bench.binary).parent / "amp-geo-server"
    if not server.exists():
        raise Failure("amp-geo-server is not built: make server")
    port = free_port()
    seconds = asked(
        [str(server), "--quiet", "--port", str(port), str(results(out))], port, path,
        f"{out}/ours_{name}.json")
    return Measurement(seconds, seconds, 0, {})


def ours_page(bench, out):
    return ours(bench, out, PATH, "page")


def ours_box(bench, out):
    return ours(bench, out, BOX, "box")


CONFIGURATION = """
server:
  bind: {{host: 127.0.0.1, port: {port}}}
  url: http://127.0.0.1:{port}
  mimetype: application/json; charset=UTF-8
  encoding: utf-8
  language: en-US
  limits: {{default_items: 10, max_items: 10000}}
  map: {{url: "http://127.0.0.1/{{z}}/{{x}}/{{y}}.png", attribution: none}}
logging: {{level: ERROR}}
metadata:
  identification: {{title: t, description: d, keywords: [k], keywords_type: theme,
    terms_of_service: none, url: "http://127.0.0.1"}}
  license: {{name: n, url: "http://127.0.0.1"}}
  provider: {{name: n, url: "http://127.0.0.1"}}
  contact: {{name: n, position: p, address: a, city: c, stateorprovince: s, postalcode: p, country: c,
    phone: "1", fax: "1", email: n@n, url: "http://127.0.0.1", hours: h, instructions: i, role: r}}
resources:
  coverage:
    type: collection
    title: coverage
    description: coverage
    keywords: [k]
    links: []
    extents: {{spatial: {{bbox: [4.7, 43.1, 5.9, 43.8],
      crs: "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}}}}
    providers:
      - {{type: feature, name: SQLiteGPKG, data: {data}, id_field: fid, table: coverage}}
"""


def peer(out, path, name):
    folder = pathlib.Path(out)
    port = free_port()
    (folder / "pygeoapi.yml").write_text(
        CONFIGURATION.format(port=port, data=results(out) / "amp-geo.gpkg"))
    programs = pathlib.Path(sys.executable).parent
    environment = os.environ | {
        "PYGEOAPI_CONFIG": str(folder / "pygeoapi.yml"),
        "PYGEOAPI_OPENAPI": str(folder / "pygeoapi-openapi.yml"),
        "SPATIALITE_LIBRARY_PATH": "mod_spatialite"}
    subprocess.run(
        [programs / "pygeoapi", "openapi", "generate", folder / "pygeoapi.yml", "--output-file",
         folder / "pygeoapi-openapi.yml"], env=environment, check=True, capture_output=True)
    return asked(
        [str(programs / "gunicorn"), "-w", "2", "-k", "gthread", "--threads", "8", "-b",
         f"127.0.0.1:{port}", "pygeoapi.flask_app:APP"], port, path, f"{out}/peer_{name}.json",
        environment)


def peer_page(data, out):
    return peer(out, PATH, "page")


def peer_box(data, out):
    return peer(out, BOX, "box")


def check(out, name):
    """Both have the same features with the same properties and vertices; a box of pygeoapi's selects by
    the boxes of features, and may give more."""
    import json

    def features(file):
        document = json.loads(pathlib.Path(file).read_text())
        return {f["properties"]["insee"]: f for f in document["features"]}

    mine, theirs = features(f"{out}/ours_{name}.json"), features(f"{out}/peer_{name}.json")
    differences = [] if mine.keys() <= theirs.keys() else ["features that pygeoapi has not"]
    if name == "page" and mine.keys() != theirs.keys():
        differences.append("other features")
    for key, feature in mine.items():
        other = theirs.get(key, {}).get("properties", {})
        wrong = [
            name for name, value in feature["properties"].items()
            if name != "id" and other.get(name) != value]
        if wrong:
            differences.append(f"{key}: {wrong[:3]}")
    return differences[:10]


def check_page(data, out):
    return check(out, "page")


def check_box(data, out):
    return check(out, "box")
