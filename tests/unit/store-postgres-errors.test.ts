import { describe, expect, it } from 'vitest';
import { postgresError } from '../../lib/store/postgres-error';
import { sessionConfig } from '../../lib/store/postgres-session';

const failing = (code: string, more: object = {}) => postgresError(Object.assign(new Error('no'), { code, ...more }));

describe('what Postgres refuses with', () => {
  it.each([
    ['53100', 'full', /disk of Postgres is full/],
    ['25006', 'readonly', /Set DATABASE_URL to the primary/],
    ['42501', 'readonly', /owner of the database/],
    ['28P01', 'refused', /does not let Savepoint in/],
    ['3D000', 'refused', /does not let Savepoint in/],
    ['53300', 'away', /does not answer under DATABASE_URL/],
    ['57P01', 'away', /does not answer/],
    ['08006', 'away', /does not answer/],
    ['ECONNREFUSED', 'away', /Start Postgres/],
    ['EAI_AGAIN', 'away', /does not answer/],
    ['CERT_HAS_EXPIRED', 'refused', /Renew the certificate there/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'refused', /sslmode and sslrootcert/],
    ['57014', 'locked', /more than 10 seconds/],
    ['40P01', 'locked', /End that session/],
    ['XX001', 'corrupt', /data are damaged/],
    ['58030', 'io', /disk of Postgres does not read or write/],
    ['23505', 'failed', /so nothing was kept/],
  ])('%s is told as %s, in a sentence of Postgres', (code, told, sentence) => {
    expect(failing(code)).toMatchObject({ name: 'StoreError', code: told, message: expect.stringMatching(sentence) });
  });

  it.each(['Connection terminated unexpectedly', 'Query read timeout', 'timeout expired'])(
    'and no code, as “%s”, is a server that is away',
    (message) => {
      expect(postgresError(new Error(message))).toMatchObject({ code: 'away' });
    },
  );

  it('has the words of each address that was tried, and no row', () => {
    const detail = 'Key (token)=(SECRET) already exists.';
    const { cause } = failing('23505', { detail });
    expect(cause).toMatchObject({ message: 'no (23505)' });
    expect(JSON.stringify(Object.getOwnPropertyNames(cause))).not.toContain('detail');
    const both = Object.assign(new AggregateError([new Error('first'), new Error('second')]), { code: 'ECONNREFUSED' });
    expect(postgresError(both).cause).toMatchObject({ message: 'first; second (ECONNREFUSED)' });
  });
});

it('an address that cannot be read is told without it', () => {
  for (const address of ['postgres://u:SECRET@h:x/d', 'postgres://u:SECRET@[h/d']) {
    let told: unknown = null;
    try {
      sessionConfig(address);
    } catch (error) {
      told = error;
    }
    expect(told, address).toMatchObject({ code: 'refused', message: expect.not.stringContaining('SECRET') });
    expect(told).not.toHaveProperty('cause.message');
  }
});
