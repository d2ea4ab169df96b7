import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A real redis-py client (Debian's python3-redis) that takes locks as the service of the incident did. */
export interface LockClient {
  /** Tries once; what redis-py said: `OK`, or the error it raised. */
  takeLock(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the client against 127.0.0.1:`port`. */
export function startLockClient(port: number): LockClient {
  const script = join(import.meta.dirname, 'lock-client.py');
  const python = spawn('/usr/bin/python3', [script, String(port)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  const exited = once(python, 'exit');
  return {
    async takeLock() {
      python.stdin.write('go\n');
      const next = await lines.next();
      if (next.done) throw new Error('The client ended.');
      return next.value;
    },
    async stop() {
      python.stdin.end();
      await exited;
    },
  };
}
