import type { InstanceView } from '../../lib/domain/state/instance-view';
import { EN } from '../../lib/domain/words/en';
import { anInstance } from './a-registered-instance';
import { aSavepoint, OPERATOR } from './a-savepoint';

/**
 * A Savepoint of its own, for a network, a disk or an environment of its own: `watching-process.ts DATA_DIR URL`. It polls that server
 * ten times a second and prints whatever it tells that it did not tell last: `told STATE PROBLEM SENTENCE` (`-` for no problem),
 * `store SENTENCE` (`-` while it can be written) and `event KIND`. SIGUSR1: it switches the guard off, and prints `off applied` or `off CODE`.
 */
const [dataDir = '', url = ''] = process.argv.slice(2);
const { hostname: host, port, protocol } = new URL(url);
const endpoint = { kind: 'tcp', host, port: Number(port), tls: protocol === 'rediss:' } as const;
const instance = anInstance(url, { endpoint });
const { savepoint } = await aSavepoint([instance], { dataDir, pollIntervalMs: 100 });

const last = new Map<string, string>();
function tell(what: string, text: string): void {
  if (last.get(what) !== text) console.log(`${what} ${text}`);
  last.set(what, text);
}

function tellOf({ state, problem, observedAt }: InstanceView): void {
  if (problem === null && observedAt === null) return;
  tell('told', `${state} ${problem?.code ?? '-'} ${problem?.message ?? ''}`.trimEnd());
}

savepoint.subscribe((change) => {
  if (change.kind === 'event') console.log(`event ${change.event.detail.kind}`);
  if (change.kind === 'pulse') tell('store', change.storeProblem ?? '-');
  if (change.kind === 'instance') tellOf(change.view(EN));
});
// What was seen before anybody listened is not told again.
const seen = savepoint.instance(instance.id);
if (seen !== null) tellOf(seen);

process.on('SIGUSR1', () => {
  const off = { value: 'no', expected: 'yes', confirm: instance.name, reason: 'checkout down' } as const;
  const request = { ...off, until: null, rewrite: false, runId: null };
  void savepoint.setStopWrites(instance.id, request, OPERATOR).then((result) => {
    console.log(`off ${result.ok ? result.value.action.outcome : result.refusal.code}`);
  });
});
