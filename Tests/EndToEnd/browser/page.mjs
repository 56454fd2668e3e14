// Reads a chat stream as a page on another origin does: a preflight where a browser sends one, fetch, a
// ReadableStream, a streaming TextDecoder and an eventsource parser fed with whatever piece comes.
//
//   node page.mjs URL ORIGIN BODY        prints one line of JSON: what the page saw

import { eventParser } from './events.mjs';

const [url, origin, body] = process.argv.slice(2);

function allows(headers, method, names) {
  const list = (name) => (headers.get(name) ?? '').toLowerCase().split(/\s*,\s*/);
  const allowed = list('access-control-allow-headers');
  return isAllowedOrigin(headers)
    && (method === 'POST' || list('access-control-allow-methods').includes(method.toLowerCase()))
    && names.every((name) => allowed.includes(name) || (allowed.includes('*') && name !== 'authorization'));
}

function isAllowedOrigin(headers) {
  return ['*', origin].includes(headers.get('access-control-allow-origin'));
}

const names = ['authorization', 'content-type'];
const preflight = await fetch(url, {
  method: 'OPTIONS',
  headers: {
    origin, 'access-control-request-method': 'POST', 'access-control-request-headers': names.join(','),
  },
});
const seen = {
  preflight: preflight.ok && allows(preflight.headers, 'POST', names), visible: false, status: 0, reads: 0,
  text: '', finish: null, done: false, error: null,
};

if (seen.preflight) {
  const response = await fetch(url, {
    method: 'POST', headers: { origin, authorization: 'Bearer sk-page', 'content-type': 'application/json' }, body,
  });
  seen.status = response.status;
  seen.visible = isAllowedOrigin(response.headers);
  if (seen.visible && response.headers.get('content-type').startsWith('text/event-stream')) {
    const parse = eventParser((event) => {
      if (event === '[DONE]') {
        seen.done = true;
        return;
      }
      const choice = JSON.parse(event).choices[0];
      seen.text += choice.delta.content ?? '';
      seen.finish = choice.finish_reason ?? seen.finish;
    });
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (let piece; !(piece = await reader.read()).done;) {
      seen.reads += 1;
      parse(decoder.decode(piece.value, { stream: true }));
    }
  } else if (seen.visible) {
    seen.error = (await response.json()).error;
  }
}
console.log(JSON.stringify(seen));
