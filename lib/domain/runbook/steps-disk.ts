import { IO_ERRORS } from '../instance/host-commands';
import type { RunbookContext } from './runbook-context';
import { ask, lookAt, mend, type StepDeed } from './runbook-step';
import { log } from './steps-opening';
import { anotherDir } from './steps-path';
import type { RunbookStep } from './runbook';

/** ENOSPC and EDQUOT: bytes, inodes or a quota. */
export function diskFull(context: RunbookContext): readonly RunbookStep[] {
  const { words, cli, dir, failing } = context;
  const { runbookDisk, runbookMend } = words;
  const biggest = lookAt('biggest', runbookDisk.biggest, { command: `sudo du -xah ${dir} | sort -rh | head -n 20` });
  const start = [log(context), where(context), ...space(context), biggest];
  if (failing === 'aof') return [...start, room(context)];
  return [
    ...start,
    ask('no-save', runbookDisk.noSave, { command: cli('INFO', 'persistence'), goTo: 'no-save' }),
    room(context),
    // A child writes `temp-PID.rdb` and renames it at its end (redis-persistence.md, 8): it is in use while it runs.
    mend('remove-temp', runbookMend.removeTemp, {
      command: `sudo find ${dir} -maxdepth 1 -name 'temp-*.rdb' -mmin +60 -print -delete`,
      changes: 'host',
    }),
  ];
}

export function room({ words: { runbookMend } }: RunbookContext): RunbookStep {
  return mend('free-space', runbookMend.freeSpace, { changes: 'host' });
}

export function where({ cli, words, shownDir }: RunbookContext): RunbookStep {
  return ask('where', words.runbookDisk.where(shownDir), {
    command: cli('CONFIG', 'GET', 'dir'),
    runbook: 'path-missing',
  });
}

/** `df` for bytes, and for inodes: either is ENOSPC. */
export function space({ dir, kind, words: { runbookDisk } }: RunbookContext): readonly RunbookStep[] {
  const isFull = kind === 'disk-full';
  const last: StepDeed = isFull ? { goTo: 'log' } : {};
  const inodes = isFull ? runbookDisk.inodes : { ...runbookDisk.inodes, ifNot: runbookDisk.roomElse };
  return [
    lookAt('space', runbookDisk.space, { command: `df -h ${dir}`, goTo: 'inodes' }),
    lookAt('inodes', inodes, { command: `df -i ${dir}`, ...last }),
  ];
}

/** EROFS: mounted so, after an error of the disk, or for Redis alone (ProtectSystem of systemd, a container's mount). */
export function readOnly(context: RunbookContext): readonly RunbookStep[] {
  const { words, dir, pid, unit } = context;
  const { runbookDisk, runbookLook, runbookMend } = words;
  const kernel = { ...runbookLook.kernel, ifNot: runbookLook.kernel.ifNone };
  return [
    log(context),
    where(context),
    lookAt('mounted', runbookDisk.mounted, { command: `findmnt -T ${dir}` }),
    lookAt('sandbox', runbookDisk.sandbox, { command: `sudo findmnt -N ${pid} -T ${dir}`, goTo: 'log' }),
    lookAt('unit', runbookDisk.unit, {
      command: "systemctl show 'redis*' 'valkey*' -p Id -p ProtectSystem -p ReadWritePaths",
      variants: [
        { by: 'docker', command: "docker inspect -f '{{.HostConfig.ReadonlyRootfs}} {{json .Mounts}}' NAME" },
        { by: 'kubernetes', command: "kubectl get pod POD -o jsonpath='{.spec.containers[*].volumeMounts}'" },
      ],
    }),
    lookAt('kernel', kernel, { command: IO_ERRORS }),
    mend('remount', runbookMend.remount, {
      command: `sudo mount -o remount,rw "$(findmnt -n -o TARGET -T ${dir})"`,
      changes: 'host',
      runbook: 'io-error',
    }),
    mend('write-paths', runbookMend.writePaths, { command: `sudo systemctl edit ${unit}`, changes: 'host' }),
    ...anotherDir(context),
  ];
}

/** EIO: the data have to be elsewhere before anything is repaired. */
export function ioError(context: RunbookContext): readonly RunbookStep[] {
  const { words, dir } = context;
  return [
    log(context),
    where(context),
    lookAt('kernel', words.runbookLook.kernel, { command: IO_ERRORS }),
    lookAt('device', words.runbookDisk.device, {
      command: `sudo smartctl -H -A "$(findmnt -n -o SOURCE -T ${dir})"`,
    }),
    ...anotherDir(context),
    mend('see-to-disk', words.runbookMend.seeToDisk, { changes: 'host' }),
  ];
}

/** EISDIR: rename(2) puts no file in the place of a directory (redis-persistence.md, 8 and 11). */
export function inTheWay(context: RunbookContext): readonly RunbookStep[] {
  const { words, file } = context;
  return [
    log(context),
    where(context),
    lookAt('in-the-way', words.runbookDisk.inTheWay, { command: `ls -ld ${file}`, runbook: 'unknown' }),
    lookAt('mountpoint', words.runbookDisk.mountpoint, { command: `findmnt ${file}` }),
    mend('move-away', words.runbookMend.moveAway, {
      // Two words of a shell side by side are one.
      command: `sudo mv -n ${file} ${file}.directory`,
      changes: 'host',
      goTo: 'mountpoint',
    }),
  ];
}

/** EFBIG: prlimit raises it for a process that runs (redis-persistence.md, 11). */
export function fileSize(context: RunbookContext): readonly RunbookStep[] {
  const { words, pid } = context;
  return [
    log(context),
    lookAt('file-size', words.runbookDisk.fileSize, {
      command: `grep 'Max file size' /proc/${pid}/limits`,
      runbook: 'disk-full',
    }),
    mend('raise-file-size', words.runbookMend.raiseFileSize, {
      command: `sudo prlimit --pid ${pid} --fsize=unlimited:unlimited`,
      changes: 'host',
      goTo: 'raise-file-size',
    }),
  ];
}
