/** A change as Savepoint's own page would ask for it. */
export interface Change {
  readonly what: string;
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /** Where it is asked for, at Savepoint. */
  readonly url: string;
  /** JSON; empty where nothing is sent. */
  readonly body: string;
}

/** One way in which a page of another site makes a browser ask for a change. */
export interface Way {
  readonly what: string;
  /** The page that does it; `site` is the origin that the page is of. */
  readonly html: (change: Change, site: string) => string;
  /** It leaves its page, so each change needs one of its own. */
  readonly leaves?: true;
  /** The Content-Security-Policy of the page. */
  readonly policy?: (change: Change) => string;
}

/** A text in quotes as HTML's attributes want it. */
export function attribute(text: string): string {
  return `"${text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`;
}

/** A script that has these values as variables. */
export function script(values: Readonly<Record<string, unknown>>, code: string): string {
  const given = JSON.stringify(values).replaceAll('<', '\\u003c');
  return `<script>(({ ${Object.keys(values).join(', ')} }) => { ${code} })(${given});</script>`;
}

/** A document in a frame that counts as of no site at all: what it asks for comes from the origin “null”. */
export function ofNoSite(html: string): string {
  return `<iframe sandbox="allow-scripts allow-forms" srcdoc=${attribute(html)}></iframe>`;
}

/** Where the change would be, written the way in which some servers let a parameter say the method. */
export function withMethodInUrl({ url, method, body }: Change): string {
  const fields = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
  const asText = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return `${url}?${new URLSearchParams([['_method', method], ['method', method], ...asText])}`;
}

/** An address of this site that sends whoever asks on, with the status of a redirect. */
export function sentOn(site: string, status: number, to: string): string {
  return `${site}/to/${status}?${new URLSearchParams({ to })}`;
}
