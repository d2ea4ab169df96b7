import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { WORST_FIRST } from '../../lib/domain/instance/order-instances';
import type { CauseKind } from '../../lib/domain/save/save';
import { INSTANCE_METRICS } from '../../lib/http/instance-metrics';
import { SAVEPOINT_METRICS } from '../../lib/http/savepoint-metrics';
import { alertingFile, shippedRules } from '../support/alert-rules';
import { projectText } from '../support/source-files';

const EXPOSED = [...SAVEPOINT_METRICS, ...INSTANCE_METRICS].map(({ name }) => name);
const RULES = shippedRules().groups.flatMap(({ rules }) => rules);
const GUIDE = projectText('docs/guide/prometheus.md');

/** The first cell of each row of a table of the guide that is a name in code. */
function namesInTables(pattern: RegExp): readonly string[] {
  return [...GUIDE.matchAll(/^\| `(\w+)`/gm)].map(([, name = '']) => name).filter((name) => pattern.test(name));
}

describe('the alert rules', () => {
  it.each(RULES.map((rule) => [rule.alert, rule] as const))(
    '%s waits, has a severity, and says what happened, what it means and where to go',
    (_alert, rule) => {
      expect(rule.for).toMatch(/^\d+[smh]$/);
      expect(['critical', 'warning']).toContain(rule.labels['severity']);
      const { summary = '', description = '', runbook_url: link = '' } = rule.annotations ?? {};
      expect(summary.length).toBeGreaterThan(15);
      expect(description.match(/[.:](?= |$)/g)?.length).toBeGreaterThanOrEqual(3);
      expect(link).toMatch(/^(https:\/\/savepoint\.example\.org\/|\{\{ \$externalURL \}\}\/targets$)/);
    },
  );

  it.each(RULES.map((rule) => [rule.alert, rule.expr] as const))(
    '%s asks for metrics that there are',
    (_alert, expr) => {
      const asked = expr.match(/\bsavepoint_\w+/g) ?? [];
      expect(asked.filter((name) => !EXPOSED.includes(name))).toEqual([]);
      expect(asked.length + (expr.includes('up{job="savepoint"}') ? 1 : 0)).toBeGreaterThan(0);
      const states = [...expr.matchAll(/state=~?"([^"]+)"/g)].flatMap(([, text = '']) => text.split('|'));
      expect(states.filter((state) => !WORST_FIRST.some((known) => known === state))).toEqual([]);
      const tampered: CauseKind = 'tampered';
      for (const [, kind] of expr.matchAll(/kind="([^"]+)"/g)) expect(kind).toBe(tampered);
    },
  );

  it('are all in the guide, and so are all metrics; nothing else is', () => {
    expect([...namesInTables(/^(Redis|Savepoint)/)].sort()).toEqual(RULES.map(({ alert }) => alert).sort());
    expect([...namesInTables(/^(savepoint|process)_/)].sort()).toEqual([...EXPOSED].sort());
  });

  it('are each tried where they fire and where they are silent, with metrics that there are', () => {
    const { tests } = parse(projectText('tests/alerts/savepoint.rules.test.yml')) as {
      tests: {
        input_series: { series: string }[];
        alert_rule_test: { alertname: string; exp_alerts: unknown[] }[];
      }[];
    };
    const tried = tests.flatMap(({ alert_rule_test: each }) => each);
    const names = (fires: boolean): string[] =>
      tried.filter(({ exp_alerts: told }) => told.length > 0 === fires).map(({ alertname }) => alertname);
    const all = RULES.map(({ alert }) => alert).sort();
    expect([...new Set(names(true))].sort()).toEqual(all);
    expect([...new Set(names(false))].sort()).toEqual(all);
    const series = tests.flatMap(({ input_series: each }) => each.map(({ series: name }) => name.split('{')[0] ?? ''));
    expect(series.filter((name) => name !== 'up' && !EXPOSED.includes(name))).toEqual([]);
  });

  it('are the ones that the example of Alertmanager speaks of', () => {
    const { inhibit_rules: inhibited } = alertingFile<{
      inhibit_rules: { source_matchers: string[]; target_matchers: string[] }[];
    }>('alertmanager.yml');
    const named = inhibited
      .flatMap(({ source_matchers: source, target_matchers: target }) => [...source, ...target])
      .map((matcher) => /^alertname="(\w+)"$/.exec(matcher)?.[1]);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !RULES.some(({ alert }) => alert === name))).toEqual([]);
  });
});
