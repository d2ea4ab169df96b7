import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Every program that a command of ours may name: here each only writes down what it was given. */
const PROGRAMS =
  'redis-cli valkey-cli redis-check-rdb sudo df ls findmnt namei lsattr ps stat pgrep grep tail sort head wc docker kubectl journalctl systemctl dmesg free cat';

export interface ShellRun {
  /** Every word that a program was given. */
  readonly words: readonly string[];
  /** What a command that was smuggled in would have made. */
  readonly hasCanary: boolean;
  /** What `sh -n` and bash found wrong with the text itself. */
  readonly syntax: string;
}

/** The name of a file that nothing makes, unless what stands in a name is run. */
export const CANARY = 'canary';

/** Runs commands in a real bash that has none of the programs: what they are given is written down, word by word. */
export function wordsGiven(commands: readonly string[]): ShellRun {
  const home = mkdtempSync(join(tmpdir(), 'savepoint-shell-'));
  const functions = PROGRAMS.split(' ').map((name) => `${name}() { printf '%s\\0' "$@" >&3; }`);
  writeFileSync(join(home, 'commands'), [...functions, ...commands].join('\n'));
  try {
    const text = join(home, 'text');
    writeFileSync(text, commands.join('\n'));
    const checked = ['sh', 'bash'].map((shell) => spawnSync(shell, ['-n', text], { encoding: 'utf8' }));
    const bash = ['--noprofile', '--norc', '-c', 'exec 3>given; PATH=/nowhere; . ./commands'];
    spawnSync('/bin/bash', bash, { cwd: home, encoding: 'utf8' });
    return {
      words: readFileSync(join(home, 'given'), 'utf8').split('\0').slice(0, -1),
      hasCanary: existsSync(join(home, CANARY)),
      syntax: checked.map(({ stderr }) => stderr).join(''),
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Ends what one command gave to its program. */
const END = '\u0001';

/** Runs commands, one program each, in a real sh: what each program was started with by the kernel, its name first. */
export function argvGiven(commands: readonly string[]): readonly (readonly string[])[] {
  const home = mkdtempSync(join(tmpdir(), 'savepoint-argv-'));
  const bin = join(home, 'bin');
  mkdirSync(bin);
  const program = `#!/bin/sh\nprintf '%s\\0' "\${0##*/}" "$@" '${END}' >> '${home}/given'\n`;
  for (const name of PROGRAMS.split(' ')) writeFileSync(join(bin, name), program, { mode: 0o755 });
  try {
    spawnSync('/bin/sh', ['-s'], { cwd: home, env: { ...process.env, PATH: bin }, input: `${commands.join('\n')}\n` });
    const given = readFileSync(join(home, 'given'), 'utf8').split(`${END}\0`).slice(0, -1);
    return given.map((argv) => argv.split('\0').slice(0, -1));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
