import { attribute, ofNoSite, script, sentOn, type Change, type Way } from './way';

/** `fetch`, with the method of the change unless `init` has another, and its body. */
function fetched(change: Change, init: RequestInit, url = change.url): string {
  const { method, body } = change;
  const whole = { method, ...(body === '' ? {} : { body }), ...init };
  return script({ url, whole }, 'fetch(url, whole).catch(() => null);');
}

const JSON_TYPE = { 'content-type': 'application/json' };
const simple = (type: string, more: RequestInit = {}) => ({
  mode: 'no-cors' as const,
  method: 'POST',
  headers: { 'content-type': type },
  ...more,
});

/** `fetch` without asking for permission, of a body that a script makes. */
function posted(change: Change, body: string): string {
  const { url, body: json } = change;
  return script(
    { url, json },
    `fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', body: ${body} });`,
  );
}

function xhr({ url, method, body }: Change, as: string, type: string): string {
  return script(
    { url, method: as || method, body, type },
    `const ask = new XMLHttpRequest(); ask.open(method, url); ask.withCredentials = true;
     ask.setRequestHeader('content-type', type); ask.send(body);`,
  );
}

function beacon({ url, body }: Change, data: string): string {
  return script({ url, body }, `navigator.sendBeacon(url, ${data});`);
}

const INCLUDED = { credentials: 'include' } as const;
const FORM = `(() => { const form = new FormData(); form.set('body', json); return form; })()`;

/** What a script of another site can do. */
export const SCRIPTS: readonly Way[] = [
  { what: 'fetch, no-cors, text/plain', html: (change) => fetched(change, simple('text/plain', INCLUDED)) },
  { what: 'fetch, no-cors, urlencoded', html: (change) => posted(change, 'new URLSearchParams({ body: json })') },
  { what: 'fetch, no-cors, multipart', html: (change) => posted(change, FORM) },
  {
    what: 'fetch, no-cors, of bytes without a type',
    html: (change) => posted(change, 'new TextEncoder().encode(json)'),
  },
  {
    what: 'fetch, no-cors, of a blob that says it is JSON',
    html: (change) => posted(change, `new Blob([json], { type: 'application/json' })`),
  },
  {
    what: 'fetch, no-cors, that says it is JSON',
    html: (change) => fetched(change, simple('application/json', INCLUDED)),
  },
  {
    what: 'fetch, no-cors, text/plain that names JSON as well',
    html: (change) => fetched(change, simple('text/plain; application/json', INCLUDED)),
  },
  {
    what: 'fetch, no-cors, that outlives its page',
    html: (change) => fetched(change, simple('text/plain', { keepalive: true })),
  },
  {
    what: 'fetch, no-cors, without a referrer',
    html: (change) => fetched(change, simple('text/plain', { referrerPolicy: 'no-referrer' })),
  },
  {
    what: 'fetch, cors, text/plain',
    html: (change) => fetched(change, { method: 'POST', headers: { 'content-type': 'text/plain' }, ...INCLUDED }),
  },
  { what: 'fetch, cors, JSON', html: (change) => fetched(change, { headers: JSON_TYPE, ...INCLUDED }) },
  {
    what: 'fetch, cors, JSON without cookies',
    html: (change) => fetched(change, { headers: JSON_TYPE, credentials: 'omit' }),
  },
  {
    what: 'fetch, cors, the method in a header',
    html: (change) =>
      fetched(change, {
        ...INCLUDED,
        method: 'POST',
        headers: { ...JSON_TYPE, 'x-http-method-override': change.method, 'x-method-override': change.method },
      }),
  },
  {
    what: 'fetch, cors, with a token',
    html: (change) => fetched(change, { headers: { ...JSON_TYPE, authorization: 'Bearer none' } }),
  },
  {
    what: 'fetch, no-cors, sent on by 307',
    html: (change, site) => fetched(change, simple('text/plain', INCLUDED), sentOn(site, 307, change.url)),
  },
  {
    what: 'fetch of JSON from its own site, sent on by 307',
    html: (change, site) => fetched(change, { headers: JSON_TYPE, ...INCLUDED }, sentOn(site, 307, change.url)),
  },
  { what: 'fetch of no site', html: (change) => ofNoSite(fetched(change, { headers: JSON_TYPE, mode: 'cors' })) },
  { what: 'fetch, no-cors, of no site', html: (change) => ofNoSite(fetched(change, simple('text/plain'))) },
  {
    what: 'fetch of a page that is a data: address',
    html: (change) =>
      `<iframe src=${attribute(`data:text/html,${encodeURIComponent(posted(change, 'json'))}`)}></iframe>`,
  },
  {
    what: 'fetch of a worker',
    html: ({ url, body }) =>
      script(
        { url, body },
        `const code = 'fetch(' + JSON.stringify(url) + ', { method: "POST", mode: "no-cors", body: ' + JSON.stringify(body) + ' })';
         new Worker(URL.createObjectURL(new Blob([code])));`,
      ),
  },
  { what: 'XMLHttpRequest, text/plain', html: (change) => xhr(change, 'POST', 'text/plain') },
  { what: 'XMLHttpRequest, JSON', html: (change) => xhr(change, '', 'application/json') },
  { what: 'sendBeacon of text', html: (change) => beacon(change, 'body') },
  { what: 'sendBeacon of JSON', html: (change) => beacon(change, `new Blob([body], { type: 'application/json' })`) },
  { what: 'sendBeacon of fields', html: (change) => beacon(change, 'new URLSearchParams({ body })') },
];
