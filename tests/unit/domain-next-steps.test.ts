import { describe, expect, it } from 'vitest';
import type { NextStep, NextSteps } from '../../lib/domain/steps/next-step';
import type { Observation, ProblemCode } from '../../lib/domain/observation/observation';
import type { Cause, CauseKind, Confidence, FailureStage } from '../../lib/domain/save/save';
import { NOTHING_KNOWN } from '../../lib/domain/save/save-knowledge';
import { viewInstance, type ViewInput } from '../../lib/domain/state/view-instance';
import { anInstance } from '../support/a-registered-instance';
import { AT, MISCONF_AOF, MISCONF_RDB, NO_CONFIG, NO_PING, sighting, type Patch } from '../support/a-sighting';

const REGISTERED = {
  ...anInstance('redis://observer:s3cret-observer@10.0.3.14:6379'),
  operator: { username: null, password: 's3cret-operator' },
};
const CLI = 'redis-cli -h 10.0.3.14 -p 6379';

function stepsOf(changed: Patch = {}, rest: Partial<ViewInput> = {}): NextSteps | null {
  const seen = sighting(changed);
  return viewInstance({
    registered: REGISTERED,
    latest: seen,
    sighting: seen,
    knowledge: NOTHING_KNOWN,
    previous: null,
    now: AT + 400,
    staleAfterMs: 5000,
    ...rest,
  }).nextSteps;
}

/** A step in a few words: `=` where the answer is known, the button in brackets; and its command. */
function told({ title, command, action, known }: NextStep): string {
  const mark = action === null ? (known ? '= ' : '') : `[${action}] `;
  return `${mark}${title}${command === null ? '' : `: ${command}`}`;
}

function list(steps: NextSteps | null): readonly string[] {
  return steps?.steps.map(told) ?? [];
}

const REFUSED: Patch = { ping: MISCONF_RDB, rdb: { lastStatus: 'err', changesSinceLastSave: 12 } };

function cause(
  kind: CauseKind,
  stage: FailureStage | null = 'child',
  confidence: Confidence = 'likely',
): Partial<ViewInput> {
  const lastCause: Cause = { kind, confidence, stage, evidence: ['No child.', 'Much memory.'], against: [] };
  return { knowledge: { ...NOTHING_KNOWN, lastCause } };
}

function problem(code: ProblemCode): Partial<ViewInput> {
  const latest: Observation = { kind: 'problem', at: AT, problem: { code, message: 'It did not work.' } };
  return { latest, sighting: null };
}

const STILL = `= It is still so: ${CLI} PING`;
const SAVE = '[save] Save now, and see it through';
const NO_TIME = '[guard-off] No time for that?';
const LOG = `What does its log say?: ${CLI} CONFIG GET logfile`;
const DF = 'Is the disk full?: df -h /var/lib/redis';
const LS = 'May Redis write there?: ls -la /var/lib/redis';
const OOM = "Was the child killed?: dmesg -T | grep -iE 'out of memory|oom|killed process'";
const OVERCOMMIT = 'Does the host overcommit?: cat /proc/sys/vm/overcommit_memory';

describe('writes refused by the guard: still so, why, mend, save, and only then letting writes in', () => {
  it.each<[string, Patch, Partial<ViewInput>, readonly string[]]>([
    ['nothing known of the cause', REFUSED, {}, [STILL, LOG, DF, LS, OOM, OVERCOMMIT, SAVE, NO_TIME]],
    ['a child that failed', REFUSED, cause('unknown'), [STILL, LOG, DF, LS, OOM, SAVE, NO_TIME]],
    [
      'a refused fork',
      REFUSED,
      cause('unknown', 'fork'),
      [
        STILL,
        `Memory, or a limit?: ${CLI} CONFIG GET logfile`,
        `Is it memory?: ${CLI} INFO memory`,
        OVERCOMMIT,
        SAVE,
        NO_TIME,
      ],
    ],
    [
      'no memory to fork, with the figures of the failure',
      REFUSED,
      cause('fork-memory', 'fork'),
      [
        STILL,
        `= Is it memory?: ${CLI} INFO memory`,
        OVERCOMMIT,
        'Let it fork: sudo sysctl vm.overcommit_memory=1',
        SAVE,
        NO_TIME,
      ],
    ],
    ['a full disk', REFUSED, cause('disk-full'), [STILL, DF, 'Free disk space there', SAVE, NO_TIME]],
    ['no right to write', REFUSED, cause('permission'), [STILL, LS, 'Let Redis write there', SAVE, NO_TIME]],
    ['a killed child', REFUSED, cause('child-killed'), [STILL, OOM, 'Free memory', SAVE, NO_TIME]],
    [
      'a child that may have been killed: the log tells first whether it was',
      REFUSED,
      cause('child-killed', 'child', 'possible'),
      [STILL, LOG, OOM, 'Free memory', SAVE, NO_TIME],
    ],
    [
      'a limit on the size of files',
      REFUSED,
      cause('file-limit'),
      [STILL, "Which limit is it?: grep 'file size' /proc/$(pgrep -o redis-server)/limits", SAVE, NO_TIME],
    ],
    [
      'a directory with the name of the dump',
      REFUSED,
      cause('name-taken'),
      [STILL, 'What has the name of the dump?: ls -la /var/lib/redis', SAVE, NO_TIME],
    ],
    [
      'not proven',
      { ...REFUSED, ping: NO_PING },
      cause('disk-full'),
      [`Is it still so?: ${CLI} PING`, DF, 'Free disk space there', SAVE, NO_TIME],
    ],
    [
      'a save that runs again',
      { ...REFUSED, rdb: { lastStatus: 'err', inProgress: true } },
      cause('disk-full'),
      [STILL, DF, 'Free disk space there', '[save] See the running save through', NO_TIME],
    ],
    [
      'a directory that is not known',
      { ...REFUSED, config: { dir: { value: null, reason: 'No.' } } },
      cause('disk-full'),
      [STILL, `Where does the dump go?: ${CLI} CONFIG GET dir`, 'Free disk space there', SAVE, NO_TIME],
    ],
    [
      'an instance that is read-only here',
      REFUSED,
      { ...cause('disk-full'), registered: { ...REGISTERED, operator: null } },
      [STILL, DF, 'Free disk space there', `Save now, and see it through: ${CLI} BGSAVE`, NO_TIME],
    ],
    [
      'the guard and the AOF at once: the guard off lets none in',
      { ...REFUSED, aof: { enabled: true, lastWriteStatus: 'err' } },
      cause('disk-full'),
      [
        STILL,
        DF,
        'Free disk space there',
        SAVE,
        'Is the disk of the AOF full?: df -h /var/lib/redis',
        'The guard alone is not enough',
      ],
    ],
    [
      'a directory that was deleted: the data come out first, nothing is made anew and no save is tried',
      { ...REFUSED, config: { dir: { value: '' } } },
      {},
      [
        STILL,
        `= The data directory is gone: ${CLI} CONFIG GET dir`,
        `Copy the data out first: ${CLI} --rdb copy.rdb`,
        'Then restart it on the copy',
        NO_TIME,
      ],
    ],
    [
      'the same up to 6.2, where CONFIG SET dir heals',
      { ...REFUSED, server: { version: '6.2.16' }, config: { dir: { value: '' } } },
      {},
      [
        STILL,
        `= The data directory is gone: ${CLI} CONFIG GET dir`,
        `Copy the data out first: ${CLI} --rdb copy.rdb`,
        `Point Redis to a directory that exists: ${CLI} CONFIG SET dir DIR`,
        NO_TIME,
      ],
    ],
  ])('%s', (_name, changed, rest, expected) => {
    expect(list(stepsOf(changed, rest))).toEqual(expected);
  });

  it('is told in one line', () => {
    expect(stepsOf(REFUSED)?.short).toBe('See the Redis log for the cause, free disk or memory, then Save now.');
    expect(stepsOf(REFUSED, cause('disk-full'))?.short).toBe('Free disk space where the dump goes, then Save now.');
  });

  it('that sends nobody to mend what is only possible; of a directory that may be gone the warning stands', () => {
    const short = (kind: CauseKind, stage: FailureStage | null = 'child') =>
      stepsOf(REFUSED, cause(kind, stage, 'possible'))?.short;
    expect(short('child-killed')).toMatch(/^See the Redis log/);
    expect(short('disk-full')).toMatch(/^See the Redis log/);
    expect(short('fork-memory', 'fork')).toMatch(/^Free memory on the host/);
    expect(short('path-missing', null)).toMatch(/^Copy the data out/);
  });
});

describe('writes refused by an AOF error: neither a save nor the guard', () => {
  const AOF: Patch = { ping: MISCONF_AOF, aof: { enabled: true, lastWriteStatus: 'err' } };
  it('free the disk: Redis goes on by itself', () => {
    const steps = stepsOf(AOF);
    expect(list(steps)).toEqual([
      `= The AOF cannot be written: ${CLI} PING`,
      'Is the disk of the AOF full?: df -h /var/lib/redis',
      'Free disk space there',
      `See it through: ${CLI} PING`,
      'Leave the guard alone',
    ]);
    expect(steps?.steps[0]?.tells).toBe('Redis names the error: No space left on device.');
    expect(steps?.short).toBe('Free disk space where the AOF lies: Redis then takes writes again by itself.');
  });
});

describe('not saving', () => {
  const FAILING: Patch = { rdb: { lastStatus: 'err' }, config: { guard: { value: 'no' } } };
  it('with the guard off: mend, save, and only then turn the guard on', () => {
    expect(list(stepsOf(FAILING, cause('disk-full')))).toEqual([
      `Is it still so?: ${CLI} INFO persistence`,
      DF,
      'Free disk space there',
      SAVE,
      '[guard-on] Then turn the guard on',
    ]);
  });
  it('where the guard cannot be read: how to let Savepoint read it', () => {
    const steps = list(stepsOf({ rdb: { lastStatus: 'err' }, ping: NO_PING, config: NO_CONFIG }, cause('disk-full')));
    expect(steps.at(-1)).toBe(
      `Let Savepoint read the guard: ${CLI} ACL SETUSER savepoint on '>PASSWORD' resetkeys resetchannels '-@all' +info +ping '+config|get' '+acl|dryrun'`,
    );
  });
  it('a replica that will crash: that first', () => {
    const replica: Patch = { server: { role: 'replica' }, rdb: { lastStatus: 'err' }, ping: MISCONF_RDB };
    expect(list(stepsOf(replica, cause('disk-full'))).slice(0, 2)).toEqual([
      `Keep it from crashing: ${CLI} CONFIG SET replica-ignore-disk-write-errors yes`,
      '[guard-off] Or turn its guard off',
    ]);
    expect(list(stepsOf({ ...replica, ping: NO_PING, config: NO_CONFIG }))[0]).toBe(
      `Rule out a crash: ${CLI} CONFIG GET replica-ignore-disk-write-errors`,
    );
  });
});

describe('at risk', () => {
  it.each<[string, Patch, Partial<ViewInput>, readonly string[]]>([
    ['the guard off while saves work', { config: { guard: { value: 'no' } } }, {}, ['[guard-on] Turn the guard on']],
    [
      'the guard on where it should be off',
      {},
      { registered: { ...REGISTERED, expectedGuard: 'no' } },
      ['[guard-off] Turn the guard off'],
    ],
    [
      'overdue',
      { rdb: { changesSinceLastSave: 9, lastSaveTime: AT / 1000 - 4000 } },
      {},
      [`Is a save running?: ${CLI} INFO persistence`, LOG, SAVE],
    ],
    [
      'cancelled',
      {},
      { knowledge: { ...NOTHING_KNOWN, lastOutcome: 'cancelled' } },
      [`Who cancelled it?: ${CLI} CONFIG GET logfile`, SAVE],
    ],
    [
      'slow',
      { rdb: { inProgress: true, currentSeconds: 90 } },
      {},
      [
        `Does it still get on?: ${CLI} INFO persistence`,
        'Where does it hang?: ps -o pid,ppid,stat,wchan:20,args -C redis-server,valkey-server',
        '[save] See the running save through',
      ],
    ],
    [
      'a rewrite that failed',
      { aof: { enabled: true, lastRewriteStatus: 'err' } },
      {},
      [
        `Is it still so?: ${CLI} INFO persistence`,
        'Is the disk of the AOF full?: df -h /var/lib/redis',
        LOG,
        `Rewrite again: ${CLI} BGREWRITEAOF`,
      ],
    ],
    ['no save seen', { server: { uptimeSeconds: 240 }, rdb: { changesSinceLastSave: 9 } }, {}, [SAVE]],
    [
      'two risks: the steps of both, none twice',
      { config: { guard: { value: 'no' } } },
      { knowledge: { ...NOTHING_KNOWN, lastOutcome: 'cancelled', failureOpenSince: AT - 1000 } },
      ['[guard-on] Turn the guard on', `Who cancelled it?: ${CLI} CONFIG GET logfile`, SAVE, LOG],
    ],
  ])('%s', (_name, changed, rest, expected) => {
    expect(list(stepsOf(changed, rest))).toEqual(expected);
  });
});

describe('not seen', () => {
  const PING = `Does it answer you?: ${CLI} PING`;
  it.each<[ProblemCode, readonly string[]]>([
    [
      'refused',
      [
        PING,
        "Does the process run?: pgrep -a 'redis-server|valkey-server'",
        "Does it listen there?: ss -ltn '( sport = :6379 )'",
      ],
    ],
    [
      'unresponsive',
      [
        PING,
        'What does the process do?: ps -o pid,stat,wchan:20,etime,args -C redis-server,valkey-server',
        "Does it listen there?: ss -ltn '( sport = :6379 )'",
      ],
    ],
    ['dns', ['What does the name lead to?: getent hosts 10.0.3.14']],
    [
      'tls',
      ['What does TLS answer?: openssl s_client -connect 10.0.3.14:6379 </dev/null | openssl x509 -noout -dates', PING],
    ],
    ['unreachable-host', ['Is the host there?: ping -c 3 10.0.3.14', PING]],
    ['not-allowed', ['What does the name lead to?: getent hosts 10.0.3.14', 'Allow it']],
    ['max-clients', ["Who holds the connections?: ss -tn state established '( sport = :6379 )'"]],
    ['not-redis', [`What answers there?: ${CLI} INFO server`]],
  ])('unreachable: %s', (code, expected) => {
    expect(list(stepsOf({}, problem(code)))).toEqual(expected);
  });

  const OBSERVER = `${CLI} ACL SETUSER savepoint on '>PASSWORD' resetkeys resetchannels '-@all' +info +ping '+config|get' '+acl|dryrun'`;
  const OPERATOR = `${CLI} ACL SETUSER savepoint-operator on '>PASSWORD' resetkeys resetchannels '-@all' +info +ping '+config|get' +bgsave '+config|set' +multi +exec`;
  it('no access: the exact rights, and where the credentials are given', () => {
    const steps = stepsOf({}, problem('auth'));
    expect(list(steps)).toEqual([
      `Give Savepoint a user of its own: ${OBSERVER}`,
      `And one to act with: ${OPERATOR}`,
      'Tell Savepoint',
    ]);
    expect(steps?.steps[2]?.tells).toBe('Its credentials are given here: remove this instance and add it again.');
    expect(list(stepsOf({}, problem('noperm')))[0]).toBe(
      `Give it what it lacks: ${CLI} ACL SETUSER USER +info +ping '+config|get'`,
    );
  });
  it('no access: as the release takes it', () => {
    const last = (version: string): Partial<ViewInput> => ({
      ...problem('auth'),
      sighting: sighting({ server: { version } }),
    });
    expect(list(stepsOf({}, last('6.0.16')))[0]).not.toMatch(/resetchannels|dryrun/);
    expect(list(stepsOf({}, last('5.0.14')))).toEqual(['Tell Savepoint']);
  });
  it('unknown: INFO by hand', () => {
    expect(list(stepsOf({}, { now: AT + 60_000 }))).toEqual([`Ask it by hand: ${CLI} INFO persistence`]);
    expect(list(stepsOf({}, { latest: null, sighting: null }))[0]).toBe('Wait for the first poll');
  });
});

it('loading: wait', () => {
  expect(list(stepsOf({ loading: { active: true } }))[0]).toBe('Wait until it has loaded');
});

it('no persistence: is that meant?', () => {
  expect(list(stepsOf({ config: { savePoints: { value: [] } } }))).toEqual([
    'Is that meant?',
    `If not, set save points: ${CLI} CONFIG SET save '3600 1 300 100 60 10000'`,
  ]);
});

it('saved, or saving: nothing', () => {
  expect(stepsOf()).toBeNull();
  expect(stepsOf({ rdb: { inProgress: true, currentSeconds: 1 } })).toBeNull();
});

it('a dump where intruders send it: close it off, and no save, in any state', () => {
  const config = { dir: { value: '/root/.ssh' }, dbfilename: { value: 'authorized_keys' } };
  for (const changed of [{ config }, { ...REFUSED, config }]) {
    const steps = stepsOf(changed);
    expect(list(steps)).toEqual([
      'Do not save now',
      'Close it off',
      `Who is connected?: ${CLI} CLIENT LIST`,
      'What lies where it writes?: ls -la /root/.ssh',
    ]);
  }
});

describe('commands', () => {
  it('go to a socket, over TLS, or to a Valkey', () => {
    const at = (endpoint: (typeof REGISTERED)['endpoint'], changed: Patch = {}): string | undefined =>
      stepsOf({ ...REFUSED, ...changed }, { registered: { ...REGISTERED, endpoint } })?.steps[0]?.command ?? undefined;
    expect(at({ kind: 'unix', path: '/run/a b.sock' })).toBe("redis-cli -s '/run/a b.sock' PING");
    expect(at({ kind: 'tcp', host: '::1', port: 6380, tls: true })).toBe('redis-cli -h ::1 -p 6380 --tls PING');
    const valkey = { server: { software: 'valkey', version: '8.1.1' } } as const;
    expect(at({ kind: 'tcp', host: 'v', port: 1, tls: false }, valkey)).toBe('valkey-cli -h v -p 1 PING');

    const tls = { ca: { path: '/ca.crt', where: 'savepoint.yaml, line 7' }, cert: null, key: null, serverName: null };
    const registered = { ...REGISTERED, endpoint: { kind: 'tcp', host: 'r', port: 1, tls: true }, tls } as const;
    expect(stepsOf(REFUSED, { registered })?.steps[0]?.command).toBe('redis-cli -h r -p 1 --tls --cacert /ca.crt PING');
  });

  it('are quoted, and none is given that would hide what it does', () => {
    const host = (name: string) => ({
      registered: { ...REGISTERED, endpoint: { kind: 'tcp', host: name, port: 1, tls: false } as const },
    });
    expect(stepsOf(REFUSED, host("x'; rm -rf ~ #"))?.steps[0]?.command).toBe(
      "redis-cli -h 'x'\\''; rm -rf ~ #' -p 1 PING",
    );
    expect(stepsOf(REFUSED, host('x\u202ey'))?.steps[0]?.command).toBeNull();
    const dir = (value: string) => stepsOf({ ...REFUSED, config: { dir: { value } } }, cause('disk-full'))?.steps[1];
    expect(dir('/data/$(reboot)')?.command).toBe("df -h '/data/$(reboot)'");
    expect(dir('/data\n/x')?.title).toBe('Where does the dump go?');
  });

  const everything = (
    [
      'fork-memory',
      'fork-limit',
      'disk-full',
      'permission',
      'path-missing',
      'read-only-fs',
      'child-killed',
      'io-error',
      'file-limit',
      'name-taken',
      'tampered',
      'unknown',
    ] as const
  )
    .flatMap((kind) => ([null, 'fork', 'child'] as const).map((stage) => stepsOf(REFUSED, cause(kind, stage))))
    .concat(
      (['auth', 'noperm', 'refused', 'timeout', 'config', 'protected-mode'] as const).map((code) =>
        stepsOf({}, problem(code)),
      ),
    )
    .flatMap((steps) => steps?.steps ?? []);

  it('never hold a secret, never SAVE, never make a directory, never set dir on 7.0 and newer', () => {
    const commands = everything.map(({ command }) => command ?? '');
    expect(commands.length).toBeGreaterThan(100);
    for (const command of commands) {
      expect(command).not.toMatch(/s3cret|observer:| SAVE\b|mkdir|CONFIG SET dir|-cli .* -a /);
    }
  });

  it('letting writes in is never offered before a save', () => {
    for (const stage of [null, 'fork', 'child'] as const) {
      const actions = stepsOf(REFUSED, cause('unknown', stage))?.steps.map(({ action }) => action) ?? [];
      expect(actions.indexOf('guard-off')).toBeGreaterThan(actions.indexOf('save'));
      expect(actions.indexOf('save')).toBeGreaterThan(0);
    }
  });
});

it('says the same from poll to poll, whatever figures run along', () => {
  const at = (late: number) =>
    stepsOf(
      {
        ...REFUSED,
        memory: { rssBytes: 9_000_000_000 + late },
        rdb: { lastStatus: 'err', changesSinceLastSave: late },
      },
      cause('fork-memory', 'fork'),
    );
  expect(at(900)).toEqual(at(1));
});
