import 'server-only';
import type { Node } from 'yaml';
import { ENVIRONMENTS } from '../domain/instance/instance';
import { NOTICE_SUBJECTS } from '../domain/notice/notice';
import { RECEIVER_FORMS, type Receiver, type ReceiverForm } from '../domain/notice/receiver';
import { FieldReader, type EntryProblem } from './field-reader';
import { isLoopback } from './loopback';
import type { Env } from './settings';
import { fieldsOf, lineOf, type YamlPlace } from './yaml-node';

const FIELDS = ['name', 'form', 'url', 'secret', 'routingKey', 'about', 'environments'];
/** It stands in the path of an address of the API, and in the log. */
const NAME = /^[\w.-]{1,60}$/;
const LEAST_SECRET = 16;
/** Where PagerDuty takes events, of accounts outside the EU (its Events API v2). */
const PAGERDUTY_URL = 'https://events.pagerduty.com/v2/enqueue';

export type ReadReceiver =
  | { readonly ok: true; readonly receiver: Receiver }
  | { readonly ok: false; readonly problems: readonly EntryProblem[] };

/** Where receivers come from; `taken`: is there one of that name already? */
export interface ReceiverContext {
  readonly place: YamlPlace;
  readonly env: Env;
  readonly taken: (name: string) => boolean;
}

/** Reads one entry under `notify`. Every problem has its line and field; no message repeats a value: addresses are secrets here. */
export function readReceiver(node: Node, context: ReceiverContext): ReadReceiver {
  const fields = fieldsOf(node, context.place);
  const line = lineOf(node, context.place);
  if (fields === null)
    return {
      ok: false,
      problems: [{ line, field: null, message: 'An entry has fields, at least a name, a form and a url.' }],
    };
  const reader = new ReceiverReader(fields, FIELDS, context);
  const receiver = reader.receiver(line, context.taken);
  if (receiver === null || reader.problems.length > 0) return { ok: false, problems: reader.problems };
  return { ok: true, receiver };
}

class ReceiverReader extends FieldReader {
  /** Null where something is wrong with it, and then there are problems. */
  receiver(line: number, taken: (name: string) => boolean): Receiver | null {
    const name = this.#name(line, taken);
    const form = this.choice('form', RECEIVER_FORMS);
    const hasForm = form !== null || this.problems.some(({ field }) => field === 'form');
    if (!hasForm) this.wrong(line, 'form', `Give the form: one of ${RECEIVER_FORMS.join(', ')}.`);
    const url = this.#url(line, form);
    const secret = this.#key('secret', 'json', form);
    const routingKey = this.#key('routingKey', 'pagerduty', form);
    if (form === 'pagerduty' && routingKey === null && this.find('routingKey') === undefined) {
      this.wrong(line, 'routingKey', 'PagerDuty needs the integration key of the service as routingKey.');
    }
    const about = this.choices('about', NOTICE_SUBJECTS);
    const environments = this.choices('environments', ENVIRONMENTS);
    return form === null || url === null ? null : { name, form, url, secret, routingKey, about, environments };
  }

  #name(line: number, taken: (name: string) => boolean): string {
    const field = this.find('name');
    const before = this.problems.length;
    const name = this.text(field, 'name') ?? '';
    if (this.problems.length > before) return name;
    const at = field?.line ?? line;
    if (name === '') this.wrong(at, 'name', 'Give the receiver a name.');
    else if (!NAME.test(name)) this.wrong(at, 'name', 'A name has letters, digits, “.”, “_” and “-”, 60 at most.');
    else if (taken(name))
      this.wrong(at, 'name', 'Another receiver has this name already; give one of the two another.');
    return name;
  }

  #url(line: number, form: ReceiverForm | null): string | null {
    const field = this.find('url');
    const before = this.problems.length;
    const text = this.text(field, 'url') ?? (form === 'pagerduty' ? PAGERDUTY_URL : '');
    if (this.problems.length > before) return null;
    const message = problemOfUrl(text, form);
    if (message !== null) this.wrong(field?.line ?? line, 'url', message);
    return message === null ? text : null;
  }

  /** A key that belongs to one form alone. */
  #key(name: 'secret' | 'routingKey', of: ReceiverForm, form: ReceiverForm | null): string | null {
    const field = this.find(name);
    const key = this.text(field, name) || null;
    if (field !== undefined && form !== null && form !== of) {
      this.wrong(field.line, name, `Only a receiver of the form ${of} has this field.`);
    } else if (name === 'secret' && key !== null && key.length < LEAST_SECRET) {
      this.wrong(field?.line ?? 1, name, `A secret has ${LEAST_SECRET} characters at least.`);
    }
    return key;
  }
}

function problemOfUrl(text: string, form: ReceiverForm | null): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.hash !== '') {
    return 'An address begins with https:// or http://, such as https://hooks.example.org/savepoint.';
  }
  const carriesKey = form === 'slack' || form === 'pagerduty';
  if (!carriesKey || url.protocol === 'https:' || isLoopback(url.hostname)) return null;
  return 'Here the address must begin with https://: with what is sent, anybody on the way could send messages of their own.';
}
