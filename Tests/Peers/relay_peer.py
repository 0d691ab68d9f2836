"""A relay server whose signatures are judged by the standardwebhooks package, for the relay channel to talk to.

usage: relay_peer.py SECRET
Prints `port N`, then a line for each request: `ok GET …`, `ok POST …` or `bad …`. Ends when standard input closes.
"""
import http.server
import json
import sys
import threading
import urllib.parse

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

judge = Webhook(sys.argv[1])
kept = {}
talk = [
    {"id": "m1", "chat": "V01", "sender": {"id": "p1", "name": "赵刚"}, "text": "报备", "at": "2022-01-28T20:00:00+08:00",
     "mentionsBot": False},
]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def verified(self, body):
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            # The package parses what it verified; an empty body is verified through its signature alone.
            if body:
                judge.verify(body, headers)
            else:
                import datetime
                stamp = datetime.datetime.fromtimestamp(int(headers["webhook-timestamp"]), tz=datetime.timezone.utc)
                signed = judge.sign(headers["webhook-id"], stamp, "")
                if signed not in headers["webhook-signature"].split(" "):
                    raise WebhookVerificationError("no matching signature")
        except (WebhookVerificationError, KeyError, ValueError) as error:
            print(f"bad {self.command} {error}", flush=True)
            self.answer(401, {"error": "signature"})
            return False
        return True

    def do_GET(self):
        if not self.verified(""):
            return
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        after = query.get("after", [None])[0]
        messages = [] if after is None else talk[int(after):]
        print(f"ok GET {len(messages)}", flush=True)
        self.answer(200, {"messages": messages, "cursor": "0" if after is None else str(len(talk))})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if not self.verified(body):
            return
        message = json.loads(body)
        if message["id"] != self.headers["webhook-id"]:
            print("bad POST the id is not the webhook's id", flush=True)
            return self.answer(400, {"error": "id"})
        kept.setdefault(message["id"], message)
        print(f"ok POST {len(kept)} {message['text']}", flush=True)
        self.answer(200, {"id": message["id"]})


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(f"port {server.server_port}", flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
