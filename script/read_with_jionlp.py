"""Reads the texts of a corpus with JioNLP for some seconds and prints its speed as one line of JSON.

    read_with_jionlp.py CORPUS SECONDS

CORPUS is JSON Lines with `text` and `at`. Each message is read for times (against its own `at`), a place, phones and
identity numbers: what a program made of JioNLP would have to call. Loading and the first call of each function, which
reads its dictionaries, are not counted.
"""
import contextlib
import datetime
import io
import json
import sys
import time

with contextlib.redirect_stdout(io.StringIO()):  # it greets on standard output
    import jionlp


def read(text, at):
    failed = 0
    for function in (
        lambda: jionlp.ner.extract_time(text, time_base=at),
        lambda: jionlp.parse_location(text),
        lambda: jionlp.extract_phone_number(text, detail=True),
        lambda: jionlp.extract_id_card(text, detail=True),
    ):
        try:
            function()
        except Exception:  # some texts make it stumble; they are counted, and cost it no time
            failed += 1
    return failed


def main(corpus, seconds):
    lines = [json.loads(line) for line in open(corpus, encoding="utf-8") if line.strip()]
    texts = [(line["text"], datetime.datetime.fromisoformat(line["at"]).timestamp()) for line in lines]
    stumbles = 0
    for text, at in texts[:50]:
        read(text, at)
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        text, at = texts[count % len(texts)]
        stumbles += read(text, at)
        count += 1
    elapsed = time.perf_counter() - start
    print(json.dumps({
        "name": "jionlp " + jionlp.__version__, "texts": len(texts), "messages": count, "stumbles": stumbles,
        "seconds": round(elapsed, 3), "perSecond": round(count / elapsed, 2),
    }))


main(sys.argv[1], float(sys.argv[2]))
