import 'server-only';
import { DEFAULT_LANGUAGE, LANGUAGE_COOKIE, LANGUAGES, type Language } from '../domain/words/language';

/** What a request says about the language it wants to be answered in. Each may be missing. */
export interface AskedLanguage {
  /** `?lang=`: this one answer. */
  readonly query: string | null;
  /** The cookie that the language menu sets. */
  readonly cookie: string | null;
  /** The Accept-Language header. */
  readonly accept: string | null;
}

export const LANGUAGE_QUERY = 'lang';

/** The first of query, cookie and Accept-Language that names a language we speak; else English. */
export function languageOf({ query, cookie, accept }: AskedLanguage): Language {
  return spoken(query) ?? spoken(cookie) ?? preferred(accept ?? '') ?? DEFAULT_LANGUAGE;
}

/** `zh`, `zh-CN` and `ZH_hans` are all Chinese. */
function spoken(tag: string | null): Language | null {
  const [primary] = (tag ?? '').trim().toLowerCase().split(/[-_]/);
  return LANGUAGES.find((language) => language === primary) ?? null;
}

/** The language with the highest q-value (RFC 9110, 12.5.4), the first of equals; `q=0` is a refusal. */
function preferred(accept: string): Language | null {
  const ranges = accept
    .split(',')
    .map(weighted)
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { tag } of ranges) {
    if (tag === '*') return DEFAULT_LANGUAGE;
    const language = spoken(tag);
    if (language !== null) return language;
  }
  return null;
}

function weighted(range: string): { readonly tag: string; readonly q: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
  const given = parameters.find((parameter) => /^q=/i.test(parameter));
  const q = given === undefined ? 1 : Number(given.slice(2));
  return { tag, q: Number.isFinite(q) ? q : 0 };
}

/** The language that a request of the API asks for. */
export function languageOfRequest(request: Request): Language {
  return languageOf({
    query: new URL(request.url).searchParams.get(LANGUAGE_QUERY),
    cookie: cookieIn(request.headers.get('cookie') ?? ''),
    accept: request.headers.get('accept-language'),
  });
}

function cookieIn(header: string): string | null {
  const own = header
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${LANGUAGE_COOKIE}=`));
  return own?.slice(LANGUAGE_COOKIE.length + 1) ?? null;
}
