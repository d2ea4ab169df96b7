import { attribute, ofNoSite, sentOn, withMethodInUrl, type Change, type Way } from './way';

interface FormOptions {
  readonly enctype?: 'application/x-www-form-urlencoded' | 'multipart/form-data' | 'text/plain';
  readonly method?: 'GET' | 'POST';
  readonly action?: string;
  /** Where its answer is shown; a frame unless given. */
  readonly target?: '_top' | '_blank';
  readonly more?: string;
}

let made = 0;

/** The fields of a form that carry the JSON of a change; as text/plain the browser sends exactly that JSON, split at its “=”. */
function fieldsOf({ body }: Change, enctype: string): [string, string][] {
  if (body === '') return [];
  const at = body.indexOf('=');
  if (enctype === 'text/plain') return at < 0 ? [[body, '']] : [[body.slice(0, at), body.slice(at + 1)]];
  return Object.entries(JSON.parse(body) as Record<string, unknown>).map(([name, value]) => [name, String(value)]);
}

function form(change: Change, options: FormOptions = {}): string {
  const { enctype = 'application/x-www-form-urlencoded', method = 'POST', action = change.url, more = '' } = options;
  const name = `frame${(made += 1)}`;
  const inputs = fieldsOf(change, enctype).map(
    ([field, value]) => `<input type="hidden" name=${attribute(field)} value=${attribute(value)}>`,
  );
  const tag = `<form id="of-${name}" method="${method}" enctype="${enctype}" action=${attribute(action)} target="${options.target ?? name}" ${more}>`;
  const frame = options.target === undefined ? `<iframe name="${name}"></iframe>` : '';
  return `${frame}${tag}${inputs.join('')}</form><script>document.getElementById("of-${name}").submit();</script>`;
}

const PLAIN = 'text/plain';
const at = (change: Change, site: string, status: number): string => sentOn(site, status, change.url);

/** Forms need no permission of anybody: a browser sends them to wherever they say, with its cookies. */
export const FORMS: readonly Way[] = [
  { what: 'a form, urlencoded', html: (change) => form(change) },
  { what: 'a form, multipart', html: (change) => form(change, { enctype: 'multipart/form-data' }) },
  { what: 'a form whose text/plain is JSON', html: (change) => form(change, { enctype: PLAIN }) },
  { what: 'a form that is the page', leaves: true, html: (change) => form(change, { target: '_top' }) },
  {
    what: 'a form of text/plain that is the page',
    leaves: true,
    html: (change) => form(change, { enctype: PLAIN, target: '_top' }),
  },
  { what: 'a form in a new window', html: (change) => form(change, { enctype: PLAIN, target: '_blank' }) },
  { what: 'a form by GET', html: (change) => form(change, { method: 'GET' }) },
  {
    what: 'a form with the method in the address',
    html: (change) => form(change, { action: withMethodInUrl(change) }),
  },
  {
    what: 'a form with the method in the address, by GET',
    html: (change) => form(change, { action: withMethodInUrl(change), method: 'GET' }),
  },
  {
    what: 'a form that tells no referrer',
    html: (change) => `<meta name="referrer" content="no-referrer">${form(change, { enctype: PLAIN })}`,
  },
  { what: 'a form of no site', html: (change) => ofNoSite(form(change, { enctype: PLAIN })) },
  {
    what: 'a form that is sent on by 302',
    html: (change, site) => form(change, { enctype: PLAIN, action: at(change, site, 302) }),
  },
  {
    what: 'a form that is sent on by 307',
    html: (change, site) => form(change, { enctype: PLAIN, action: at(change, site, 307) }),
  },
  {
    what: 'a form that is sent on by 308, twice',
    html: (change, site) => form(change, { enctype: PLAIN, action: sentOn(site, 308, at(change, site, 308)) }),
  },
];
