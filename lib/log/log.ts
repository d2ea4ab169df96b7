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
  'commands',
];

/** What JSON lets through, and a terminal or a reader of lines obeys, or nobody sees. The end of the line is none of it. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Causes may be each other's. */
const DEEPEST = 5;

/** A structured logger: one JSON line an entry, safe to print. Of an error only name, code, message, causes and stack are written. */
export function createLog(destination: DestinationStream, level = 'info'): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' },
      serializers: { error: describe, err: describe },
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: shown },
    },
    destination,
  );
}

/** The one logger, to standard output. `log.child({ instance: id })` for one instance. */
export const log: Logger = createLog(pino.destination(1), levelOf(process.env.SAVEPOINT_LOG_LEVEL));

/** The same JSON, with what is hidden in it as escapes. */
function shown(line: string): string {
  return line.replace(HIDDEN, (char) => (char === '\n' ? char : char.split('').map(escapeOf).join('')));
}

function escapeOf(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** ioredis hangs the command with its arguments, AUTH's among them, on its errors: they stay out. */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error ? String(error.code) : undefined;
  const stack = withoutUserInfo(error.stack ?? '');
  return { name: error.name, code, message: withoutUserInfo(error.message), cause: causesOf(error), stack };
}

/** What lay behind it, one line: the sentence of an error of ours is for a person, and the engine's own word lies there. */
function causesOf(error: Error): string | undefined {
  const told: string[] = [];
  for (let inner = error.cause; inner instanceof Error && told.length < DEEPEST; inner = inner.cause) {
    told.push(withoutUserInfo(`${inner.name}: ${inner.message}`));
  }
  return told.length === 0 ? undefined : told.join('; ');
}

function withoutUserInfo(text: string): string {
  return text.replace(/:\/\/[^\s/@]*@/g, '://[hidden]@');
}

function levelOf(wanted: string | undefined): string {
  return wanted !== undefined && wanted in pino.levels.values ? wanted : 'info';
}
