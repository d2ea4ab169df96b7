import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../lib/domain/instance/instance';
import { RUNBOOK_KINDS, type Runbook } from '../../lib/domain/runbook/runbook';
import { failingOf } from '../../lib/domain/runbook/runbook-kind';
import type { Cause, CauseKind, FailureStage } from '../../lib/domain/save/save';
import { EN } from '../../lib/domain/words/en';
import { ZH } from '../../lib/domain/words/zh';
import { aRunbook, commandsOf, commandsOfStep, EVERY_RUNBOOK } from '../support/a-runbook';
import { facts, MISCONF_AOF, MISCONF_RDB, type Patch } from '../support/a-sighting';
import { leftInEnglish } from '../support/catalogue';

const idsOf = ({ steps }: Runbook): readonly string[] => steps.map(({ id }) => id);
const stepOf = (runbook: Runbook, id: string) => runbook.steps.find((step) => step.id === id);

function cause(kind: CauseKind, stage: FailureStage | null = 'child', evidence: Cause['evidence'] = []): Cause {
  return { kind, confidence: 'likely', stage, evidence, against: [] };
}

/** Ids are kept with what was ticked off: one that changes here loses that. */
const STEP_IDS = [
  'aof-off aof-off-now aof-on aof-on-again aof-whole bgsave biggest ceiling check-copy clients configured copy-out count',
  'count-again crash cwd device diskless do-not-save dump-dir dump-name evidence file-size follows free free-memory free-space',
  'give-back give-memory gone guard-kept guard-no-help guard-on hold-writes in-the-way inodes isolate keep-replica kernel killed',
  'lastsave let-fork limits log make-dir memory modules mounted mountpoint move-away no-save no-time note other-dir overcommit',
  'ping policy prepare raise-file-size raise-limit rebuild remount remove-temp replicas restart rights sandbox see-to-disk',
  'set-dir set-name space status tasks threads traces unit verify volume where who write-paths writes',
]
  .join(' ')
  .split(' ');

it('every step has its id for good', () => {
  const replica: Patch = { server: { role: 'replica' }, aof: { enabled: true } };
  const all = EVERY_RUNBOOK.flatMap(({ kind, server, failing }) => [
    ...idsOf(aRunbook({ asked: kind, failing }, { server })),
    ...idsOf(aRunbook({ asked: kind, failing }, { ...replica, server: { ...server, role: 'replica' } })),
  ]);
  expect([...new Set(all)].sort()).toEqual([...STEP_IDS].sort());
});

describe.each(EVERY_RUNBOOK)('the runbook for $name', ({ kind, server, failing }) => {
  const runbook = aRunbook({ asked: kind, failing }, { server });

  it('has each step once, under an id that can be kept', () => {
    const ids = idsOf(runbook);
    expect(ids.filter((id) => !/^[a-z0-9-]{1,64}$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('looks first and changes nothing meanwhile; what changes something says so', () => {
    const phases = runbook.steps.map(({ phase }) => ['look', 'mend', 'prove'].indexOf(phase));
    expect(phases).toEqual([...phases].sort());
    for (const step of runbook.steps) {
      if (step.phase === 'look') expect([step.id, step.changes]).toEqual([step.id, 'nothing']);
      if (step.changes === 'nothing') {
        const changing =
          /CONFIG SET|BGSAVE|SHUTDOWN|--rdb|sysctl vm|prlimit|chown|mv |install |-delete|mount -o|iptables|set-property/;
        expect(commandsOfStep(step).filter((command) => changing.test(command))).toEqual([]);
      }
    }
  });

  it('leads from every “if not” to a step or a runbook that is there', () => {
    for (const { id, ifNot, leads, expected } of runbook.steps) {
      if (ifNot === null) continue;
      expect([id, expected === null]).toEqual([id, false]);
      expect([id, [ifNot.goTo, ifNot.runbook].filter((target) => target !== null).length]).toEqual([id, 1]);
      if (ifNot.goTo !== null) expect(idsOf(runbook)).toContain(ifNot.goTo);
      if (ifNot.runbook !== null) expect(RUNBOOK_KINDS).toContain(ifNot.runbook);
      for (const lead of leads) expect(lead.runbook).not.toBe(kind);
    }
  });

  it('ends with a save, its proof, the guard on again and a note', () => {
    const last = ['bgsave', 'verify', 'lastsave', 'ping', 'guard-on', 'guard-kept', 'note'];
    expect(
      idsOf(runbook)
        .filter((id) => last.includes(id))
        .sort(),
    ).toEqual([...last].sort());
    expect(idsOf(runbook).slice(-3)).toEqual(['guard-on', 'guard-kept', 'note']);
    expect(stepOf(runbook, 'bgsave')?.action).toBe('bgsave');
    expect(stepOf(runbook, 'guard-on')?.action).toBe('guard');
  });

  it('holds no password, and asks for none', () => {
    for (const command of commandsOf(runbook)) {
      expect(command).not.toMatch(
        /-cli[^|;]* (?:-a|--pass|-u) |REDISCLI_AUTH=|requirepass|ACL (?:LIST|GETUSER)|redis:\/\//,
      );
    }
    expect(runbook.notes.join('\n')).toContain('REDISCLI_AUTH');
  });

  it('gives no advice that makes it worse', () => {
    const commands = commandsOf(runbook);
    for (const command of commands)
      expect(command).not.toMatch(/mkdir|rm -|cli.* SAVE\b|FLUSH|\bp?kill(?:all)? |systemctl restart/);
    const isFree = server.version === '6.2.16';
    if (!isFree) {
      expect(commands.filter((command) => /CONFIG SET (?:dir|dbfilename)/.test(command))).toEqual([]);
      // A directory is made for the next start alone, once the data are out.
      const made = runbook.steps.filter(({ command }) => command?.includes('install -d'));
      const ids = idsOf(runbook);
      for (const { id } of made) {
        expect(id).toBe('prepare');
        expect(ids.indexOf('check-copy')).toBeLessThan(ids.indexOf('prepare'));
        expect(ids.indexOf('restart')).toBe(ids.indexOf('prepare') + 1);
      }
    }
    const off = commands.filter((command) => command.includes('stop-writes-on-bgsave-error no'));
    if (runbook.failing === 'aof') expect(off).toEqual([]);
    if (off.length > 0) expect(idsOf(runbook).indexOf('no-time')).toBeGreaterThan(idsOf(runbook).indexOf('bgsave'));
    if (kind === 'tampered') expect(off).toEqual([]);
  });

  it('says the same in Chinese, and no sentence of it in English', () => {
    const chinese = aRunbook({ asked: kind, failing }, { server }, ZH);
    expect(chinese.steps.map(({ id, command }) => [id, command])).toEqual(
      runbook.steps.map(({ id, command }) => [id, command]),
    );
    const told = chinese.steps.flatMap(({ title, why, expected, ifNot }) => [
      title,
      why,
      expected,
      ifNot?.means ?? null,
    ]);
    const left = [chinese.title, chinese.when, ...chinese.notes, ...told].flatMap((text) =>
      leftInEnglish((text ?? '').replace(/“[^”]*”|CONFIG SET [a-z- ]+/g, '')),
    );
    expect(left).toEqual([]);
  });
});

describe('by release', () => {
  const gone: Patch = { config: { dir: { value: '' } } };
  it('a directory that is gone: up to 6.2 Redis is led to another one, later it is a copy, then a restart', () => {
    const older = aRunbook({ asked: 'path-missing' }, { ...gone, server: { version: '6.2.16' } });
    expect(stepOf(older, 'other-dir')?.command).toBe('redis-cli -h 10.0.3.14 -p 6379 CONFIG SET dir DIR');
    expect(idsOf(older)).not.toContain('restart');
    for (const version of ['7.0.15', null]) {
      const ids = idsOf(aRunbook({ asked: 'path-missing' }, { ...gone, server: { version } }));
      expect(ids).not.toContain('other-dir');
      const order = ['hold-writes', 'copy-out', 'check-copy', 'prepare', 'restart', 'count-again', 'bgsave'];
      expect(ids.filter((id) => order.includes(id))).toEqual(order);
      expect(ids).not.toContain('no-time');
    }
  });
  it('a restart beside an AOF starts without it', () => {
    for (const enabled of [true, null]) {
      const ids = idsOf(aRunbook({ asked: 'path-missing' }, { ...gone, aof: { enabled } }));
      expect(ids.indexOf('aof-off')).toBeLessThan(ids.indexOf('restart'));
      expect(ids.indexOf('aof-on')).toBeGreaterThan(ids.indexOf('count-again'));
    }
    expect(idsOf(aRunbook({ asked: 'path-missing' }, gone))).not.toContain('aof-off');
  });
  it('the AOF is turned off only where that lets writes in', () => {
    const offered = (version: string | null) => idsOf(aRunbook({ asked: 'aof' }, { server: { version } }));
    for (const version of ['5.0.14', '7.0.15']) expect(offered(version)).toContain('aof-off-now');
    for (const version of ['4.0.14', null]) expect(offered(version)).not.toContain('aof-off-now');
  });
  it('a replica of 7.0 and newer is first kept from ending itself', () => {
    const of = (version: string) => aRunbook({ asked: 'disk-full' }, { server: { role: 'replica', version } });
    expect(of('7.0.15').steps.find(({ phase }) => phase === 'mend')?.id).toBe('keep-replica');
    expect(idsOf(of('6.2.16'))).not.toContain('keep-replica');
  });
});

describe('by what is known', () => {
  it('letting writes in is offered only where the guard may refuse them, and the guard turned on only where it should be', () => {
    const ids = (changed: Patch) => idsOf(aRunbook({ asked: 'disk-full' }, changed));
    expect(ids({})).toContain('no-time');
    expect(ids({ config: { guard: { value: 'no' } } })).not.toContain('no-time');
    expect(ids({ config: { savePoints: { value: [] } } })).not.toContain('no-time');
    expect(ids({ config: { savePoints: { value: null, reason: 'No.' } } })).toContain('no-time');
    const endpoint = { kind: 'unix', path: '/run/redis.sock' } as const;
    const cache = aRunbook({ asked: 'disk-full', instance: { name: 'cache', endpoint, expectedGuard: 'no' } });
    expect(idsOf(cache)).not.toContain('guard-on');
  });
  it('commands go to a socket, over TLS, or to a Valkey', () => {
    const ping = (endpoint: Endpoint, changed: Patch = {}) =>
      stepOf(aRunbook({ instance: { name: 'a', endpoint, expectedGuard: 'yes' } }, changed), 'writes')?.command;
    expect(ping({ kind: 'unix', path: '/run/a b.sock' })).toBe("redis-cli -s '/run/a b.sock' PING");
    expect(ping({ kind: 'tcp', host: '::1', port: 1, tls: true })).toBe('redis-cli -h ::1 -p 1 --tls PING');
    const valkey = { server: { software: 'valkey', version: '8.1.1' } } as const;
    expect(ping({ kind: 'tcp', host: 'v', port: 1, tls: false }, valkey)).toBe('valkey-cli -h v -p 1 PING');
  });
  it('over TLS they name the files of the configuration, and a note says whose those are', () => {
    const endpoint = { kind: 'tcp', host: 'r', port: 1, tls: true } as const;
    const instance = { name: 'a', endpoint, expectedGuard: 'yes' } as const;
    const file = (path: string) => ({ path, where: 'savepoint.yaml, line 7' });
    const tls = {
      ca: file('/etc/our ca.crt'),
      cert: file('/s.crt'),
      key: file('/s.key'),
      serverName: 'redis.internal',
    };
    const runbook = aRunbook({ instance: { ...instance, tls } });
    expect(stepOf(runbook, 'writes')?.command).toBe(
      "redis-cli -h r -p 1 --tls --sni redis.internal --cacert '/etc/our ca.crt' --cert /s.crt --key /s.key PING",
    );
    expect(runbook.notes).toContain(EN.runbook.notes.tlsFiles);
    expect(runbook.notes).not.toContain(EN.runbook.notes.tls);
    expect(aRunbook({ instance }).notes).toContain(EN.runbook.notes.tls);
  });
  it('without facts there is a runbook all the same, with what is to be put in', () => {
    const runbook = aRunbook({ asked: 'name-taken', facts: null });
    expect(stepOf(runbook, 'in-the-way')?.command).toBe('ls -ld DIR/FILE');
    expect(runbook.notes).toContain(EN.runbook.notes.directory);
    expect(runbook.notes).toContain(EN.runbook.notes.file);
    expect(aRunbook({ asked: 'name-taken' }).notes).not.toContain(EN.runbook.notes.file);
  });
  it('where nothing fails it says so', () => {
    expect(aRunbook({}, { rdb: { lastStatus: 'ok' } }).notes).toContain(EN.runbook.notes.calm);
    expect(aRunbook().notes).not.toContain(EN.runbook.notes.calm);
    expect(aRunbook({ failing: 'aof' }, { rdb: { lastStatus: 'ok' } }).notes).not.toContain(EN.runbook.notes.calm);
  });
  it('an uncertain cause is told as one', () => {
    const unsure = { ...cause('fork-memory', 'fork'), confidence: 'possible' } as const;
    expect(aRunbook({ cause: unsure }).notes).toContain(EN.runbook.notes.unsure);
    expect(aRunbook({ cause: cause('fork-memory', 'fork') }).notes).not.toContain(EN.runbook.notes.unsure);
  });
});

describe('which runbook', () => {
  const kindOf = (of: Cause | null, failing: 'rdb' | 'aof' = 'rdb') => aRunbook({ cause: of, failing }).kind;
  it.each<[string, Cause | null, 'rdb' | 'aof', string]>([
    ['the kind of the cause', cause('disk-full'), 'rdb', 'disk-full'],
    ['the same for an AOF', cause('disk-full', null), 'aof', 'disk-full'],
    ['a refused fork without a reason', cause('unknown', 'fork'), 'rdb', 'fork-unknown'],
    ['nothing known', null, 'rdb', 'unknown'],
    ['a child that failed without a reason', cause('unknown'), 'rdb', 'unknown'],
    ['an AOF without a reason', cause('unknown', null), 'aof', 'aof'],
    [
      'a directory, as the log says',
      cause('io-error', 'child', [{ told: 'log-line', said: 'Error moving temp DB file: Is a directory', line: 3 }]),
      'rdb',
      'name-taken',
    ],
    [
      'a limit on files, as the AOF says',
      cause('disk-full', null, [{ told: 'aof-named', error: 'File too large' }]),
      'aof',
      'file-limit',
    ],
    [
      'a sentence of an earlier release',
      cause('io-error', 'child', ['The log says: Is a directory.']),
      'rdb',
      'name-taken',
    ],
  ])('%s', (_name, of, failing, expected) => {
    expect(kindOf(of, failing)).toBe(expected);
  });
  it('what a person asks for', () => {
    const runbook = aRunbook({ cause: cause('disk-full'), asked: 'permission' });
    expect([runbook.kind, runbook.confidence]).toEqual(['permission', null]);
  });
  it('is about what is refused: snapshots, the AOF, or what the states say', () => {
    expect(failingOf(facts({ ping: MISCONF_AOF }))).toBe('aof');
    expect(failingOf(facts({ ping: MISCONF_RDB, aof: { enabled: true, lastWriteStatus: 'err' } }))).toBe('rdb');
    expect(failingOf(facts({ aof: { enabled: true, lastWriteStatus: 'err' } }))).toBe('aof');
    expect(failingOf(facts({ rdb: { lastStatus: 'err' }, aof: { enabled: true, lastWriteStatus: 'err' } }))).toBe(
      'rdb',
    );
    expect(failingOf(null)).toBe('rdb');
  });
});
