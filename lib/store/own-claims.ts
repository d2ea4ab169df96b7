import 'server-only';
import type { Claims } from './claims';

/** Claims within this process: where no other process can have the same data open, nobody else has to be told. */
export function ownClaims(): Claims {
  const instances = new Map<string, string>();
  const open = new Set<string>();
  return {
    async claimInstance(instanceId, who) {
      const by = instances.get(instanceId);
      if (by !== undefined) return { kind: 'busy', by };
      instances.set(instanceId, who);
      let isHeld = true;
      return {
        kind: 'held',
        async release() {
          // Given back twice, it may be somebody else's by then.
          if (isHeld) instances.delete(instanceId);
          isHeld = false;
        },
      };
    },
    async begin(actionId) {
      if (open.has(actionId)) return false;
      open.add(actionId);
      return true;
    },
    async end(actionId) {
      open.delete(actionId);
    },
    isOpenElsewhere: () => Promise.resolve(false),
    async close() {
      open.clear();
    },
  };
}
