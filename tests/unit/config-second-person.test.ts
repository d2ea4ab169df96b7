import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../lib/config/load-config';

const NO_FILE = tmpdir();
const read = (env: Record<string, string>) => loadConfig(env, NO_FILE).secondPersonIn;

describe('SAVEPOINT_SECOND_PERSON', () => {
  it('is off by default', () => {
    expect([read({}), read({ SAVEPOINT_SECOND_PERSON: '' })]).toEqual([[], []]);
  });

  it('names the environments, once each', () => {
    expect(read({ SAVEPOINT_SECOND_PERSON: 'production' })).toEqual(['production']);
    expect(read({ SAVEPOINT_SECOND_PERSON: ' staging, production,staging' })).toEqual(['staging', 'production']);
  });

  it.each(['yes', 'prod', 'production,', 'production;staging'])('ends the start where it says “%s”', (text) => {
    expect(() => read({ SAVEPOINT_SECOND_PERSON: text })).toThrow(/there are production, staging and development\.$/);
  });

  it('ends the start where everybody is the one local operator, and says what to do', () => {
    expect(() => read({ SAVEPOINT_SECOND_PERSON: 'production', SAVEPOINT_SIGN_IN: 'no' })).toThrow(
      /nobody could be the second: unset one of the two\.$/,
    );
    expect(read({ SAVEPOINT_SIGN_IN: 'no' })).toEqual([]);
  });
});
