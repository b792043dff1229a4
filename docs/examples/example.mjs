const url = process.env.LATCHKEY_URL;
const credentials = Buffer.from(`js-example:${process.env.LATCHKEY_KEY}`).toString('base64');

async function call(path, body) {
  const response = await fetch(url + path, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: `Basic ${credentials}`, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  if (!response.ok) {
    // A problem document (RFC 9457) says what to do.
    throw new Error(`${response.status}: ${text}`);
  }
  return text ? JSON.parse(text) : undefined;
}

console.log((await call('/api/v1/account/info')).organisationName);
await call('/api/v3/event', { eventTypeKey: 'order', keyValue: 'js@example.com', params: { total: 9.9 } });
const contact = await call('/api/v1/contact', {
  firstName: 'Anna',
  channels: [{ type: 'email', value: 'js@example.com' }],
});
console.log(contact.id);
