import { parse } from 'yaml';
import { projectText } from './source-files';

export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly AlertRule[] }[];
}

/** A file of docs/alerting, read. */
export function alertingFile<T = unknown>(name: string): T {
  return parse(projectText(`docs/alerting/${name}`)) as T;
}

/** The rule file as it is shipped. */
export function shippedRules(): RuleFile {
  return alertingFile<RuleFile>('savepoint.rules.yml');
}

/** The same file with each rule changed. */
export function changedRules(file: RuleFile, change: (rule: AlertRule) => AlertRule): RuleFile {
  return { groups: file.groups.map((group) => ({ ...group, rules: group.rules.map(change) })) };
}
