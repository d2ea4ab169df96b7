import { Sentence } from '../steps.mjs';
import { ask } from './ask.mjs';

/** @typedef {{ begin: (url: string, name: string) => Promise<void>, end: (url: string, name: string) => Promise<void> }} Way */

const GUARD_OFF_MS = 30_000;

/** The last action of each server, to be looked at when its time is over. @type {Map<string, string>} */
const started = new Map();

/** What an operator does through the API, and what must have come of it. @type {Record<import('./plan.mjs').Act, Way>} */
export const ACTS = {
  save: {
    begin: async (url, name) => {
      const { action } = await ask(`${url}/api/instances/${name}/bgsave`, 'POST', { reason: 'soak' });
      started.set(name, action.id);
    },
    end: async (url, name) => {
      const { outcome } = await ask(`${url}/api/actions/${started.get(name)}`);
      if (outcome !== 'applied') throw new Sentence(`the save ended as “${outcome}”`);
    },
  },
  'guard-by-time': {
    begin: (url, name) => {
      const at = new Date(Date.now() + GUARD_OFF_MS).toISOString();
      return setGuard(url, name, 'no', { kind: 'time', at });
    },
    end: async (url, name) => {
      const { guard } = await ask(`${url}/api/instances/${name}`);
      if (guard.value !== 'yes' || guard.override !== null) throw new Sentence('the guard did not come on by itself');
    },
  },
  'guard-by-hand': {
    begin: (url, name) => setGuard(url, name, 'no', { kind: 'next-good-save' }),
    end: (url, name) => setGuard(url, name, 'yes'),
  },
};

/**
 * @param {string} url
 * @param {string} name
 * @param {'yes' | 'no'} value
 * @param {{ kind: string, at?: string }} [until]
 */
async function setGuard(url, name, value, until) {
  const body = { value, expected: value === 'yes' ? 'no' : 'yes', reason: 'soak', ...(until && { until }) };
  const { action } = await ask(`${url}/api/instances/${name}/stop-writes`, 'PUT', body);
  if (action.outcome !== 'applied') throw new Sentence(`the switch ended as “${action.outcome}”`);
}
