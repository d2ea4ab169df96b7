import 'server-only';
import type { RegisteredInstance } from '../domain/instance/instance';
import { parseRegistration } from './registration';

const VARIABLE = 'SAVEPOINT_INSTANCES';

export interface FoundInstances {
  readonly instances: readonly RegisteredInstance[];
  readonly problems: readonly string[];
}

/**
 * Reads `name=redis://…,name=redis://…`. These instances are acted upon with the credentials of their URL. A comma in a
 * password is written %2C. An entry that cannot be used is a problem that names its place, never its text.
 */
export function instancesOfEnvironment(value: string, taken: (id: string) => boolean): FoundInstances {
  const instances: RegisteredInstance[] = [];
  const problems: string[] = [];
  const isTaken = (id: string): boolean => taken(id) || instances.some((instance) => instance.id === id);
  value
    .split(',')
    .map((entry) => entry.trim())
    .forEach((entry, index) => {
      if (entry === '') return;
      const read = readEntry(entry, isTaken);
      if ('id' in read) instances.push(read);
      else problems.push(...read.map((message) => `${VARIABLE}, entry ${index + 1}: ${message}`));
    });
  return { instances, problems };
}

function readEntry(entry: string, taken: (id: string) => boolean): RegisteredInstance | readonly string[] {
  const [, name = '', url = ''] = /^([^=]*)=(.*)$/s.exec(entry) ?? [];
  if (name === '' || name.includes('://'))
    return ['An entry is written as NAME=redis://HOST:PORT, entries with a comma between them.'];
  const registration = parseRegistration({ name, url, operator: 'same', environment: 'production', tags: {} }, taken, {
    kind: 'environment',
    variable: VARIABLE,
  });
  if (registration.ok) return registration.instance;
  return registration.problems.map(({ field, message }) => `${field}: ${message}`);
}
