import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseFile } from '../../lib/config/yaml-file';
import { NOTICE_RULES } from '../../lib/domain/notice/rules';
import { SUBJECT_OF, type NoticeKind } from '../../lib/domain/notice/notice';
import { messageOf } from '../../lib/notify/forms';
import { aNotice, aReceiver } from '../support/a-notice';
import { projectText } from '../support/source-files';

const GUIDE = projectText('docs/guide/being-told.md');
const SECRET = 'a-secret-of-24-characters';
const block = (language: string): string => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(GUIDE)?.[1] ?? '';

const folder = mkdtempSync(join(tmpdir(), 'savepoint-guide-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Each way of the guide to check messages, as a program that prints what it says of each. */
const PROGRAMS: Readonly<Record<string, readonly [file: string, command: string, run: string]>> = {
  python: [
    'check.py',
    'python3',
    'import json, sys\nfor each in json.loads(sys.argv[1]):\n    print(str(is_from_savepoint(each["secret"], each["headers"], each["body"].encode())).lower())\n',
  ],
  js: [
    'check.mjs',
    process.execPath,
    'for (const each of JSON.parse(process.argv[2])) console.log(isFromSavepoint(each.secret, each.headers, Buffer.from(each.body)));\n',
  ],
};

function saidOf(language: string, messages: readonly unknown[]): readonly string[] {
  const [name = '', command = '', run = ''] = PROGRAMS[language] ?? [];
  const file = join(folder, name);
  writeFileSync(file, `${block(language)}\n\n${run}`);
  const said = execFileSync(command, [file, JSON.stringify(messages)]).toString();
  return said.trim().split('\n');
}

describe('the guide to being told', () => {
  const signed = (at: number) => {
    const { headers, body } = messageOf(
      aReceiver('https://h/', { secret: SECRET }),
      aNotice({ sentence: 'ö “quoted”' }),
      at,
    );
    return { secret: SECRET, headers, body };
  };

  it.each(Object.keys(PROGRAMS))('knows in %s a message of Savepoint from any other', (language) => {
    const good = signed(Date.now());
    const messages = [
      good,
      { ...good, body: good.body.replace('critical', 'info') },
      { ...good, secret: `${SECRET}x` },
      {
        ...good,
        headers: { ...good.headers, 'savepoint-timestamp': String(Number(good.headers['savepoint-timestamp']) + 1) },
      },
      signed(Date.now() - 600_000),
    ];
    expect(saidOf(language, messages)).toEqual(['true', 'false', 'false', 'false', 'false']);
  });

  it('shows a configuration that is read as it stands', () => {
    const env = { ONCALL_HOOK: 'https://h/x', HOOK_SECRET: SECRET, SLACK_HOOK: 'https://h/y', PD_KEY: 'r'.repeat(32) };
    const { receivers, problems } = parseFile(block('yaml'), 'savepoint.yaml', env);
    expect(problems).toEqual([]);
    expect(receivers).toHaveLength((parse(block('yaml')) as { notify: unknown[] }).notify.length);
  });

  it('has the fields of the form json, and no others', () => {
    const sent = JSON.parse(signed(0).body) as Record<string, unknown>;
    const shown = JSON.parse(block('json')) as Record<string, unknown>;
    expect(Object.keys(shown)).toEqual(Object.keys(sent));
    expect(Object.keys(shown['instance'] as object)).toEqual(Object.keys(sent['instance'] as object));
  });

  it('lists every kind with its subject and its severity', () => {
    const rows = [...GUIDE.matchAll(/^\| `([\w-]+)`\s+\| `([\w-]+)`\s+\|.*\| (\w+)\s+\|$/gm)];
    // The first is the head of the table.
    const told = rows.slice(1).map(([, about, kind, severity]) => [kind, about, severity]);
    const kinds = Object.keys(NOTICE_RULES) as NoticeKind[];
    expect(told).toEqual(kinds.map((kind) => [kind, SUBJECT_OF[kind], NOTICE_RULES[kind].severity]));
  });
});
