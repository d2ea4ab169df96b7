import 'server-only';
import { WORST_FIRST } from '../domain/instance/order-instances';
import type { EpochMs } from '../domain/observation/observation';
import type { InstanceView } from '../domain/state/instance-view';

/** One value of an instance. `split`: which of several that one metric has of it. */
export interface Sample {
  readonly split?: string;
  readonly value: number;
}

/** What one metric tells of each instance. */
export interface InstanceMetric {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  /** The label that tells several samples of one instance apart; null where there is one at most. */
  readonly split: string | null;
  /** No sample where it is not known: 0 would be an answer. */
  readonly read: (view: InstanceView, now: EpochMs) => readonly Sample[];
}

/** Null: not known. */
type Told = number | boolean | null;

function single(
  type: InstanceMetric['type'],
  name: string,
  help: string,
  read: (view: InstanceView, now: EpochMs) => Told,
): InstanceMetric {
  const samples = (told: Told): readonly Sample[] => (told === null ? [] : [{ value: Number(told) }]);
  return { name, help, type, split: null, read: (view, now) => samples(read(view, now)) };
}

const gauge = single.bind(null, 'gauge');
const counter = single.bind(null, 'counter');

const seconds = (milliseconds: number | null): number | null => (milliseconds === null ? null : milliseconds / 1000);
const isOk = (status: 'ok' | 'err' | null): boolean | null => (status === null ? null : status === 'ok');

function ageSeconds({ observedAt }: InstanceView, now: EpochMs): number | null {
  // A clock that was set back makes no age below 0; `facts_fresh` counts on one that nobody sets.
  return observedAt === null ? null : Math.max(0, now - observedAt) / 1000;
}

/** Refused by persistence? A replica takes no writes of clients by its role: that is no refusal. */
function areWritesRefused({ writes: { availability } }: InstanceView): boolean | null {
  return availability === 'unknown' ? null : availability === 'rejected';
}

/** An override shows in the facts: without any it is not known whether one is open. */
function ofOverride(
  view: InstanceView,
  read: (override: NonNullable<InstanceView['guard']['override']>) => boolean,
): boolean | null {
  if (view.observedAt === null) return null;
  return view.guard.override !== null && read(view.guard.override);
}

function isSaving({ save, rdb }: InstanceView): boolean | null {
  if (save !== null) return true;
  return rdb.inProgress === null ? null : false;
}

const STATE: InstanceMetric = {
  name: 'savepoint_instance_state',
  help: 'The state of the instance: 1 for the one it is in, 0 for the other nine.',
  type: 'gauge',
  split: 'state',
  read: ({ state }) => WORST_FIRST.map((split) => ({ split, value: Number(split === state) })),
};

const FAILURE_CAUSE: InstanceMetric = {
  name: 'savepoint_instance_failure_cause',
  help: 'Always 1, with the kind of why saves or AOF writes fail, or of where the dump goes. Absent: nothing fails, or nothing was read.',
  type: 'gauge',
  split: 'kind',
  read: ({ cause }) => (cause === null ? [] : [{ split: cause.kind, value: 1 }]),
};

/** Everything that is told of each instance; docs/guide/prometheus.md has the same list. */
export const INSTANCE_METRICS: readonly InstanceMetric[] = [
  STATE,
  gauge(
    'savepoint_instance_facts_fresh',
    '1 while Savepoint sees the instance; 0: all that it tells of it is as of the last time.',
    ({ live }) => live,
  ),
  gauge('savepoint_instance_facts_age_seconds', 'Age of the last facts. Absent before the first.', ageSeconds),
  gauge(
    'savepoint_instance_facts_timestamp_seconds',
    'When the last facts were read. Absent before the first.',
    (view) => seconds(view.observedAt),
  ),
  gauge(
    'savepoint_instance_writes_known',
    '1 where it is known whether writes are refused, else 0.',
    (view) => areWritesRefused(view) !== null,
  ),
  gauge(
    'savepoint_instance_writes_refused',
    '1 while persistence refuses writes (MISCONF), 0 while it does not. Absent where that is not known.',
    areWritesRefused,
  ),
  counter(
    'savepoint_instance_refused_commands_total',
    'Commands that persistence refused in this run of the server, those of Savepoint not counted. Absent where it is not counted, as before 6.2.',
    ({ writes }) => writes.rejectedCount,
  ),
  gauge(
    'savepoint_instance_guard_off',
    '1 where stop-writes-on-bgsave-error is no, 0 where it is yes. Absent where it cannot be read.',
    ({ guard }) => (guard.value === null ? null : guard.value === 'no'),
  ),
  gauge(
    'savepoint_instance_guard_differs',
    '1 where the guard is not as expected by the configuration. Absent where it cannot be read.',
    ({ guard }) => (guard.value === null ? null : guard.value !== guard.expected),
  ),
  gauge('savepoint_instance_override_open', '1 while an operator has switched the guard off here.', (view) =>
    ofOverride(view, () => true),
  ),
  gauge(
    'savepoint_instance_override_expired',
    '1 once the end of the override has come and the guard could not be turned on.',
    (view) => ofOverride(view, ({ expiredAt }) => expiredAt !== null),
  ),
  gauge(
    'savepoint_instance_override_end_timestamp_seconds',
    'When the override ends. Absent without one, and for one that ends at no time.',
    ({ guard }) => seconds(guard.override?.until.at ?? null),
  ),
  gauge(
    'savepoint_instance_last_save_ok',
    '1 where the last save (RDB) was good, 0 where it failed. Absent in a new process that was not seen to save: it says ok before it has.',
    ({ rdb }) => (rdb.lastStatus === 'ok' && rdb.lastGoodSaveAt === null ? null : isOk(rdb.lastStatus)),
  ),
  gauge(
    'savepoint_instance_incident_open',
    '1 while an incident of it is open, which nothing but a good save that was seen closes, else 0. Absent before the first facts.',
    ({ incident, observedAt }) => (observedAt === null ? null : incident !== null),
  ),
  gauge(
    'savepoint_instance_save_failures_in_a_row',
    'Failed saves since the last good one. Absent where they cannot be counted.',
    ({ rdb }) => rdb.failuresInARow,
  ),
  gauge(
    'savepoint_instance_unsaved_changes',
    'Changes since the last save: what a crash would lose, unless an AOF has it.',
    ({ rdb }) => rdb.changesSinceLastSave,
  ),
  gauge(
    'savepoint_instance_last_good_save_timestamp_seconds',
    'When the last good save ended that was seen or is proven. Absent where none is: the start of the process is no save.',
    ({ rdb }) => seconds(rdb.lastGoodSaveAt),
  ),
  gauge(
    'savepoint_instance_last_save_duration_seconds',
    'How long the last good save took.',
    ({ rdb }) => rdb.lastDurationSeconds,
  ),
  gauge(
    'savepoint_instance_last_save_cow_bytes',
    'Memory that was copied during the last good save.',
    ({ rdb }) => rdb.lastCowBytes,
  ),
  gauge('savepoint_instance_save_running', '1 while a save to disk runs. Absent where that is not known.', isSaving),
  FAILURE_CAUSE,
  gauge(
    'savepoint_instance_aof_last_write_ok',
    '1 where the last write to the append-only file was good, 0 where it failed. Absent without such a file.',
    ({ aof }) => (aof.enabled === true ? isOk(aof.lastWriteStatus) : null),
  ),
];
