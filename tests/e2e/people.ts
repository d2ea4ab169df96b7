import { startSavepoint, type SavepointServer } from '../support/savepoint-server';
import { expect } from './fixtures';

/** Of everybody here. */
export const PASSWORD = 'correct horse battery';
const TOKEN = 'a-token-for-tests';

/** A Savepoint where people sign in: ada administers, olga and omar operate, vera sees. */
export async function startWithPeople(
  yaml: string,
  more: Readonly<Record<string, string>> = {},
): Promise<SavepointServer> {
  const env = {
    SAVEPOINT_SIGN_IN: 'yes',
    SAVEPOINT_ADMIN_NAME: 'ada',
    SAVEPOINT_ADMIN_PASSWORD: PASSWORD,
    SAVEPOINT_ADMIN_TOKEN: TOKEN,
    ...more,
  };
  const savepoint = await startSavepoint({ yaml, env });
  for (const [name, role] of [
    ['olga', 'operator'],
    ['omar', 'operator'],
    ['vera', 'viewer'],
  ]) {
    const answer = await fetch(`${savepoint.url}/api/people`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name, role, password: PASSWORD }),
    });
    expect(answer.status).toBe(201);
  }
  return savepoint;
}
