import { LET_FORK, OVERCOMMIT } from '../instance/host-commands';
import type { RunbookContext } from './runbook-context';
import { ask, lookAt, mend } from './runbook-step';
import { choosingLog, log } from './steps-opening';
import type { RunbookStep } from './runbook';

/** ENOMEM: seen with overcommit_memory 0 and 2, on hosts with much free memory too. */
export function forkMemory(context: RunbookContext): readonly RunbookStep[] {
  return [log(context), ...memory(context), ...mendMemory(context)];
}

/** EAGAIN: a limit of the user, of the unit or of the container. */
export function forkLimit(context: RunbookContext): readonly RunbookStep[] {
  return [log(context), ...limits(context), ...mendLimit(context)];
}

/** The errno is in the log alone: an answer to BGSAVE that is empty names none (redis-persistence.md, 4 and 9). */
export function forkUnknown(context: RunbookContext): readonly RunbookStep[] {
  return [choosingLog(context), ...memory(context), ...limits(context), ...mendMemory(context), ...mendLimit(context)];
}

export function memory({ cli, words: { runbookLook }, kind }: RunbookContext): readonly RunbookStep[] {
  const strict = kind === 'fork-memory' ? ({ runbook: 'fork-limit' } as const) : {};
  return [
    ask('memory', runbookLook.memory, { command: cli('INFO', 'memory') }),
    lookAt('free', runbookLook.free, { command: 'free -m' }),
    lookAt('overcommit', runbookLook.overcommit, { command: OVERCOMMIT, ...strict }),
  ];
}

function limits({ pid, user, words: { runbookLook } }: RunbookContext): readonly RunbookStep[] {
  return [
    lookAt('limits', runbookLook.limits, { command: `grep 'Max processes' /proc/${pid}/limits`, goTo: 'tasks' }),
    lookAt('threads', runbookLook.threads, { command: `ps -L --no-headers -u ${user} | wc -l` }),
    lookAt('tasks', runbookLook.tasks, {
      command: "systemctl show 'redis*' 'valkey*' -p Id -p TasksMax -p TasksCurrent",
      variants: [
        { by: 'docker', command: "docker inspect -f '{{.HostConfig.PidsLimit}}' NAME" },
        { by: 'kubernetes', command: 'kubectl exec POD -- cat /sys/fs/cgroup/pids.max /sys/fs/cgroup/pids.current' },
      ],
      goTo: 'log',
    }),
  ];
}

function mendMemory({ words: { runbookMend } }: RunbookContext): readonly RunbookStep[] {
  return [
    mend('free-memory', runbookMend.freeMemory, { changes: 'host' }),
    mend('let-fork', runbookMend.letFork, { command: LET_FORK, changes: 'host', goTo: 'free-memory' }),
  ];
}

/** prlimit changes a process that runs: with it forks pass again at once (redis-persistence.md, 11). */
function mendLimit({ pid, unit, words: { runbookMend } }: RunbookContext): readonly RunbookStep[] {
  return [
    mend('raise-limit', runbookMend.raiseLimit, {
      command: `sudo prlimit --pid ${pid} --nproc=unlimited:unlimited`,
      variants: [
        { by: 'systemd', command: `sudo systemctl set-property --runtime ${unit}.service TasksMax=infinity` },
        { by: 'docker', command: 'docker update --pids-limit -1 NAME' },
      ],
      changes: 'host',
      goTo: 'raise-limit',
    }),
  ];
}
