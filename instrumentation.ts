let started: Promise<void> | null = null;

/**
 * Starts Savepoint, once: `npm start` calls it before it loads Next (scripts/lib/serve.mjs), and Next before its first request, in development
 * and production. An error here ends the process.
 */
export function register(): Promise<void> {
  return (started ??= start());
}

async function start(): Promise<void> {
  // As a block, with dots: else Next builds the import for its Edge runtime as well.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { installDoor } = await import('./lib/http/door');
    installDoor();
    const { startOrExit } = await import('./lib/runtime/start');
    await startOrExit(process.env, process.env.SAVEPOINT_CWD ?? process.cwd());
  }
}
