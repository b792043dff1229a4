import base64
import json
import os
import urllib.request

URL = os.environ["LATCHKEY_URL"]
CREDENTIALS = base64.b64encode(("python-example:" + os.environ["LATCHKEY_KEY"]).encode()).decode()


def call(path, body=None):
    request = urllib.request.Request(
        URL + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": "Basic " + CREDENTIALS, "Content-Type": "application/json"},
    )
    # Any status from 400 on raises an HTTPError; its body is a problem document that says what to do.
    with urllib.request.urlopen(request, timeout=30) as response:
        answer = response.read()
        return json.loads(answer) if answer else None


print(call("/api/v1/account/info")["organisationName"])
call("/api/v3/event", {"eventTypeKey": "order", "keyValue": "python@example.com", "params": {"total": 9.90}})
contact = call(
    "/api/v1/contact",
    {"firstName": "Anna", "channels": [{"type": "email", "value": "python@example.com"}]},
)
print(contact["id"])
