import 'server-only';
import pino, { type DestinationStream, type Logger } from 'pino';

/** Names under which a secret could be passed to the log by mistake: in the object itself and one level down. */
const SECRETS = [
  'password',
  'username',
  'url',
  'authorization',
  'cookie',
  'token',
  'adminToken',
  'secretKey',
  'credentials',
  'observer',
  'operator',
];

/** A structured logger: one JSON line an entry. Of an error only name, code, message and stack are written. */
export function createLog(destination: DestinationStream, level = 'info'): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' },
      serializers: { error: describe, err: describe },
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
}

/** The one logger, to standard output. `log.child({ instance: id })` for one instance. */
export const log: Logger = createLog(pino.destination(1), levelOf(process.env.SAVEPOINT_LOG_LEVEL));

/** ioredis hangs the command with its arguments, AUTH's among them, on its errors: they stay out. */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error ? String(error.code) : undefined;
  return { name: error.name, code, message: withoutUserInfo(error.message), stack: withoutUserInfo(error.stack ?? '') };
}

function withoutUserInfo(text: string): string {
  return text.replace(/:\/\/[^\s/@]*@/g, '://[hidden]@');
}

function levelOf(wanted: string | undefined): string {
  return wanted !== undefined && wanted in pino.levels.values ? wanted : 'info';
}
