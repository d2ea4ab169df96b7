import type { RegisteredInstance } from '../../lib/domain/instance/instance';

/** A registered instance for a test, reached at `url` (redis://[user:password@]host:port), the observer acting as well. */
export function anInstance(url: string, changed: Partial<RegisteredInstance> = {}): RegisteredInstance {
  const parsed = new URL(url);
  const credentials = { username: parsed.username || null, password: parsed.password || null };
  return {
    id: 'orders-primary',
    name: 'orders-primary',
    endpoint: { kind: 'tcp', host: parsed.hostname, port: Number(parsed.port), tls: false },
    database: 0,
    observer: credentials,
    operator: credentials,
    environment: 'production',
    expectedGuard: 'yes',
    tags: {},
    origin: { kind: 'registered' },
    ...changed,
  };
}
