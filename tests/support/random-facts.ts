import type { Facts, Observation, PingAnswer } from '../../lib/domain/observation/observation';
import type { SaveKnowledge } from '../../lib/domain/save/save-knowledge';
import { AT, facts } from './a-sighting';

const NUMBERS = [0, 0, 1, 2, 59, 300, 3600, -1, -3, 1e6, 7e9, 2 ** 53, 1e18, 0.5];
const TEXTS = ['', 'run-a', '/root/.ssh', '/var/lib/redis', "it's", '\u001b[31m', '__proto__', '<img src=x>'];
const NOW_S = AT / 1000;
const ABOUT = { address: '10.0.3.14:6379', user: 'observer', detail: '' };
const SECONDS = [0, 1, NOW_S, NOW_S - 1, NOW_S - 240, NOW_S - 9000, NOW_S + 7200, 1e15];

/** Facts, knowledge and observations at random from one source: mostly sensible, often null, sometimes hostile. */
export class RandomFacts {
  readonly #next: () => number;

  constructor(next: () => number) {
    this.#next = next;
  }

  pick<T>(values: readonly T[]): T {
    const value = values[Math.floor(this.#next() * values.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  }

  chance(share: number): boolean {
    return this.#next() < share;
  }

  observation(at: number): Observation | null {
    if (this.chance(0.05)) return null;
    if (this.chance(0.1)) {
      const code = this.pick(['refused', 'timeout', 'auth', 'noperm', 'unreadable', 'config'] as const);
      return { kind: 'problem', at, problem: { code, message: 'It went wrong.', about: ABOUT } };
    }
    return { kind: 'facts', at, facts: this.facts() };
  }

  facts(): Facts {
    const base = facts();
    const holes = this.pick([0, 0, 0.05, 0.3]);
    const groups = Object.entries(base).map(([name, group]) => [name, this.#group(group as object, holes)] as const);
    return {
      ...(Object.fromEntries(groups) as unknown as Facts),
      config: this.#config(holes),
      ping: this.#ping(),
    };
  }

  knowledge(): SaveKnowledge {
    const time = (): number | null => this.pick([null, AT - 5000, AT - 240_000, AT - 9_000_000]);
    return {
      runningSince: time(),
      lastGoodSaveAt: time(),
      lastGoodSaveBeforeRunAt: time(),
      lastOutcome: this.pick([null, 'saved', 'failed', 'cancelled', 'unknown'] as const),
      lastAttemptAt: time(),
      lastCause: null,
      failuresInARow: this.pick([null, 0, 3]),
      failureOpenSince: this.pick([null, null, AT - 5000]),
      lastGoodDurationSeconds: this.pick([null, 0, 6]),
      lastGoodMemoryBytes: this.pick([null, 0, 2_000_000_000]),
    };
  }

  #group(group: object, holes: number): object {
    const entries = Object.entries(group).map(([name, value]) => [name, this.#value(name, value, holes)]);
    return Object.fromEntries(entries) as object;
  }

  #value(name: string, value: unknown, holes: number): unknown {
    if (this.chance(holes)) return null;
    if (name === 'software') return this.pick(['redis', 'redis', 'valkey']);
    if (name === 'version') return this.pick(['7.0.15', '6.2.16', '5.0.14', '4.0.14', '2.8.24', 'unstable']);
    if (name === 'role') return this.pick(['master', 'master', 'replica']);
    if (/Status$/.test(name)) return this.pick(['ok', 'ok', 'err']);
    if (name === 'timeSeconds' || name === 'lastSaveTime') return this.chance(0.5) ? value : this.pick(SECONDS);
    if (typeof value === 'boolean') return this.chance(0.8) ? value : !value;
    if (typeof value === 'string') return this.pick(TEXTS);
    if (value !== null && typeof value === 'object') return this.chance(0.2) ? null : this.#group(value, holes);
    return this.chance(0.5) ? value : this.pick(NUMBERS);
  }

  #config(holes: number): Facts['config'] {
    const why = { kind: 'setting-refused', refusal: { kind: 'no-such-command', command: 'CONFIG' } } as const;
    const unknown = { value: null, reason: 'CONFIG is not allowed.', why } as const;
    const known = <T>(...values: readonly T[]) => (this.chance(holes) ? unknown : { value: this.pick(values) });
    return {
      guard: known('yes', 'yes', 'no'),
      savePoints: known([{ seconds: 3600, changes: 1 }], [{ seconds: 60, changes: 10_000 }], []),
      dir: known(...TEXTS),
      dbfilename: known('dump.rdb', 'authorized_keys', '\u202e'),
      replicaIgnoreDiskWriteErrors: known('yes', 'no'),
      appendFsync: known('always', 'everysec', 'no'),
    };
  }

  #ping(): PingAnswer {
    return this.pick([
      { kind: 'pong' },
      { kind: 'pong' },
      { kind: 'unknown', reason: 'PING is not allowed.', why: { kind: 'odd-ping' } },
      { kind: 'refused', cause: 'rdb', text: 'MISCONF' },
      { kind: 'refused', cause: 'aof', text: 'MISCONF Errors writing to the AOF file: No space left on device' },
    ] as const);
  }
}
