import 'server-only';
import { Counter, Gauge, Registry, type RegistryContentType } from '@prometheus-io/client';
import type { InstanceView } from '../domain/state/instance-view';
import { FIXED_HEADERS } from './answer';
import { guarded } from './guarded';
import { INSTANCE_METRICS, type InstanceMetric } from './instance-metrics';
import { type MetricsSource, SAVEPOINT_METRICS, type SavepointMetric } from './savepoint-metrics';

const IDENTITY = ['id', 'name', 'environment'] as const;

/** Puts a value into a metric of this registry. */
type Put = (labels: Readonly<Record<string, string>>, value: number) => void;

function putter(
  registry: Registry,
  { name, help, type }: Pick<InstanceMetric, 'name' | 'help' | 'type'>,
  labelNames: readonly string[],
): Put {
  const options = { name, help, labelNames: [...labelNames], registers: [registry] };
  if (type === 'gauge') {
    const gauge = new Gauge(options);
    return (labels, value) => gauge.set(labels, value);
  }
  const counter = new Counter(options);
  return (labels, value) => counter.inc(labels, value);
}

function putSavepoint(registry: Registry, metric: SavepointMetric, savepoint: MetricsSource): void {
  const { labels = {}, read } = metric;
  const value = read(savepoint);
  // A metric without labels begins at 0 in the library: one that is not known must not even begin.
  if (value !== null) putter(registry, metric, Object.keys(labels))(labels, value);
}

function putInstances(registry: Registry, metric: InstanceMetric, views: readonly InstanceView[], now: number): void {
  const { split } = metric;
  const put = putter(registry, metric, split === null ? IDENTITY : [...IDENTITY, split]);
  for (const view of views) {
    const { id, name, environment } = view;
    for (const sample of metric.read(view, now)) {
      const which = split === null || sample.split === undefined ? {} : { [split]: sample.split };
      put({ id, name, environment, ...which }, sample.value);
    }
  }
}

/**
 * Everything as text for Prometheus, of this moment and from memory alone. A registry of its own each time: what is not known any more,
 * and who is not watched any more, is gone from the next answer.
 */
export async function expositionOf(savepoint: MetricsSource, type: RegistryContentType): Promise<string> {
  const registry = new Registry(type);
  const views = savepoint.instances();
  const now = savepoint.now();
  const source = { ...savepoint, instances: () => views };
  for (const metric of SAVEPOINT_METRICS) putSavepoint(registry, metric, source);
  for (const metric of INSTANCE_METRICS) putInstances(registry, metric, views, now);
  return registry.metrics();
}

/** OpenMetrics for who asks for it, as Prometheus does; else the text format, which everybody reads. */
function typeFor(request: Request): RegistryContentType {
  const asked = request.headers.get('accept') ?? '';
  return asked.includes('application/openmetrics-text')
    ? Registry.OPENMETRICS_CONTENT_TYPE
    : Registry.PROMETHEUS_CONTENT_TYPE;
}

/** GET /metrics. */
export const metricsRoute = guarded('read', async ({ request, savepoint }) => {
  const type = typeFor(request);
  const headers = { ...FIXED_HEADERS, 'Content-Type': type };
  if (request.method === 'HEAD') return new Response(null, { headers });
  return new Response(await expositionOf(savepoint, type), { headers });
});
