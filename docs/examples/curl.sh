#!/usr/bin/env bash
set -euo pipefail

# The key goes through curl's configuration on a pipe, since arguments can be read by every user of the machine.
call() {
  curl -sS --fail-with-body --config <(printf 'user = "curl-example:%s"\n' "$LATCHKEY_KEY") \
    -H 'Content-Type: application/json' "$@"
}

call "$LATCHKEY_URL/api/v1/account/info"
echo

call "$LATCHKEY_URL/api/v3/event" \
  -d '{"eventTypeKey":"order","keyValue":"curl@example.com","params":{"total":9.90,"items":["book"]}}'

call "$LATCHKEY_URL/api/v1/contact" \
  -d '{"firstName":"Anna","channels":[{"type":"email","value":"curl@example.com"}]}'
echo
