import 'server-only';
import { Counter, Gauge, Registry, type RegistryContentType } from '@prometheus-io/client';
import type { InstanceView } from '../domain/state/instance-view';
import { FIXED_HEADERS } from './answer';
import { guarded } from './guarded';
import { INSTANCE_METRICS, type InstanceMetric } from './instance-metrics';
import { type MetricsSource, SAVEPOINT_METRICS, type SavepointMetric } from './savepoint-metrics';

const IDENTITY = ['id', 'name', 'environment'] as const;

type Metric = Pick<InstanceMetric, 'name' | 'help' | 'type'>;

function registered(
  registry: Registry,
  { name, help, type }: Metric,
  labelNames: readonly string[],
): Gauge<string> | Counter<string> {
  const options = { name, help, labelNames: [...labelNames], registers: [registry] };
  return type === 'gauge' ? new Gauge(options) : new Counter(options);
}

function putSavepoint(registry: Registry, metric: SavepointMetric, savepoint: MetricsSource): void {
  const { labels = {}, read } = metric;
  const value = read(savepoint);
  // A metric without labels begins at 0 in the library: one that is not known must not even begin.
  if (value !== null) registered(registry, metric, Object.keys(labels)).inc(labels, value);
}

/** An instance, and the labels that all its values have. */
interface Told {
  readonly view: InstanceView;
  readonly identity: Readonly<Record<string, string>>;
}

/**
 * One metric of all instances. Its values are handed to the library as they are: each is there once, so they need not go through the map
 * by which it finds one again. `sharedLabels` it writes as text once for each object, as it does for its histograms.
 */
function putInstances(registry: Registry, metric: InstanceMetric, told: readonly Told[], now: number): void {
  const { split } = metric;
  const shown = registered(registry, metric, split === null ? IDENTITY : [...IDENTITY, split]);
  const values = told.flatMap(({ view, identity: sharedLabels }) =>
    metric.read(view, now).map(({ split: which, value }) => ({
      labels: split === null || which === undefined ? {} : { [split]: which },
      sharedLabels,
      value,
    })),
  );
  const described = shown.get.bind(shown);
  shown.get = async () => ({ ...(await described()), values });
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
  const told = views.map((view) => ({
    view,
    identity: { id: view.id, name: view.name, environment: view.environment },
  }));
  for (const metric of SAVEPOINT_METRICS) putSavepoint(registry, metric, source);
  for (const metric of INSTANCE_METRICS) putInstances(registry, metric, told, now);
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
