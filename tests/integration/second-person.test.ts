import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ActorRole } from '../../lib/domain/action/action';
import { APPROVAL_MS, type Approval } from '../../lib/domain/action/approval';
import type { Principal } from '../../lib/domain/access/principal';
import { EN } from '../../lib/domain/words/en';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type Step, type TestSavepoint } from '../support/a-savepoint';
import {
  callsOf,
  guardOf,
  refusalOfResult,
  runIdOf,
  switchOff,
  switchOn,
  valueOfResult,
} from '../support/action-bench';
import { aPerson } from '../support/an-approval';
import { eventually } from '../support/eventually';
import { startRedis, type RedisServer } from '../support/redis-server';

const ID = 'orders-primary';
const GO: { readonly confirm: string | null; readonly note: string | null } = { confirm: ID, note: null };

let redis: RedisServer;
let watch: TestSavepoint;
let ada: Principal;
let bob: Principal;
let aheadMs: number;
let onStep: ((step: Step) => void) | null;
const others: TestSavepoint[] = [];

async function start(dataDir?: string): Promise<TestSavepoint> {
  const started = await aSavepoint([anInstance(redis.url)], {
    ...(dataDir === undefined ? {} : { dataDir }),
    secondPersonIn: ['production'],
    now: () => Date.now() + aheadMs,
    onStep: (step) => onStep?.(step),
  });
  await eventually('the first look', () => started.savepoint.instance(ID)?.guard.value ?? null);
  return started;
}

async function somebody(name: string, role: ActorRole): Promise<Principal> {
  const given = { name, password: 'correct horse battery', role };
  const { id } = valueOfResult(await watch.savepoint.auth.addPerson(given, OPERATOR, EN));
  return aPerson(name, id, Date.now(), role);
}

beforeEach(async () => {
  aheadMs = 0;
  onStep = null;
  redis = await startRedis();
  watch = await start();
  ada = await somebody('ada', 'admin');
  bob = await somebody('bob', 'operator');
});

afterEach(async () => {
  for (const other of others.splice(0)) await other.stop();
  await watch.dispose();
  await redis.stop();
});

const ask = async (changed: Parameters<typeof switchOff>[0] = {}, who = ada): Promise<Approval> =>
  valueOfResult(await watch.savepoint.askApproval(ID, switchOff(changed), who)).approval;
const approve = (id: string, who = bob, given = GO) => watch.savepoint.approve(id, given, who);
const statusOf = async (id: string) => (await watch.savepoint.getApproval(id))?.status;
const waits = () => watch.savepoint.instance(ID)?.guard.approval?.id ?? null;
const told = async () => {
  const { rows } = await watch.savepoint.listAudit({ instanceId: ID, limit: 20 });
  return rows.map(({ kind, actor, outcome }) => `${kind} ${actor.name} ${outcome}`);
};
const sent = () => callsOf(redis, 'config|set');

describe('asked for', () => {
  test('nothing is done, and everybody sees it within the next frames of the stream', async () => {
    expect(watch.savepoint.needsSecondPerson(ID, 'no')).toBe(true);
    watch.changes.splice(0);
    const approval = await ask();
    expect(approval.endsAt - approval.askedAt).toBe(15 * 60_000);
    expect(approval.request.runId).toBe(await runIdOf(redis));
    expect([await guardOf(redis), await sent()]).toEqual(['yes', 0]);
    expect(waits()).toBe(approval.id);
    const views = watch.changes.flatMap((change) => (change.kind === 'instance' ? [change.view(EN)] : []));
    expect(views.map(({ guard }) => guard.approval?.id)).toContain(approval.id);
    expect(await told()).toEqual(['approval ada pending']);
  });

  test('past the rule nothing is switched off, and turning on, saving and a plan need nobody', async () => {
    const off = refusalOfResult(await watch.savepoint.setStopWrites(ID, switchOff(), OPERATOR));
    expect([off.code, off.message]).toEqual(['not_possible', EN.approval.needed]);
    const plan = valueOfResult(await watch.savepoint.plan(ID, { action: 'set-stop-writes', value: 'no' }));
    expect(plan.secondPerson).toBe(true);
    await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
    expect(watch.savepoint.needsSecondPerson(ID, 'yes')).toBe(false);
    const on = valueOfResult(await watch.savepoint.setStopWrites(ID, switchOn(), OPERATOR));
    expect(on.action).toMatchObject({ outcome: 'applied', after: 'yes', approval: null });
    const bgsave = { schedule: false, reason: null, runId: null };
    expect((await watch.savepoint.triggerBgsave(ID, bgsave, OPERATOR)).ok).toBe(true);
  });

  test.each([
    ['a wrong name', { confirm: 'orders' }, 'invalid'],
    ['a short reason', { reason: 'because' }, 'invalid'],
    ['no expected value', { expected: null }, 'precondition_required'],
    ['another value than the live one', { expected: 'no' }, 'conflict'],
    ['another process', { runId: 'f'.repeat(40) }, 'conflict'],
    ['an end that has passed', { until: { kind: 'time', at: 1 } }, 'invalid'],
    ['a file that is not there', { rewrite: true }, 'not_possible'],
  ] as const)('with %s it is refused at once, and nobody is asked', async (_name, changed, code) => {
    expect(refusalOfResult(await watch.savepoint.askApproval(ID, switchOff(changed), ada)).code).toBe(code);
    expect([waits(), await told()]).toEqual([null, []]);
  });

  test('it is one of an instance: the next is told who asked', async () => {
    await ask();
    const second = refusalOfResult(await watch.savepoint.askApproval(ID, switchOff(), bob));
    expect([second.code, second.message]).toEqual(['not_possible', EN.approval.openAlready('ada')]);
  });
});

describe('approved', () => {
  test('it is done once, as who asked, and the audit names both', async () => {
    const { id } = await ask();
    const { action, view } = valueOfResult(await approve(id, bob, { ...GO, note: 'the disk is being freed' }));
    expect(action).toMatchObject({ outcome: 'applied', actor: { name: 'ada' }, reason: 'checkout down, INC-4312' });
    expect(action.approval).toEqual({ id, by: bob.actor, note: 'the disk is being freed' });
    expect([await guardOf(redis), await sent(), await statusOf(id)]).toEqual(['no', 1, 'approved']);
    expect([view.guard.override?.by, waits()]).toEqual(['ada', null]);
    expect(await told()).toEqual(['set-stop-writes ada applied', 'approval bob applied']);
    const [, entry] = (await watch.savepoint.listAudit({ instanceId: ID, limit: 2 })).rows;
    expect(entry?.message).toMatch(
      /^Approved by bob: "the disk is being freed"\. ada asked for it at .+ The guard is off,/,
    );
  });

  test('again by the same person it tells what became of it, and does nothing', async () => {
    const { id } = await ask();
    const first = valueOfResult(await approve(id));
    const again = valueOfResult(await approve(id));
    expect([again.action.id, await sent()]).toEqual([first.action.id, 1]);
    const other = refusalOfResult(await approve(id, await somebody('eve', 'admin')));
    expect(other.message).toBe(EN.approval.over.approved);
  });

  test('by several at once it is done once', async () => {
    const { id } = await ask();
    const eve = await somebody('eve', 'operator');
    const all = await Promise.all([approve(id, bob), approve(id, eve), approve(id, bob), approve(id, eve)]);
    // One that came after the others were through is told of the same action.
    const done = all.flatMap((result) => (result.ok ? [result.value.action.id] : []));
    expect(new Set(done).size).toBe(1);
    expect([await guardOf(redis), await sent(), await statusOf(id)]).toEqual(['no', 1, 'approved']);
    expect((await told()).filter((line) => line.startsWith('set-stop-writes'))).toEqual([
      'set-stop-writes ada applied',
    ]);
  });

  test('after another change meanwhile it is a conflict, void, and nothing is sent', async () => {
    const { id } = await ask();
    await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
    const before = await sent();
    expect(refusalOfResult(await approve(id)).code).toBe('conflict');
    expect([await sent(), await statusOf(id), waits()]).toEqual([before, 'void', null]);
    expect(await told()).toContain('approval bob not-applied');
  });

  test('while Redis does not answer it waits on, and can be approved after that', async () => {
    const { id } = await ask();
    process.kill(redis.pid, 'SIGSTOP');
    expect(refusalOfResult(await approve(id)).code).toBe('unreachable');
    process.kill(redis.pid, 'SIGCONT');
    expect([await statusOf(id), waits()]).toEqual(['waiting', id]);
    valueOfResult(await approve(id));
    expect(await guardOf(redis)).toBe('no');
  });
});

describe('not approved', () => {
  test.each([
    ['by who asked', () => ada, GO, 'forbidden', EN.approval.samePerson],
    [
      'by who asked, in another browser',
      () => aPerson('ada', ada.session?.personId ?? '', Date.now()),
      GO,
      'forbidden',
      EN.approval.samePerson,
    ],
    [
      'by a viewer',
      () => ({ ...bob, actor: { ...bob.actor, role: 'viewer' as const } }),
      GO,
      'forbidden',
      EN.signIn.mayNot('viewer'),
    ],
    [
      'by a token',
      () => ({ actor: bob.actor, by: 'token' as const, session: null }),
      GO,
      'forbidden',
      EN.approval.needsAccount,
    ],
    ['without the name of the instance', () => bob, { confirm: null, note: null }, 'invalid', EN.blocked.confirmWrong],
    ['with another name', () => bob, { confirm: 'orders', note: null }, 'invalid', EN.blocked.confirmWrong],
  ] as const)('%s', async (_name, who, given, code, message) => {
    const { id } = await ask();
    const refusal = refusalOfResult(await approve(id, who(), given));
    expect([refusal.code, refusal.message]).toEqual([code, message]);
    expect([await guardOf(redis), await sent(), await statusOf(id)]).toEqual(['yes', 0, 'waiting']);
  });

  test('declined by another, it is over', async () => {
    const { id } = await ask();
    expect(refusalOfResult(await watch.savepoint.decline(id, null, ada)).message).toBe(EN.approval.samePerson);
    const declined = valueOfResult(await watch.savepoint.decline(id, 'wait for the DBA', bob));
    expect([declined.status, declined.note, waits()]).toEqual(['declined', 'wait for the DBA', null]);
    expect(refusalOfResult(await approve(id)).message).toBe(EN.approval.over.declined);
    expect(await told()).toEqual(['approval bob not-applied']);
  });

  test('withdrawn by who asked, it is over', async () => {
    const { id } = await ask();
    expect(refusalOfResult(await watch.savepoint.withdraw(id, bob)).message).toBe(EN.approval.notYours);
    expect(valueOfResult(await watch.savepoint.withdraw(id, ada)).status).toBe('withdrawn');
    expect(refusalOfResult(await approve(id)).message).toBe(EN.approval.over.withdrawn);
    expect((await ask()).status).toBe('waiting');
  });

  test('in fifteen minutes it has expired, and nothing happens by itself', async () => {
    const { id } = await ask();
    aheadMs = APPROVAL_MS;
    expect(refusalOfResult(await approve(id)).message).toBe(EN.approval.over.expired);
    await eventually('the record of it', async () => (await statusOf(id)) === 'expired');
    expect([await guardOf(redis), await sent(), waits()]).toEqual(['yes', 0, null]);
    expect(await told()).toEqual(['approval savepoint not-applied']);
  });

  test.each([
    ['switched off', { disabled: true }],
    ['lowered to viewer', { role: 'viewer' }],
  ] as const)('when the account of who asked was %s it is void', async (_name, change) => {
    const boss = await somebody('boss', 'admin');
    const { id } = await ask();
    const { auth } = watch.savepoint;
    valueOfResult(await auth.changePerson(ada.session?.personId ?? '', change, boss.actor, EN));
    expect(refusalOfResult(await approve(id)).code).toMatch(/^(conflict|not_possible)$/);
    await eventually('the record of it', async () => (await statusOf(id)) === 'void');
    expect([await guardOf(redis), await sent(), waits()]).toEqual(['yes', 0, null]);
  });

  test('who asked as administrator and is one no more gets no override without an end', async () => {
    const boss = await somebody('boss', 'admin');
    const { id } = await ask({ until: { kind: 'none', at: null } });
    const { auth } = watch.savepoint;
    valueOfResult(await auth.changePerson(ada.session?.personId ?? '', { role: 'operator' }, boss.actor, EN));
    expect(refusalOfResult(await approve(id)).code).toBe('forbidden');
    expect([await guardOf(redis), await statusOf(id)]).toEqual(['yes', 'void']);
  });
});

describe('beside another Savepoint on the same data', () => {
  const second = async (): Promise<TestSavepoint> => {
    const other = await start(watch.dataDir);
    others.push(other);
    return other;
  };
  const seenBy = ({ savepoint }: TestSavepoint) => savepoint.instance(ID)?.guard.approval?.id ?? null;

  test('what is asked in one is seen in the other, and what is decided in one waits in neither', async () => {
    const other = await second();
    const { id } = await ask();
    await eventually('the other to show it', () => seenBy(other) === id);
    valueOfResult(await other.savepoint.decline(id, null, bob));
    await eventually('the first to show it no more', () => waits() === null);
    const next = await ask();
    await eventually('the other to show the next', () => seenBy(other) === next.id);
    valueOfResult(await approve(next.id));
    await eventually('the other to show it no more', () => seenBy(other) === null);
    expect([await guardOf(redis), await sent()]).toEqual(['no', 1]);
  });

  test('approved in both at once, it is done once', async () => {
    const other = await second();
    const eve = await somebody('eve', 'operator');
    const { id } = await ask();
    await Promise.all([approve(id, bob), other.savepoint.approve(id, GO, eve)]);
    expect([await guardOf(redis), await sent(), await statusOf(id)]).toEqual(['no', 1, 'approved']);
  });

  test('what one was asked before it ended expires in the other', async () => {
    const other = await second();
    const { id } = await ask();
    await watch.stop();
    aheadMs = APPROVAL_MS;
    await eventually('the record of it', async () => (await other.savepoint.getApproval(id))?.status === 'expired');
    watch = await start(watch.dataDir);
  });
});

describe('over a restart', () => {
  test('it waits on, and can be approved', async () => {
    const { id } = await ask();
    await watch.stop();
    watch = await start(watch.dataDir);
    expect(waits()).toBe(id);
    valueOfResult(await approve(id));
    expect(await guardOf(redis)).toBe('no');
  });

  test('that took longer than it stands it has expired', async () => {
    const { id } = await ask();
    await watch.stop();
    aheadMs = APPROVAL_MS + 1;
    watch = await start(watch.dataDir);
    expect(refusalOfResult(await approve(id)).message).toBe(EN.approval.over.expired);
    await eventually('the record of it', async () => (await statusOf(id)) === 'expired');
  });

  test.each([
    ['before it was sent', 'before-sending', 'not-applied', 'yes', 0],
    ['once Redis had answered', 'answered', 'applied', 'no', 1],
  ] as const)(
    'after kill -9 %s it ends by reading back, and is never sent again',
    async (_n, at, outcome, guard, count) => {
      const { id } = await ask();
      let left = '';
      onStep = (step) => {
        if (step !== at || left !== '') return;
        left = watch.copyData();
        // Here that process has died.
        throw new Error('killed');
      };
      await approve(id).catch(() => undefined);
      onStep = null;
      await watch.stop();
      rmSync(watch.dataDir, { recursive: true });
      watch = await start(left);
      const approval = await watch.savepoint.getApproval(id);
      expect(approval).toMatchObject({ status: 'approved', decidedBy: { name: 'bob' } });
      await eventually('the action to end', async () => {
        const action = await watch.savepoint.getAction(approval?.actionId ?? '');
        return action?.outcome === outcome;
      });
      expect([await guardOf(redis), await sent()]).toEqual([guard, count]);
      expect(await told()).toEqual([`set-stop-writes ada ${outcome}`, `approval bob ${outcome}`]);
    },
  );
});
