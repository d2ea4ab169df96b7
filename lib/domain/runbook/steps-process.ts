import { KILLED, OVERCOMMIT } from '../instance/host-commands';
import type { RunbookContext } from './runbook-context';
import { ask, lookAt, mend } from './runbook-step';
import { choosingLog, log } from './steps-opening';
import { room, space, where } from './steps-disk';
import { copy } from './steps-path';
import type { RunbookStep } from './runbook';

/** EACCES and EPERM. Most were seen in containers, where the volume belongs to another user. */
export function permission(context: RunbookContext): readonly RunbookStep[] {
  const { words, dir, user } = context;
  const { runbookDisk, runbookMend } = words;
  return [
    log(context),
    where(context),
    ...rights(context, runbookDisk.rights.ifNot),
    lookAt('policy', runbookDisk.policy, {
      command: `lsattr -d ${dir}; sudo dmesg -T | grep -iE 'apparmor|selinux|avc' | tail -n 20`,
      goTo: 'log',
    }),
    mend('give-back', runbookMend.giveBack, {
      command: `sudo chown ${user} ${dir}`,
      variants: [{ by: 'docker', command: `docker exec -u 0 NAME chown "$(docker exec NAME id -u)" ${dir}` }],
      changes: 'host',
    }),
    ...copy(context),
    mend('volume', runbookMend.volume, { changes: 'host' }),
  ];
}

/** `ifNot`: what it means that the rights are fine. */
function rights({ words: { runbookDisk }, dir, pid }: RunbookContext, ifNot: string): readonly RunbookStep[] {
  return [
    lookAt('who', runbookDisk.who, {
      command: `ps -o user=,pid=,args= -p ${pid}`,
      variants: [
        { by: 'docker', command: 'docker exec NAME id' },
        { by: 'kubernetes', command: 'kubectl exec POD -- id' },
      ],
    }),
    lookAt(
      'rights',
      { ...runbookDisk.rights, ifNot },
      {
        command: `namei -l ${dir}`,
        variants: [
          { by: 'docker', command: `docker exec NAME ls -lan ${dir}` },
          { by: 'kubernetes', command: `kubectl exec POD -- ls -lan ${dir}` },
          { by: 'kubernetes', command: "kubectl get pod POD -o jsonpath='{.spec.securityContext}'" },
        ],
      },
    ),
  ];
}

/** SIGKILL: the OOM killer of the host or of a container, or a person; SIGSEGV is a crash. */
export function childKilled(context: RunbookContext): readonly RunbookStep[] {
  const { words, cli, unit } = context;
  const { runbookLook, runbookMend } = words;
  return [
    log(context),
    lookAt('killed', runbookLook.killed, {
      command: KILLED,
      variants: [{ by: 'systemd', command: "journalctl -k --no-pager | grep -iE 'out of memory|killed process'" }],
    }),
    ask('memory', runbookLook.memory, { command: cli('INFO', 'memory') }),
    lookAt('free', { ...runbookLook.free, ifNot: words.runbookDisk.roomElse }, { command: 'free -m' }),
    lookAt('ceiling', runbookLook.ceiling, {
      command: "systemctl show 'redis*' 'valkey*' -p Id -p MemoryMax -p MemoryCurrent",
      variants: [
        { by: 'docker', command: "docker inspect -f '{{.State.OOMKilled}} {{.HostConfig.Memory}}' NAME" },
        { by: 'kubernetes', command: 'kubectl describe pod POD' },
      ],
      goTo: 'log',
    }),
    mend('free-memory', runbookMend.freeMemory, { changes: 'host' }),
    mend('give-memory', runbookMend.giveMemory, {
      command: `sudo systemctl set-property --runtime ${unit}.service MemoryMax=SIZE`,
      variants: [{ by: 'docker', command: 'docker update --memory SIZE --memory-swap SIZE NAME' }],
      changes: 'host',
    }),
  ];
}

/** Nothing names the cause: the log first, and then what is most often at fault, one after the other. */
export function unknown(context: RunbookContext): readonly RunbookStep[] {
  const { words } = context;
  const { runbookLook, runbookMend } = words;
  return [
    choosingLog(context),
    where(context),
    ...space(context),
    ...rights(context, words.runbookDisk.rightsElse),
    lookAt('killed', runbookLook.killed, { command: KILLED }),
    lookAt('overcommit', runbookLook.overcommit, { command: OVERCOMMIT, runbook: 'fork-limit' }),
    room(context),
    mend('free-memory', runbookMend.freeMemory, { changes: 'host' }),
  ];
}
