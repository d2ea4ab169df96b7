import 'server-only';
import type { Savepoint } from '../runtime/facade';

/** The version of package.json. */
export const VERSION = '0.1.0';

/** What a metric tells of Savepoint itself. Null: not known, and then there is no sample. */
export interface SavepointMetric {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly labels?: Readonly<Record<string, string>>;
  readonly read: (savepoint: MetricsSource) => number | null;
}

export type MetricsSource = Pick<Savepoint, 'instances' | 'configProblems' | 'storeProblem' | 'sincePollMs' | 'now'>;

/** Savepoint, its store and its process; docs/guide/prometheus.md has the same list. */
export const SAVEPOINT_METRICS: readonly SavepointMetric[] = [
  {
    name: 'savepoint_build_info',
    help: 'Always 1, with the version of Savepoint and of its Node.',
    type: 'gauge',
    labels: { version: VERSION, node: process.versions.node },
    read: () => 1,
  },
  {
    name: 'savepoint_instances',
    help: 'Instances that are watched.',
    type: 'gauge',
    read: (savepoint) => savepoint.instances().length,
  },
  {
    name: 'savepoint_configuration_problems',
    help: 'Instances that are configured or registered, and not watched because something is wrong with their entry.',
    type: 'gauge',
    read: (savepoint) => savepoint.configProblems().length,
  },
  {
    name: 'savepoint_store_problem',
    help: '1 while history and audit cannot be written: then nothing can be changed through Savepoint.',
    type: 'gauge',
    read: (savepoint) => Number(savepoint.storeProblem() !== null),
  },
  {
    name: 'savepoint_last_poll_age_seconds',
    help: 'Since the last look at any instance ended, whatever it saw. Absent before the first.',
    type: 'gauge',
    read: (savepoint) => {
      const milliseconds = savepoint.sincePollMs();
      return milliseconds === null ? null : milliseconds / 1000;
    },
  },
  {
    name: 'process_start_time_seconds',
    help: 'When the process of Savepoint started.',
    type: 'gauge',
    read: () => performance.timeOrigin / 1000,
  },
  {
    name: 'process_cpu_seconds_total',
    help: 'CPU time that the process of Savepoint has used.',
    type: 'counter',
    read: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    },
  },
  {
    name: 'process_resident_memory_bytes',
    help: 'Resident memory of the process of Savepoint.',
    type: 'gauge',
    read: () => process.memoryUsage.rss(),
  },
];
