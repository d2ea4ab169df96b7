import 'server-only';
import { bgsave, rewriteConfig, setGuard } from './commands';
import { observe } from './observe';
import type { Connect } from './redis';
import { Wire } from './wire';

/**
 * A connection to one Redis or Valkey. It opens with the first question and again when it was lost: asking is the
 * caller's decision, nothing retries by itself, and what was sent is never sent again.
 */
export const connectRedis: Connect = (target, timeouts) => {
  const wire = new Wire(target, timeouts);
  return {
    observe: (now) => observe(wire, target, now),
    bgsave: ({ schedule }) => bgsave(wire, target, schedule),
    setGuard: (value) => setGuard(wire, target, value),
    rewriteConfig: () => rewriteConfig(wire, target),
    close: () => wire.close(),
  };
};
