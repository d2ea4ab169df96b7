import { addressOf, type Endpoint } from '../instance/instance';
import type { EpochMs, Facts } from '../observation/observation';
import { DAY_MS } from '../text/calendar';
import { codeBlock, codeSpan, markdownText } from '../text/markdown';
import type { Words } from '../words/words';
import type { CommandVariant, IfNot, Phase, Runbook, RunbookStep } from './runbook';

/** What stands above the steps: whose they are, and of when. */
export interface RunbookHead {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly facts: Facts | null;
  /** Null: it is no page of a moment. */
  readonly madeAt: EpochMs | null;
  /** When its facts were read; null where there are none, or it is no page of a moment. */
  readonly factsAt: EpochMs | null;
}

const RUN_BY: Readonly<Record<CommandVariant['by'], string>> = {
  systemd: 'systemd',
  docker: 'Docker',
  kubernetes: 'Kubernetes',
};
const PHASES: readonly Phase[] = ['look', 'mend', 'prove'];
const INDENT = '  ';

/**
 * A runbook as Markdown, with a box to tick for each step: all that is needed while Savepoint is down. `level` is that of its
 * heading. Nothing in it is markup but what stands here.
 */
export function runbookMarkdown(runbook: Runbook, head: RunbookHead, words: Words, level = 1): string {
  const { title, when, notes, steps } = runbook;
  const { instance, madeAt, factsAt, parts } = words.runbook;
  const lines = [
    `${'#'.repeat(level)} ${markdownText(title)}`,
    markdownText(when),
    markdownText(instance(head.name, addressOf(head.endpoint), serverOf(head.facts, words))),
    ...(head.madeAt === null ? [] : [markdownText(madeAt(fullTime(head.madeAt, words)))]),
    ...(head.factsAt === null ? [] : [markdownText(factsAt(fullTime(head.factsAt, words)))]),
    notes.map((note) => `- ${markdownText(note)}`).join('\n'),
  ];
  const phases = PHASES.flatMap((phase) => [
    `${'#'.repeat(level + 1)} ${markdownText(parts[phase].title)}`,
    ...steps.flatMap((step, index) => (step.phase === phase ? [stepLines(step, index, steps, words)] : [])),
  ]);
  return `${[...lines, ...phases].join('\n\n')}\n`;
}

/** With its day: the file is read later. */
function fullTime(at: EpochMs, { format }: Words): string {
  return format.utc(at, at - DAY_MS);
}

function serverOf(facts: Facts | null, { runbook: { server } }: Words): string {
  const { software, version, role } = facts?.server ?? { software: null, version: null, role: null };
  if (software === null || version === null || role === null) return server.unknown;
  return `${software} ${version}, ${server[role]}`;
}

function stepLines(step: RunbookStep, index: number, steps: readonly RunbookStep[], words: Words): string {
  const { runbook } = words;
  const changes = step.changes === 'nothing' ? [] : [runbook.changes[step.changes]];
  const first = `- [ ] **${index + 1}. ${markdownText(step.title)}** (${codeSpan(step.id)})`;
  const answers = [
    ...step.leads.map(({ says, runbook: kind }) => runbook.leadsTo(says, runbook.kinds[kind].title)),
    ...(step.expected === null ? [] : [runbook.expected(step.expected)]),
    ...(step.ifNot === null ? [] : [words.text([runbook.ifNot(step.ifNot.means), goOn(step.ifNot, steps, words)])]),
  ];
  const blocks = [
    `${INDENT}${markdownText(words.text([step.why, ...changes, ...(step.on === 'host' ? [runbook.onHost] : [])]))}`,
    ...(step.command === null ? [] : [codeBlock(step.command, INDENT)]),
    list([...step.variants.map(variantLine), ...answers.map(markdownText)]),
  ].filter((block) => block !== '');
  return [first, ...blocks].join('\n\n');
}

function variantLine({ by, command }: CommandVariant): string {
  return `${RUN_BY[by]}: ${codeSpan(command)}`;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `${INDENT}- ${line}`).join('\n');
}

function goOn(ifNot: IfNot, steps: readonly RunbookStep[], { runbook }: Words): string {
  if (ifNot.goTo === null) return runbook.other(runbook.kinds[ifNot.runbook].title);
  return runbook.goOn(String(steps.findIndex(({ id }) => id === ifNot.goTo) + 1));
}
