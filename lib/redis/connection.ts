import 'server-only';
import type { OutboundRules } from '../domain/instance/outbound';
import { bgsave, rewriteConfig, setGuard } from './commands';
import { Looks } from './looks';
import { mayConnectBy } from './outbound';
import { rawInfo } from './raw-info';
import type { Connect } from './redis';
import { hasBgsave, mayChangeSettings } from './rights';
import { saveSigns } from './save-signs';
import { Wire } from './wire';

/**
 * Makes connections to what may be connected to. Each opens with the first question and again when it was lost: asking is the
 * caller's decision, nothing retries by itself, and what was sent is never sent again. What changes something goes over the connection
 * that was looked over before, or not at all.
 */
export function connectingBy(rules: OutboundRules): Connect {
  const mayConnect = mayConnectBy(rules);
  return (target, timeouts) => {
    const wire = new Wire(target, timeouts, mayConnect);
    const looks = new Looks(wire, target);
    let runId: string | null = null;
    return {
      observe: async (now) => {
        const seen = await looks.observe(now);
        if (seen.kind === 'facts') ({ runId } = seen.facts.server);
        return seen;
      },
      saveSigns: () => saveSigns(wire),
      rawInfo: (now) => rawInfo(wire, target, now),
      bgsave: ({ schedule }) => bgsave(wire, target, schedule),
      setGuard: (value) => setGuard(wire, target, value, runId),
      rewriteConfig: () => rewriteConfig(wire, target),
      mayChangeSettings: (release) => mayChangeSettings(wire, target, release),
      hasBgsave: (release) => hasBgsave(wire, target, release),
      opened: () => wire.opened,
      close: () => wire.close(),
    };
  };
}

/** The same without rules of the configuration. */
export const connectRedis: Connect = connectingBy(null);
