import { describe, expect, test } from 'vitest';
import type { ProblemCode } from '../../lib/domain/observation/observation';
import { EN } from '../../lib/domain/words/en';
import type { CertificateTimes } from '../../lib/redis/certificate';
import { bgsaveReplyOf, guardReplyOf } from '../../lib/redis/commands';
import { problemOfAuth, problemOfError, problemOfFault, problemOfInfo } from '../../lib/redis/errors';
import { pingAnswer } from '../../lib/redis/ping';
import { refusalOf } from '../../lib/redis/refusal';
import { errorReply, type Reply } from '../../lib/redis/reply';
import { ReplyGuard } from '../../lib/redis/reply-guard';
import { targetOf } from '../support/redis-target';

const TARGET = targetOf({ port: 6390 }, { username: 'observer', password: 'sesame' });
const HOSTILE = '<script>alert(1)</script> at sesame';

function withCode(code: string, message = HOSTILE): Error {
  return Object.assign(new Error(message), { code });
}

describe('errors of the connection', () => {
  test.each<[string, ProblemCode]>([
    ['ECONNREFUSED', 'refused'],
    ['ENOENT', 'refused'],
    ['EACCES', 'refused'],
    ['ETIMEDOUT', 'timeout'],
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['EHOSTUNREACH', 'unreachable-host'],
    ['ENETUNREACH', 'unreachable-host'],
    ['ERR_IP_BLOCKED', 'not-allowed'],
    ['ECONNRESET', 'reset'],
    ['EPIPE', 'reset'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'tls'],
    ['EPROTO', 'tls'],
    ['ESOMETHINGNEW', 'reset'],
  ])('%s is %s', (errorCode, code) => {
    const problem = problemOfError(withCode(errorCode), TARGET, false);
    expect(problem.code).toBe(code);
    expect(problem.message).toMatch(/^[A-Z0-9].*[.?]$/);
    expect(problem.message).not.toContain('script');
  });

  test('a socket that may not be opened is told with what to look at', () => {
    const target = { ...TARGET, endpoint: { kind: 'unix', path: '/run/redis.sock' } } as const;
    const { message } = problemOfError(withCode('EACCES'), target, false);
    expect(message).toMatch(/^Savepoint may not open the socket \/run\/redis\.sock\. Check .*unixsocketperm/);
  });

  const [PAST, FUTURE] = [Date.UTC(2020, 0, 2), Date.UTC(2149, 2, 2)];
  test.each<[string, string, CertificateTimes | null, RegExp]>([
    [
      'that has expired',
      'CERT_HAS_EXPIRED',
      { from: null, until: PAST },
      /^The certificate of .* expired on 2 Jan 2020 \(UTC\)/,
    ],
    [
      'that is not valid yet',
      'CERT_NOT_YET_VALID',
      { from: FUTURE, until: null },
      /^The cert.* not valid before 2 Mar 2149/,
    ],
    ['whose end is not known', 'CERT_HAS_EXPIRED', { from: PAST, until: null }, /^The TLS .*\(CERT_HAS_EXPIRED\)/],
    ['that nobody saw', 'CERT_HAS_EXPIRED', null, /^The TLS .*\(CERT_HAS_EXPIRED\)/],
    ['that is good, below one that is not', 'CERT_HAS_EXPIRED', { from: PAST, until: FUTURE }, /^The TLS connection/],
    ['that began, below one that has not', 'CERT_NOT_YET_VALID', { from: PAST, until: FUTURE }, /^The TLS connection/],
    [
      'that has expired, and is of nobody known',
      'SELF_SIGNED_CERT_IN_CHAIN',
      { from: null, until: PAST },
      /is not signed/,
    ],
  ])('a certificate %s is told with its day, where that is the reason', (_name, errorCode, certificate, sentence) => {
    const { code, message } = problemOfError(withCode(errorCode), TARGET, false, certificate);
    expect([code, message]).toEqual(['tls', expect.stringMatching(sentence)]);
  });

  test('a command without an answer is not a host without an answer', () => {
    expect(problemOfError(new Error('Command timed out'), TARGET, true)).toMatchObject({
      code: 'unresponsive',
      message: expect.stringMatching(/^Port open, Redis does not answer\./),
    });
    expect(problemOfError(withCode('ETIMEDOUT'), TARGET, true).code).toBe('unresponsive');
  });

  test.each<[string, string | null, ProblemCode]>([
    ['protected mode', 'DENIED Redis is running in protected mode because …', 'protected-mode'],
    ['too many clients', 'ERR max number of clients reached', 'max-clients'],
    ['something else', `ERR ${HOSTILE}`, 'unreadable'],
    ['no error at all', null, 'not-redis'],
  ])('unasked for: %s', (_, error, code) => {
    const problem = problemOfFault({ kind: 'unasked', error }, TARGET);
    expect(problem.code).toBe(code);
    expect(problem.message).not.toContain('script');
  });
});

describe('AUTH and INFO', () => {
  test.each<[string, ProblemCode | null]>([
    ['WRONGPASS invalid username-password pair or user is disabled.', 'auth'],
    ['ERR invalid password', 'auth'],
    ["ERR wrong number of arguments for 'auth' command", 'auth'],
    ['ERR max number of clients reached', 'max-clients'],
    ['DENIED Redis is running in protected mode …', 'protected-mode'],
    ['ERR Client sent AUTH, but no password is set', 'auth'],
  ])('AUTH with a user name: %s', (message, code) => {
    expect(problemOfAuth(errorReply(message), TARGET)?.code ?? null).toBe(code);
  });

  test.each([
    'ERR Client sent AUTH, but no password is set',
    'ERR AUTH <password> called without any password configured',
  ])('a password nobody asked for is none to stop at: %s', (message) => {
    expect(problemOfAuth(errorReply(message), targetOf({ port: 1, password: 'pw' }))).toBeNull();
  });

  test.each<[string, ProblemCode]>([
    ['NOAUTH Authentication required.', 'auth'],
    ["NOPERM this user has no permissions to run the 'info' command", 'noperm'],
    ["ERR unknown command 'INFO'", 'unreadable'],
    ['BUSY Redis is busy running a script.', 'unresponsive'],
  ])('INFO: %s', (message, code) => expect(problemOfInfo(errorReply(message), TARGET).code).toBe(code));

  test('no problem holds the password', () => {
    for (const message of ['WRONGPASS sesame', 'NOAUTH sesame', 'NOPERM sesame', 'ERR sesame']) {
      expect(JSON.stringify(problemOfInfo(errorReply(message), TARGET))).not.toContain('sesame');
    }
  });
});

describe('refusals name only what we sent ourselves', () => {
  test.each([
    [
      "NOPERM this user has no permissions to run the 'config' command or its subcommand",
      'User "observer" may not run config|set.',
    ],
    [
      "NOPERM User <b>x</b> has no permissions to run the 'config|set' command",
      'User "observer" may not run config|set.',
    ],
    ["ERR unknown command 'CONFIG'", 'CONFIG is not available on this server (renamed or disabled).'],
    [
      'ERR unknown command `CONFIG`, with args beginning with: `GET`, `save`, ',
      'CONFIG is not available on this server (renamed or disabled).',
    ],
    ['ERR Only CONFIG GET is allowed during loading', 'Redis refused CONFIG, without a reason Savepoint knows.'],
    ['LOADING Valkey is loading the dataset in memory', 'Redis is still loading its data.'],
    [`ERR ${HOSTILE}`, 'Redis refused CONFIG, without a reason Savepoint knows.'],
  ])('%s', (message, expected) => {
    expect(EN.unreadable(refusalOf(errorReply(message), 'config|set', TARGET.credentials))).toBe(expected);
  });
});

describe('PING', () => {
  const about = (product: string, unable: string) =>
    `MISCONF ${product} is configured to save RDB snapshots, but ${unable}. Commands that may modify the data set are disabled.`;
  test.each([
    ['2.8 and 3.2', about('Redis', 'is currently not able to persist on disk'), 'rdb'],
    ['4.0 to 6.2', about('Redis', 'it is currently not able to persist on disk'), 'rdb'],
    ['7.0 and later', about('Redis', "it's currently unable to persist to disk"), 'rdb'],
    ['Valkey', about('Valkey', "it's currently unable to persist to disk"), 'rdb'],
    ['a wording of the future', 'MISCONF', 'rdb'],
    ['the AOF', 'MISCONF Errors writing to the AOF file: No space left on device', 'aof'],
  ])('refused, in the words of %s', (_, text, cause) => {
    expect(pingAnswer(errorReply(text), TARGET.credentials)).toEqual({
      kind: 'refused',
      cause,
      text,
    });
  });

  test.each<[string, Reply | undefined]>([
    ['LOADING', errorReply('LOADING Redis is loading the dataset in memory')],
    ['NOPERM', errorReply("NOPERM this user has no permissions to run the 'ping' command")],
    ['MASTERDOWN', errorReply("MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.")],
    ['a number', 1],
    ['nothing', null],
    ['missing', undefined],
  ])('%s proves nothing', (_, reply) => {
    expect(pingAnswer(reply, TARGET.credentials)).toMatchObject({
      kind: 'unknown',
      reason: expect.stringMatching(/\.$/),
    });
  });

  test('evidence holds no control characters and ends somewhere', () => {
    const answer = pingAnswer(errorReply(`MISCONF \u001b[31m\u202e${'x'.repeat(5000)}`), TARGET.credentials);
    expect(answer).toMatchObject({ kind: 'refused', text: expect.not.stringMatching(/[\u001b\u202e]/) });
    expect(answer.kind === 'refused' && answer.text.length).toBe(400);
  });
});

describe('BGSAVE, in the words of each release', () => {
  const rewriting = "can't BGSAVE right now. Use BGSAVE SCHEDULE in order to schedule a BGSAVE";
  test.each<[string, Reply, boolean, string]>([
    ['started', 'Background saving started', false, 'started'],
    ['scheduled', 'Background saving scheduled', true, 'scheduled'],
    ['fork refused, every release', errorReply('ERR'), false, 'fork-refused'],
    ['fork refused at once, though scheduled', errorReply('ERR '), true, 'fork-refused'],
    ['a save runs', errorReply('ERR Background save already in progress'), false, 'already-saving'],
    [
      '2.8 while rewriting',
      errorReply("ERR Can't BGSAVE while AOF log rewriting is in progress"),
      false,
      'child-active',
    ],
    ['3.2', errorReply(`ERR An AOF log rewriting in progress: ${rewriting} whenver possible.`), false, 'child-active'],
    [
      '6.0+',
      errorReply(`ERR Another child process is active (AOF?): ${rewriting} whenever possible.`),
      false,
      'child-active',
    ],
    [
      '2.8 knows no SCHEDULE',
      errorReply("ERR wrong number of arguments for 'bgsave' command"),
      true,
      'schedule-unsupported',
    ],
    ['3.2.0 neither', errorReply('ERR syntax error'), true, 'schedule-unsupported'],
    ['loading', errorReply('LOADING Redis is loading the dataset in memory'), false, 'loading'],
    ['renamed', errorReply("ERR unknown command 'BGSAVE'"), false, 'refused'],
    ['not allowed', errorReply("NOPERM this user has no permissions to run the 'bgsave' command"), false, 'refused'],
    ['an answer that is none', 'PONG', false, 'no-answer'],
    ['nothing', null, false, 'no-answer'],
  ])('%s', (_, reply, schedule, kind) => expect(bgsaveReplyOf(reply, TARGET, schedule).kind).toBe(kind));
});

describe('the guard', () => {
  const get = (value: string) => ['stop-writes-on-bgsave-error', value];
  const info = `# Server\r\nrun_id:${'b'.repeat(40)}\r\n`;
  test.each<[string, readonly Reply[], unknown]>([
    [
      'changed',
      [get('yes'), 'OK', get('no'), info],
      { kind: 'done', before: 'yes', after: 'no', runId: 'b'.repeat(40), atomic: true },
    ],
    [
      'changed back by somebody else',
      [get('yes'), 'OK', get('yes'), info],
      { kind: 'done', before: 'yes', after: 'yes', runId: 'b'.repeat(40), atomic: true },
    ],
    [
      'no run id',
      [get('yes'), 'OK', get('no'), null],
      { kind: 'done', before: 'yes', after: 'no', runId: null, atomic: true },
    ],
    [
      'refused',
      [get('yes'), errorReply('NOPERM x'), get('yes'), info],
      { kind: 'refused', why: { kind: 'not-permitted', user: 'observer', command: 'config|set' } },
    ],
    [
      'not to be read back',
      [errorReply('NOPERM x'), 'OK', errorReply('NOPERM x'), info],
      { kind: 'no-answer', problem: expect.objectContaining({ code: 'unreadable' }) },
    ],
    ['answers missing', [], { kind: 'no-answer', problem: expect.objectContaining({ code: 'unreadable' }) }],
  ])('%s', (_, replies, expected) => expect(guardReplyOf(replies, TARGET, true)).toEqual(expected));
});

describe('the reply guard', () => {
  function check(bytes: string, awaited: number, pieces = 1): string | null {
    const guard = new ReplyGuard();
    guard.expect(awaited);
    const all = Buffer.from(bytes);
    const size = Math.ceil(all.length / pieces);
    for (let at = 0; at < all.length; at += size) {
      const fault = guard.check(all.subarray(at, at + size));
      if (fault !== null) return fault.kind;
    }
    return null;
  }

  test.each([
    ['a whole transaction', '+OK\r\n+QUEUED\r\n*2\r\n*2\r\n$1\r\na\r\n$0\r\n\r\n-ERR x\r\n', 3, null],
    ['empty and null values', '*0\r\n*-1\r\n$-1\r\n:-5\r\n', 4, null],
    ['a value that looks like replies', '$14\r\n+OK\r\n*9\r\n$\r\n-x\r\n', 1, null],
    ['a banner of HTTP', 'HTTP/1.1 400 Bad Request\r\n', 1, 'not-redis'],
    ['a banner of SSH', 'SSH-2.0-OpenSSH\r\n', 1, 'not-redis'],
    ['garbage after a reply', '+OK\r\nfoo\r\n', 2, 'malformed'],
    ['a push of RESP3', '>2\r\n+subscribe\r\n+x\r\n', 1, 'not-redis'],
    ['one reply too many', '+OK\r\n$-1\r\n', 1, 'unasked'],
    ['a bulk of 2 MB', '$2097152\r\n', 1, 'too-large'],
    ['an array of a million', '*1000000\r\n', 1, 'too-large'],
    ['arrays without end', '*1\r\n'.repeat(1000), 1, 'too-large'],
    ['a line without end', `+${'x'.repeat(100_000)}`, 1, 'too-large'],
    ['a length that is none', '$abc\r\n', 1, 'malformed'],
    ['a length below -1', '$-2\r\n', 1, 'malformed'],
    ['a line feed alone', '+OK\n', 1, 'malformed'],
  ])('%s', (_, bytes, awaited, expected) => {
    expect(check(bytes, awaited)).toBe(expected);
    expect(check(bytes, awaited, bytes.length)).toBe(expected);
  });

  test('many small replies are too large together', () => {
    expect(check(`$1000000\r\n${'x'.repeat(1_000_000)}\r\n`.repeat(3), 3)).toBe('too-large');
  });
});
