import { beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../lib/domain/instance/instance';
import { RUNBOOK_KINDS } from '../../lib/domain/runbook/runbook';
import { runbookMarkdown } from '../../lib/domain/runbook/runbook-markdown';
import { EN } from '../../lib/domain/words/en';
import { aRunbook, commandsOf } from '../support/a-runbook';
import { AT, facts, type Patch } from '../support/a-sighting';
import { argvGiven, CANARY, type ShellRun, wordsGiven } from '../support/shell-words';

/** What a server, or whoever registers one, may have for a name. Each would make a file if it were run. */
const NAMES = [
  `it's`,
  `'; >${CANARY}; '`,
  `"; >${CANARY}; "`,
  `$(>${CANARY})`,
  `\`>${CANARY}\``,
  `a; >${CANARY}`,
  `a && >${CANARY} || >${CANARY}`,
  `a | >${CANARY} #`,
  `\${x:=$(>${CANARY})}`,
  `*`,
  `-rf`,
  `a\\`,
  '!!',
  '~',
] as const;

/** What nobody sees, or what ends a line: no command is given that holds it. */
const HIDDEN = [
  `a\n>${CANARY}`,
  `a\r>${CANARY}`,
  '\u001b[2Jx',
  'x\u202ey',
  'x\u0000y',
  'x\u200by',
  '\u001b]0;x\u0007',
] as const;

/** Every command of every runbook, for an instance that has this name wherever it can have one. */
function commandsFor(name: string): readonly string[] {
  const endpoint: Endpoint = { kind: 'tcp', host: name, port: 6379, tls: false };
  const config = { dir: { value: `/data/${name}` }, dbfilename: { value: name } };
  const made = RUNBOOK_KINDS.flatMap((asked) =>
    ['6.2.16', '7.0.15'].flatMap((version) => {
      const patch: Patch = { config, server: { version, configFile: `/etc/${name}` } };
      return commandsOf(aRunbook({ asked, instance: { name, endpoint, expectedGuard: 'yes' } }, patch));
    }),
  );
  const socket: Endpoint = { kind: 'unix', path: `/run/${name}` };
  const atSocket = commandsOf(aRunbook({ instance: { name, endpoint: socket, expectedGuard: 'yes' } }));
  return [...new Set([...made, ...atSocket])];
}

/** Those of one program, with nothing that the shell puts in, for a directory and a file of this name. */
function simpleCommandsFor(name: string): readonly string[] {
  const endpoint: Endpoint = { kind: 'tcp', host: name, port: 6379, tls: false };
  const config = { dir: { value: `/data/${name}` }, dbfilename: { value: name } };
  const commands = (['name-taken', 'disk-full', 'permission'] as const).flatMap((asked) =>
    commandsOf(aRunbook({ asked, instance: { name, endpoint, expectedGuard: 'yes' } }, { config })),
  );
  const harmless = (['name-taken', 'disk-full', 'permission'] as const).flatMap((asked) =>
    commandsOf(
      aRunbook({ asked, instance: { name: 'n', endpoint: { ...endpoint, host: 'h' }, expectedGuard: 'yes' } }, {}),
    ),
  );
  return commands.filter((_, at) => !/["|;&>$]/.test(harmless[at] ?? '"'));
}

describe('a hostile name', () => {
  const harmless = new Set(commandsFor('harmless'));
  const own = NAMES.flatMap(commandsFor).filter((command) => !harmless.has(command));
  let run: ShellRun;
  beforeAll(() => {
    run = wordsGiven(own);
  });

  it('is good text for a shell, and nothing of it is run', () => {
    expect(own.length).toBeGreaterThan(40 * NAMES.length);
    expect(run.syntax).toBe('');
    expect(run.hasCanary).toBe(false);
  });

  it.each(NAMES)('%s is one word wherever it stands', (name) => {
    const file = `/data/${name}/${name}`;
    const whole = [name, `/run/${name}`, `/etc/${name}`, `/data/${name}`, `DIR/${name}`, file, `${file}.directory`];
    for (const word of whole) expect(run.words).toContain(word);
    // A short name stands in other words too.
    const held = name.length > 3 ? run.words.filter((word) => word.includes(name)) : [];
    expect(
      held.filter((word) => !whole.includes(word) && !NAMES.some((other) => other !== name && word.includes(other))),
    ).toEqual([]);
  });

  it.each(NAMES)('%s reaches each program as it is, in the place that a plain name has', (name) => {
    const plain = simpleCommandsFor('harmless');
    const argv = argvGiven(simpleCommandsFor(name));
    expect(plain.length).toBeGreaterThan(10);
    expect(argv).toEqual(argvGiven(plain).map((words) => words.map((word) => word.replaceAll('harmless', () => name))));
  });

  it.each(HIDDEN)('%j is in no command', (name) => {
    const commands = commandsFor(name);
    expect(commands.filter((command) => /[\p{Cc}\p{Cf}]/u.test(command) || command.includes(CANARY))).toEqual([]);
    expect(commands).toContain('df -h DIR');
  });

  it('that cannot be written down is told in a note', () => {
    const instance = {
      name: 'a',
      endpoint: { kind: 'tcp', host: 'x\u202ey', port: 1, tls: false },
      expectedGuard: 'yes',
    } as const;
    const runbook = aRunbook({ instance });
    expect(runbook.notes).toContain(EN.runbook.notes.noAddress);
    expect(commandsOf(runbook).some((command) => command.includes('redis-cli'))).toBe(false);
  });
});

describe('as Markdown', () => {
  const made = (name: string, changed: Patch = {}, asked: 'disk-full' | 'unknown' = 'disk-full'): string => {
    const endpoint = { kind: 'tcp', host: '10.0.3.14', port: 6379, tls: false } as const;
    const head = { name, endpoint, facts: facts(changed), madeAt: AT, factsAt: AT - 60_000 };
    const runbook = aRunbook({ asked, instance: { name, endpoint, expectedGuard: 'yes' } }, changed);
    return runbookMarkdown(runbook, head, EN);
  };

  it('has whose it is and of when, and a box and its number for each step', () => {
    const text = made('orders-primary');
    expect(text).toMatch(/^# The disk is full\n/);
    expect(text).toContain('For orders-primary at 10.0.3.14:6379 (redis 7.0.15, primary).');
    expect(text).toContain('Made 14 Nov 2026, 05:41:22 UTC');
    expect(text).toContain('What it says of Redis was read 14 Nov 2026, 05:40:22 UTC.');
    const boxes = [...text.matchAll(/^- \[ \] \*\*(\d+)\. /gm)].map(([, step]) => Number(step));
    expect(boxes).toEqual(aRunbook({ asked: 'disk-full' }).steps.map((_, index) => index + 1));
    expect(text).toContain('\n  ```sh\n  df -h /var/lib/redis\n  ```\n');
  });

  it('leads to steps by their number, and to runbooks by their title', () => {
    const text = made('orders-primary');
    const verify = aRunbook({ asked: 'disk-full' }).steps.findIndex(({ id }) => id === 'verify') + 1;
    expect(text).toContain(`See whether that holds. Go on with step ${verify}.`);
    expect(text).toContain('Go on with the runbook “The data directory is gone”.');
    expect(made('a', {}, 'unknown')).toContain('“Is a directory”: the runbook “A directory has the name of the dump”.');
  });

  it('no name is taken for markup, and no command ends its block', () => {
    const text = made('<img src=x> [a](https://evil.example) **b** `c`\n# d', {
      config: { dir: { value: '/a```\n# b' } },
    });
    expect(text).toContain(
      'For \\<img src=x\\> \\[a\\](https:\\/\\/evil.example) \\*\\*b\\*\\* \\`c\\`\\\\u000a\\# d at',
    );
    expect(text.match(/^# /gm)).toHaveLength(1);
    const fenced = made('a', { config: { dir: { value: '/a```b' } } });
    expect(fenced).toContain("  ````sh\n  df -h '/a```b'\n  ````\n");
  });
});
