"""Calls the simulator's relay with requests that the standardwebhooks package signed.

usage: relay_caller.py RELAY_URL SECRET CHAT   (the simulator already holds one message in CHAT, said after CURSOR was given)
Reads a line from standard input when the message has been said. Prints one line `ok: …` for each thing that held, and
`ready` once it has its cursor; exits 1 at the first that does not hold.
"""
import datetime
import json
import sys
import urllib.error
import urllib.parse
import urllib.request
import uuid

from standardwebhooks.webhooks import Webhook

base, secret, chat = sys.argv[1], sys.argv[2], sys.argv[3]
signer = Webhook(secret)


def check(holds, what):
    print(("ok: " if holds else "FAILED: ") + what, flush=True)
    if not holds:
        sys.exit(1)


def call(method, path, id, body="", seconds=0, sent=None):
    """Signs `body` as at `seconds` from now, sends `sent` (or the body itself), and returns status and JSON."""
    stamp = datetime.datetime.now(tz=datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    headers = {
        "webhook-id": id, "webhook-timestamp": str(int(stamp.timestamp())),
        "webhook-signature": signer.sign(id, stamp, body), "Content-Type": "application/json",
    }
    data = (body if sent is None else sent).encode() if method == "POST" else None
    request = urllib.request.Request(base + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, None


def poll(after=None, **how):
    query = {"limit": 10, "wait": 10} | ({} if after is None else {"after": after})
    return call("GET", "/messages?" + urllib.parse.urlencode(query), "poll-" + uuid.uuid4().hex, **how)


status, first = poll()
check(status == 200 and first["messages"] == [], "a poll without a cursor replays nothing")
print("ready", flush=True)
sys.stdin.readline()
status, page = poll(first["cursor"])
check(status == 200 and [m["chat"] for m in page["messages"]] == [chat], "what is said is handed out under a cursor")
message = page["messages"][0]
at = datetime.datetime.fromisoformat(message["at"])
check(message["sender"]["id"] and message["text"] and at.tzinfo is not None, "sender, text and a time with its offset are there")
check(poll(first["cursor"])[1]["messages"] == page["messages"], "the same cursor gives the same messages")

said = json.dumps({"id": "peer-1", "chat": chat, "text": "收到", "mentions": [], "replyTo": message["id"], "attachments": []}, ensure_ascii=False)
status, answer = call("POST", "/messages", "peer-1", said)
check(status == 200 and answer["id"], "a signed message is taken")
check(call("POST", "/messages", "peer-1", said) == (200, answer), "the same id again is the same message")
check(call("POST", "/messages", "peer-2", said, sent=said.replace("收到", "改过"))[0] == 401, "a changed body is refused")
check(call("POST", "/messages", "peer-1", said, seconds=-400)[0] == 401, "a signature of 400 s ago is refused")
check(poll(seconds=400)[0] == 401, "a signature of 400 s ahead is refused")
print("ok: done")
