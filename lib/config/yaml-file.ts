import 'server-only';
import { LineCounter, parseDocument, type Node } from 'yaml';
import { instanceIdOf, type RegisteredInstance } from '../domain/instance/instance';
import type { RegisteredGroup } from '../domain/group/group';
import type { Receiver } from '../domain/notice/receiver';
import { ConfigError } from './config';
import type { EntryProblem } from './field-reader';
import type { Env } from './settings';
import { readEntry } from './yaml-entry';
import { readGroup } from './yaml-group';
import { readReceiver } from './yaml-receiver';
import { fieldsOf, itemsOf, lineOf, scalarOf, type YamlField, type YamlPlace } from './yaml-node';

export interface FileConfig {
  readonly pollIntervalMs: number;
  readonly retentionDays: number;
  readonly instances: readonly RegisteredInstance[];
  readonly groups: readonly RegisteredGroup[];
  readonly receivers: readonly Receiver[];
  readonly problems: readonly string[];
}

/** Whole-number fields of the top level: default, least and most. */
const NUMBERS = {
  pollIntervalMs: { byDefault: 1000, least: 100, most: 60_000, unit: 'milliseconds' },
  retentionDays: { byDefault: 90, least: 1, most: 3650, unit: 'days' },
} as const;

/** What holds without a file. */
export const NO_FILE: FileConfig = {
  pollIntervalMs: NUMBERS.pollIntervalMs.byDefault,
  retentionDays: NUMBERS.retentionDays.byDefault,
  instances: [],
  groups: [],
  receivers: [],
  problems: [],
};

/** Reads savepoint.yaml's text. A bad entry under `instances` or `notify` is left out and told; anything else throws `ConfigError`. */
export function parseFile(text: string, path: string, env: Env): FileConfig {
  const lines = new LineCounter();
  // Its own messages quote the source, and the source holds passwords: only the place is used.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const what = error.code === 'DUPLICATE_KEY' ? 'a field stands here twice' : 'this is not valid YAML';
    throw new ConfigError(`${path}, line ${lines.linePos(error.pos[0]).line}: ${what}.`);
  }
  const place = { document, lines };
  const fields = topLevelOf(place, path);
  const find = (key: string): YamlField | undefined => fields.find((field) => field.key === key);
  const { instances, problems } = instancesOf(find('instances'), place, path, env);
  const found = groupsOf(find('groups'), place, path, env);
  const notify = receiversOf(find('notify'), place, path, env);
  return {
    pollIntervalMs: numberOf(find('pollIntervalMs'), 'pollIntervalMs', place, path),
    retentionDays: numberOf(find('retentionDays'), 'retentionDays', place, path),
    instances,
    groups: found.groups,
    receivers: notify.receivers,
    problems: [...problems, ...found.problems, ...notify.problems],
  };
}

function topLevelOf(place: YamlPlace, path: string): readonly YamlField[] {
  const { contents } = place.document;
  if (scalarOf(contents, place) === null) return [];
  const fields = fieldsOf(contents, place);
  const known = [...Object.keys(NUMBERS), 'instances', 'groups', 'notify'];
  if (fields === null) throw new ConfigError(`${path}, line 1: the file must hold the fields ${known.join(', ')}.`);
  const unknown = fields.find(({ key }) => !known.includes(key));
  if (unknown === undefined) return fields;
  const named = /^\w{1,40}$/.test(unknown.key) ? `the field “${unknown.key}”` : 'this field';
  throw new ConfigError(
    `${path}, line ${unknown.line}: ${named} is not known; the fields of the file are ${known.join(', ')}.`,
  );
}

function numberOf(field: YamlField | undefined, key: keyof typeof NUMBERS, place: YamlPlace, path: string): number {
  const { byDefault, least, most, unit } = NUMBERS[key];
  if (field === undefined) return byDefault;
  const value = scalarOf(field.node, place);
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ConfigError(
    `${path}, line ${field.line}: ${key} must be a whole number of ${unit} from ${least} to ${most}.`,
  );
}

function instancesOf(
  field: YamlField | undefined,
  place: YamlPlace,
  path: string,
  env: Env,
): Pick<FileConfig, 'instances' | 'problems'> {
  const instances: RegisteredInstance[] = [];
  const problems: string[] = [];
  const taken = (id: string): boolean => instances.some((instance) => instance.id === id);
  listOf(field, 'instances', place, path).forEach((node, index) => {
    const entry = readEntry(node, { place, path, env, taken });
    if (entry.ok) instances.push(entry.instance);
    else problems.push(...entry.problems.map((problem) => sentenceOf(problem, path, `instance ${index + 1}`)));
  });
  return { instances, problems };
}

function groupsOf(
  field: YamlField | undefined,
  place: YamlPlace,
  path: string,
  env: Env,
): Pick<FileConfig, 'groups' | 'problems'> {
  const groups: RegisteredGroup[] = [];
  const problems: string[] = [];
  const taken = (id: string): boolean => groups.some((group) => instanceIdOf(group.name) === id);
  listOf(field, 'groups', place, path).forEach((node, index) => {
    const entry = readGroup(node, { place, path, env, taken });
    if (entry.ok) groups.push(entry.group);
    else problems.push(...entry.problems.map((problem) => sentenceOf(problem, path, `group ${index + 1}`)));
  });
  return { groups, problems };
}

function receiversOf(
  field: YamlField | undefined,
  place: YamlPlace,
  path: string,
  env: Env,
): Pick<FileConfig, 'receivers' | 'problems'> {
  const receivers: Receiver[] = [];
  const problems: string[] = [];
  const taken = (name: string): boolean => receivers.some((receiver) => receiver.name === name);
  listOf(field, 'notify', place, path).forEach((node, index) => {
    const entry = readReceiver(node, { place, env, taken });
    if (entry.ok) receivers.push(entry.receiver);
    else problems.push(...entry.problems.map((problem) => sentenceOf(problem, path, `receiver ${index + 1}`)));
  });
  return { receivers, problems };
}

function listOf(field: YamlField | undefined, key: string, place: YamlPlace, path: string): readonly Node[] {
  if (field === undefined || scalarOf(field.node, place) === null) return [];
  const items = itemsOf(field.node, place);
  if (items !== null) return items;
  throw new ConfigError(
    `${path}, line ${lineOf(field.node, place)}: ${key} must be a list, each entry with “- ” before it.`,
  );
}

function sentenceOf({ line, field, message }: EntryProblem, path: string, entry: string): string {
  const where = field === null ? entry : `${field} of ${entry}`;
  return `${path}, line ${line}, ${where}: ${message}`;
}
