// Reads a chat stream as two well-known clients do, with their assumptions:
//
//   relay   a web server that passes text on (as chatgpt-demo does): `choices[0].delta` of every event, the end is
//           `[DONE]` and nothing else, the status is never looked at, an exception ends everything
//   page    a page (as NextChat does): it wants status 200 and an event stream, shows any other body as it is, logs
//           an event that it can't read and goes on, and ends at `[DONE]` or when the connection closes
//
//   node reader.mjs relay|page URL BODY     prints one line of JSON: what was seen

import { eventParser } from './events.mjs';

const [manner, url, body] = process.argv.slice(2);
const seen = { status: 0, text: '', finish: null, done: false, closed: false, shown: null, logged: [], thrown: null };

function take(data) {
  const choice = JSON.parse(data).choices[0];
  seen.text += choice.delta.content ?? choice.delta.reasoning_content ?? '';
  seen.finish = choice.finish_reason ?? seen.finish;
}

async function readBody(response, onData) {
  const parse = eventParser(onData);
  const decoder = new TextDecoder();
  for await (const piece of response.body) parse(decoder.decode(piece, { stream: true }));
  seen.closed = true;
}

async function relay(response) {
  await readBody(response, (data) => {
    if (seen.done) return;
    if (data === '[DONE]') seen.done = true;
    else take(data);
  });
}

async function page(response) {
  const type = response.headers.get('content-type') ?? '';
  if (response.status !== 200 || !type.startsWith('text/event-stream')) {
    seen.shown = await response.text();
    seen.closed = true;
    return;
  }
  await readBody(response, (data) => {
    if (data === '[DONE]' || seen.done) {
      seen.done = true;
      return;
    }
    try {
      take(data);
    } catch (error) {
      seen.logged.push(`${error}`);
    }
  });
}

try {
  const response = await fetch(url, {
    method: 'POST', headers: { authorization: 'Bearer sk-reader', 'content-type': 'application/json' }, body,
  });
  seen.status = response.status;
  await { relay, page }[manner](response);
} catch (error) {
  seen.thrown = `${error}`;
}
console.log(JSON.stringify(seen));
