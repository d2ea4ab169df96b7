import type { RunbookContext } from './runbook-context';
import { ask, lookAt, mend, tell } from './runbook-step';
import type { RunbookStep } from './runbook';

/**
 * `CONFIG SET dir` and `dbfilename` on an open Redis write a file where the intruder wants one; from 7.0 on both are protected
 * (redis-persistence.md, 7). To set them back alone is no cure: it was seen to return within hours.
 */
export function tampered(context: RunbookContext): readonly RunbookStep[] {
  const { words, cli } = context;
  const { runbookIntrusion: text } = words;
  return [
    lookAt('do-not-save', text.doNotSave),
    ask('dump-dir', text.dumpDir, { command: cli('CONFIG', 'GET', 'dir') }),
    ask('dump-name', text.dumpName, { command: cli('CONFIG', 'GET', 'dbfilename') }),
    ask('clients', text.clients, { command: cli('CLIENT', 'LIST'), goTo: 'evidence' }),
    ask('modules', text.modules, { command: cli('MODULE', 'LIST'), goTo: 'evidence' }),
    ask('follows', text.follows, { command: cli('INFO', 'replication'), goTo: 'evidence' }),
    lookAt('traces', text.traces, {
      command: `sudo ls -la ${context.dir} /etc/cron.d /var/spool/cron /root/.ssh`,
      goTo: 'evidence',
    }),
    tell('evidence', text.evidence, { command: evidence(context), changes: 'host' }),
    mend('isolate', text.isolate, { command: isolate(context), changes: 'host' }),
    ...setBack(context),
    mend('rebuild', text.rebuild, { changes: 'host' }),
  ];
}

/** None of them answers a password: CLIENT LIST names users, and `requirepass` is not asked for. */
function evidence({ cli }: RunbookContext): string | null {
  const asked = [
    cli('INFO'),
    cli('CLIENT', 'LIST'),
    cli('MODULE', 'LIST'),
    cli('CONFIG', 'GET', 'dir'),
    cli('CONFIG', 'GET', 'dbfilename'),
  ];
  return asked.includes(null) ? null : `(date -u; ${asked.join('; ')}) > savepoint-evidence.txt`;
}

function isolate({ instance: { endpoint } }: RunbookContext): string | null {
  return endpoint.kind === 'tcp' ? `sudo iptables -I INPUT -p tcp --dport ${endpoint.port} ! -i lo -j DROP` : null;
}

function setBack({ dirIsFree, cli, words: { runbookIntrusion } }: RunbookContext): readonly RunbookStep[] {
  if (!dirIsFree) return [];
  return [
    tell('set-dir', runbookIntrusion.setDir, { command: cli('CONFIG', 'SET', 'dir', 'DIR'), changes: 'redis' }),
    tell('set-name', runbookIntrusion.setName, {
      command: cli('CONFIG', 'SET', 'dbfilename', 'dump.rdb'),
      changes: 'redis',
    }),
  ];
}
