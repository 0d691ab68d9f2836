"""Reads a page of metrics with the parser of Prometheus' own Python client.

usage: metrics_reader.py URL
Prints one line `ok: …` for each thing that held; exits 1 at the first that does not hold.
"""
import sys
import time
import urllib.error
import urllib.request

from prometheus_client.parser import text_string_to_metric_families


def check(holds, what):
    print(("ok: " if holds else "FAILED: ") + what, flush=True)
    if not holds:
        sys.exit(1)


def scrape(url):
    """The page; the listener may still be coming up."""
    for _ in range(50):
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:
                return answer.headers["Content-Type"], answer.read().decode()
        except urllib.error.URLError:
            time.sleep(0.1)
    sys.exit("nobody listens")


kind, text = scrape(sys.argv[1])
check(kind == "text/plain; version=0.0.4; charset=utf-8", "content type")
families = {family.name: family for family in text_string_to_metric_families(text)}
check(all(name.startswith("lianfang_") for name in families), "names")
check(all(family.documentation and family.type != "unknown" for family in families.values()), "help and type")
up = families["lianfang_up"].samples
check([(s.labels, s.value) for s in up] == [({"bot": "testbot"}, 1.0)], "up")
buckets = [s for s in families["lianfang_batch_rows"].samples if s.name.endswith("_bucket")]
check(buckets[-1].labels["le"] == "+Inf", "histogram ends")
outcomes = {s.labels["outcome"] for s in families["lianfang_decisions"].samples}
check({"reported", "chatter", "fired"} <= outcomes, "outcomes")
print("ok: done", flush=True)
