import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { alertingFile, changedRules, shippedRules } from './alert-rules';

/** The rules wait so many times shorter. */
const FASTER = 30;
const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

function shorter(wait: string): string {
  const [, count = '', unit = ''] = /^(\d+)([smh])$/.exec(wait) ?? [];
  return `${Math.round((Number(count) * (UNIT_MS[unit] ?? NaN)) / FASTER)}ms`;
}

/** Where the programs of a test listen, all on 127.0.0.1. */
export interface AlertingPorts {
  readonly savepoint: number;
  readonly alertmanager: number;
  readonly receiver: number;
}

interface PrometheusFile {
  readonly scrape_configs: readonly Readonly<Record<string, unknown>>[];
}
interface AlertmanagerFile {
  readonly route: Readonly<Record<string, unknown>>;
  readonly receivers: readonly { readonly name: string }[];
}

/** Writes the files of docs/alerting into a folder: the same, but for addresses and for how long they wait. */
export function writeAlertingFiles(folder: string, token: string, ports: AlertingPorts): void {
  const write = (name: string, content: unknown): void => writeFileSync(join(folder, name), stringify(content));
  writeFileSync(join(folder, 'token'), token, { mode: 0o600 });
  write(
    'savepoint.rules.yml',
    changedRules(shippedRules(), (rule) => ({ ...rule, for: shorter(rule.for) })),
  );
  const prometheus = alertingFile<PrometheusFile>('prometheus.yml');
  const at = (port: number): unknown => [{ targets: [`127.0.0.1:${port}`] }];
  write('prometheus.yml', {
    ...prometheus,
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    alerting: { alertmanagers: [{ static_configs: at(ports.alertmanager) }] },
    scrape_configs: prometheus.scrape_configs.map((job) => ({
      ...job,
      scheme: 'http',
      authorization: { credentials_file: join(folder, 'token') },
      static_configs: at(ports.savepoint),
    })),
  });
  const alertmanager = alertingFile<AlertmanagerFile>('alertmanager.yml');
  write('alertmanager.yml', {
    ...alertmanager,
    route: { ...alertmanager.route, group_wait: '0s', group_interval: '1s' },
    receivers: alertmanager.receivers.map(({ name }) => ({
      name,
      webhook_configs: [{ url: `http://127.0.0.1:${ports.receiver}/${name}` }],
    })),
  });
}
