"""A small client of Millrace's HTTP API for the benchmarks. Python's standard library only."""

import http.client
import json
import time
import uuid
from urllib.parse import urlparse

FINAL = {"completed", "failed", "cancelled"}


class Client:
    def __init__(self, base="http://127.0.0.1:8005", key=None):
        self.url = urlparse(base)
        self.headers = {"X-API-Key": key} if key else {}
        self.connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=600)

    def call(self, method, path, body=None, headers=None):
        """Sends JSON, answers (status, decoded body)."""
        payload = None if body is None else json.dumps(body)
        sent = {"Content-Type": "application/json", **self.headers, **(headers or {})}
        self.connection.request(method, path, payload, sent)
        answer = self.connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text and b"json" in answer.headers.get("Content-Type", "").encode() else text

    def ok(self, method, path, body=None):
        status, answer = self.call(method, path, body)
        if status >= 300:
            raise SystemExit(f"{method} {path} answered {status}: {answer}")
        return answer

    def upload(self, path, name):
        """Streams a file as multipart/form-data; answers the data set."""
        self.connection.close()  # an idle one may have been closed at the other end, and a stream cannot be sent again
        boundary = uuid.uuid4().hex
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="name"\r\n\r\n{name}\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="data.csv"\r\n'
            "Content-Type: text/csv\r\n\r\n"
        ).encode()
        tail = f"\r\n--{boundary}--\r\n".encode()

        def pieces():
            yield head
            with open(path, "rb") as file:
                while piece := file.read(1 << 20):
                    yield piece
            yield tail

        self.connection.request(
            "POST",
            "/api/v1/datasets",
            pieces(),
            {**self.headers, "Content-Type": f"multipart/form-data; boundary={boundary}"},
            encode_chunked=True,
        )
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status not in (200, 201):  # 200: the newest version holds the same
            raise SystemExit(f"upload answered {answer.status}: {text.decode()}")
        return json.loads(text)

    def wait(self, path, every=0.25):
        """Asks until the job is final; answers the job."""
        while True:
            job = self.ok("GET", path)
            if job["status"] in FINAL:
                return job
            time.sleep(every)
