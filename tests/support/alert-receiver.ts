import { createServer } from 'node:http';
import { z } from 'zod';

const alertSchema = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
});
const messageSchema = z.object({ alerts: z.array(alertSchema) });

/** An alert as Alertmanager passes it on. */
export type ToldAlert = z.output<typeof alertSchema>;

export interface AlertReceiver {
  /** What was told last of this alert; null: nothing. */
  latest(alert: string): ToldAlert | null;
  stop(): void;
}

/** What the webhooks of Alertmanager lead to. */
export function startReceiver(port: number): Promise<AlertReceiver> {
  const told: ToldAlert[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      told.push(...messageSchema.parse(JSON.parse(text)).alerts);
      response.end();
    });
  });
  return new Promise((done) => {
    server.listen(port, '127.0.0.1', () =>
      done({
        latest: (alert) => told.findLast(({ labels }) => labels['alertname'] === alert) ?? null,
        stop: () => {
          server.close();
          server.closeAllConnections();
        },
      }),
    );
  });
}
