import { describe, expect, it } from 'vitest';
import { createLog } from '../../lib/log/log';

function written(act: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  act(createLog({ write: (line: string) => void (text += line) }));
  return text;
}

describe('the log', () => {
  it('writes one JSON line with the time, the level and the instance', () => {
    const line = JSON.parse(written((log) => log.child({ instance: 'orders' }).warn({ code: 'refused' }, 'no answer')));
    expect(line).toMatchObject({ level: 'warn', instance: 'orders', code: 'refused', msg: 'no answer' });
    expect(Date.parse(line.time)).toBeGreaterThan(0);
  });

  it('has nothing in it that a terminal or a reader of lines obeys, and is the same JSON', () => {
    const reason = 'a\u001b[31m\u009b31m\u2028{"level":"fatal"}\u202e\u200b\u{e0041}\r\nb\ud83d';
    const text = written((log) => log.info({ audit: { reason } }, 'audit'));
    expect(text).toMatch(/^[\x20-\x7e]+\n$/);
    expect(JSON.parse(text).audit.reason).toBe(reason);
  });

  it('tells what lay behind an error: its own sentence is for a person', () => {
    const engine = Object.assign(new Error('database disk image is malformed'), { cause: new Error('page 7') });
    const { err } = JSON.parse(written((log) => log.error({ err: new Error('It is damaged.', { cause: engine }) })));
    expect(err).toMatchObject({
      message: 'It is damaged.',
      cause: 'Error: database disk image is malformed; Error: page 7',
    });
  });

  it('comes to an end where errors are the cause of each other', () => {
    const one = new Error('one');
    one.cause = one;
    expect(written((log) => log.error({ err: one }))).toContain('Error: one');
  });

  it.each<[string, object]>([
    ['a password', { password: 'SECRET' }],
    [
      'credentials of an instance',
      { instance: { id: 'a', observer: { password: 'SECRET' }, operator: { password: 'SECRET' } } },
    ],
    ['a header', { headers: { authorization: 'Bearer SECRET', cookie: 'SECRET' } }],
    [
      'the command that an error of the client carries',
      { err: Object.assign(new Error('x'), { command: { name: 'auth', args: ['SECRET'] } }) },
    ],
    ['an address in the cause of an error', { err: new Error('x', { cause: new Error('redis://u:SECRET@h') }) }],
    ['an address in an error', { err: new Error('cannot reach redis://u:SECRET@h') }],
  ])('never shows %s', (_case, entry) => {
    const text = written((log) => log.error(entry, 'failed'));
    expect(text).toContain('failed');
    expect(text).not.toContain('SECRET');
  });
});
