import 'server-only';
import { instanceIdOf, type Credentials, type Origin } from '../domain/instance/instance';
import { isPrintable } from '../domain/text/printable';
import type { FieldProblem, Registration, RegistrationInput } from '../domain/instance/registration';
import { parseRedisUrl } from './redis-url';

const NAME_LIMIT = 100;

/**
 * Makes an instance of what a person gave, or says what is wrong with each field. Shared by the file, the environment
 * and the API. `taken` tells whether an id is in use. No message repeats the URL or a credential.
 */
export function parseRegistration(
  input: RegistrationInput,
  taken: (id: string) => boolean,
  origin: Origin,
): Registration {
  const name = input.name.trim();
  const id = instanceIdOf(name);
  const url = parseRedisUrl(input.url.trim());
  const problems: FieldProblem[] = [];
  const nameProblem = problemOfName(name, id, taken);
  if (nameProblem !== null) problems.push({ field: 'name', message: nameProblem });
  if (!url.ok) problems.push({ field: 'url', message: url.message });
  const operatorProblem = problemOfOperator(input.operator);
  if (operatorProblem !== null) problems.push({ field: 'operator', message: operatorProblem });
  if (!url.ok || problems.length > 0) return { ok: false, problems };
  const { endpoint, database, credentials } = url.address;
  return {
    ok: true,
    instance: {
      id,
      name,
      endpoint,
      database,
      observer: credentials,
      operator: operatorOf(input.operator, credentials),
      environment: input.environment,
      expectedGuard: input.expectedGuard ?? 'yes',
      tags: input.tags,
      origin,
    },
  };
}

function problemOfName(name: string, id: string, taken: (id: string) => boolean): string | null {
  if (name === '') return 'Give the instance a name.';
  if (name.length > NAME_LIMIT) return `A name has ${NAME_LIMIT} characters at most.`;
  if (!isPrintable(name)) return 'A name is one line without control or invisible characters.';
  if (id === '') return 'A name has at least one of the characters a–z and 0–9: the id is made of them.';
  if (id === 'new') return 'The id “new” belongs to the page that registers instances; give the instance another name.';
  if (taken(id)) return `Another instance has the id “${id}” already; give one of the two another name.`;
  return null;
}

function problemOfOperator(operator: RegistrationInput['operator']): string | null {
  if (operator === null || operator === 'same' || operator.password) return null;
  return 'The operator has no password; leave the operator out to only watch this instance, or write “same” to act with the credentials of the address.';
}

function operatorOf(operator: RegistrationInput['operator'], observer: Credentials): Credentials | null {
  if (operator === null) return null;
  if (operator === 'same') return observer;
  return { username: operator.username || null, password: operator.password || null };
}
