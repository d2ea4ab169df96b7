import { AUTHORIZATION_VARIANTS } from './anonymous-authorization';

/** What somebody knows who asks without being signed in. */
export interface Outsider {
  readonly port: number;
  readonly buildId: string;
  /** The value of a session's cookie that was signed out. */
  readonly endedCookie: string;
  /** The id of a session that is open, which is no secret. */
  readonly openSessionId: string;
}

/** A request as it is sent. */
export interface Asking {
  readonly method: string;
  /** As it stands in the request line. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly version: '1.0' | '1.1';
}

/** A way to ask for a path without credentials. */
export interface Variant {
  readonly name: string;
  readonly of: (path: string, outsider: Outsider) => Partial<Asking>;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];

const TREE = encodeURIComponent(JSON.stringify(['', { children: ['__PAGE__', {}, null, 'refetch'] }]));
const MIDDLEWARE = 'middleware:middleware:middleware:middleware:middleware';

/** As Next's own router asks. */
const ROUTER: Record<string, Record<string, string>> = {
  'for the router': { rsc: '1' },
  'ahead, for the router': { rsc: '1', 'next-router-prefetch': '1' },
  'a part of the tree': { rsc: '1', 'next-router-state-tree': TREE },
  'the tree alone': { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  'one segment': { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/__PAGE__' },
  'from another page': { rsc: '1', 'next-url': '/login' },
};

/** What Next tells itself, or a host tells Next. */
const INTERNAL: Record<string, Record<string, string>> = {
  'as a subrequest of the middleware': { 'x-middleware-subrequest': MIDDLEWARE },
  'as a subrequest of src/middleware': {
    'x-middleware-subrequest': MIDDLEWARE.replaceAll('middleware', 'src/middleware'),
  },
  'as a subrequest of the proxy file': { 'x-middleware-subrequest': MIDDLEWARE.replaceAll('middleware', 'proxy') },
  'as let through by the middleware': { 'x-middleware-next': '1', 'x-middleware-invoke': '1' },
  'with headers of the middleware': {
    'x-middleware-override-headers': 'authorization',
    'x-middleware-request-authorization': 'Bearer x',
  },
  'as data': { 'x-nextjs-data': '1' },
  resumed: { 'next-resume': '1' },
  'as a preview': { 'x-prerender-revalidate': 'x', cookie: '__prerender_bypass=x; __next_preview_data=x' },
  'as an action': { 'next-action': 'a'.repeat(42) },
};

/** Claims about where it comes from, or who was let in elsewhere. */
const CLAIMS: Record<string, Record<string, string>> = {
  'for the loopback address': { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1' },
  'for its own name, over TLS': {
    'x-forwarded-host': 'localhost',
    'x-forwarded-proto': 'https',
    'x-forwarded-port': '3000',
  },
  'with our own headers': { 'x-savepoint-address': '127.0.0.1', 'x-savepoint-path': '/login' },
  'as a user of a proxy': { 'remote-user': 'ada', 'x-remote-user': 'ada', 'x-webauth-user': 'ada' },
  'with the groups of a proxy': {
    'x-forwarded-user': 'ada',
    'x-forwarded-email': 'ada@example.org',
    'x-forwarded-groups': 'admin',
  },
  'as another method': { 'x-http-method-override': 'GET', 'x-http-method': 'GET', 'x-method-override': 'GET' },
  'as from our own page': {
    'sec-fetch-site': 'same-origin',
    'sec-fetch-mode': 'navigate',
    referer: 'http://localhost/',
  },
};

const PATHS: Record<string, (path: string, outsider: Outsider) => string> = {
  'with .rsc': (path) => `${path === '/' ? '/index' : path}.rsc`,
  'with .json': (path) => `${path}.json`,
  'with a segment of the tree': (path) => `${path === '/' ? '/index' : path}.segments/_tree.segment.rsc`,
  'with ?_rsc=': (path) => `${path}?_rsc=1abcd`,
  'with a slash at the end': (path) => `${path}/`,
  'with two slashes': (path) => `/${path}`,
  'with slashes doubled within': (path) => path.replace(/(?<=.)\//g, '//'),
  'with a dot': (path) => `/.${path}`,
  'with %2e': (path) => `/%2e${path}`,
  'up from elsewhere': (path) => `/login/..${path}`,
  'up from health': (path) => `/api/health/live/../../..${path}`,
  'up from elsewhere, encoded': (path) => `/login/%2e%2e${path}`,
  'up from a file of the build': (path) => `/_next/static/..%2f..${path}`,
  'with %2f': (path) => path.replace(/(?<=.)\//, '%2f'),
  'with a backslash': (path) => `/\\${path.slice(1)}`,
  'in capitals': (path) => path.toUpperCase(),
  'encoded as a whole': (path) => path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  'with a parameter after ;': (path) => `${path};x=/login`,
  'with a null byte': (path) => `${path}%00`,
  'as data of the build': (path, { buildId }) => `/_next/data/${buildId}${path === '/' ? '/index' : path}.json`,
};

const REWRITES: Record<string, string> = {
  'by x-middleware-rewrite': 'x-middleware-rewrite',
  'by x-invoke-path': 'x-invoke-path',
  'by x-matched-path': 'x-matched-path',
  'by x-nextjs-rewritten-path': 'x-nextjs-rewritten-path',
  'by x-original-url': 'x-original-url',
};

const withHeaders = (all: Record<string, Record<string, string>>): Variant[] =>
  Object.entries(all).map(([name, headers]) => ({ name, of: () => ({ headers }) }));

/** The ways in which every route is asked for. */
export const VARIANTS: readonly Variant[] = [
  ...METHODS.map((method) => ({ name: method, of: () => ({ method }) })),
  ...withHeaders(ROUTER),
  ...withHeaders(INTERNAL),
  ...withHeaders(CLAIMS),
  ...Object.entries(PATHS).map(([name, of]): Variant => ({ name, of: (path, known) => ({ target: of(path, known) }) })),
  // Asked for is what anybody may see; told is what nobody may.
  ...Object.entries(REWRITES).map(([name, header]): Variant => ({
    name,
    of: (path) => ({ target: '/login', headers: { [header]: path } }),
  })),
  ...AUTHORIZATION_VARIANTS,
  { name: 'over HTTP/1.0', of: () => ({ version: '1.0' }) },
  { name: 'with the whole address', of: (path, { port }) => ({ target: `http://127.0.0.1:${port}${path}` }) },
  { name: 'with the method in the query', of: (path) => ({ method: 'POST', target: `${path}?_method=GET` }) },
  { name: 'about to upgrade', of: () => ({ headers: { connection: 'Upgrade', upgrade: 'h2c' } }) },
];
