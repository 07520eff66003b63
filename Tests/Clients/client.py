"""What the clients share: the address of the server, and requests."""
import json
import subprocess
import sys
import urllib.request

BASE = sys.argv[1].rstrip("/")
COLLECTION = sys.argv[2] if len(sys.argv) > 2 else "coverage"


def fetch(path):
    """The bytes of a resource, which has to be there."""
    address = path if path.startswith("http") else BASE + path
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read()


def document(path):
    """The JSON of a resource."""
    return json.loads(fetch(path))


def features(query=""):
    """All features of the collection, page by page."""
    found, address = [], f"{BASE}/collections/{COLLECTION}/items?limit=1000{query}"
    while address:
        page = document(address)
        found += page["features"]
        address = next((l["href"] for l in page["links"] if l["rel"] == "next"), None)
    return found


def run(*command):
    """The standard output of a program, which has to end well and say nothing of errors."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    said = done.stdout + done.stderr
    require(done.returncode == 0 and "ERROR" not in said, f"{' '.join(command)}: {said[-500:]}")
    return done.stdout


def require(holds, message):
    """Ends the client where something is not as it has to be."""
    if not holds:
        sys.exit(f"{sys.argv[0]}: {message}")
