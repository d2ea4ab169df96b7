import type { Role, ServerFacts } from './observation';

/** Which release answers. Every answer about a release that is not known is null. */
export type Release = Pick<ServerFacts, 'software' | 'version'>;

type Version = readonly [number, number, number];

/** What was parsed last: most servers of a fleet have one release, and each view asks for it many times. */
let parsed: { readonly text: string | null; readonly version: Version | null } = { text: null, version: null };

/** `7.0.15` as numbers; missing parts are 0, what follows them (`-rc2`) is ignored. Null when it is no version. */
export function parseVersion(text: string | null): Version | null {
  if (parsed.text !== text) parsed = { text, version: versionIn(text ?? '') };
  return parsed.version;
}

function versionIn(text: string): Version | null {
  const match = /^(\d{1,5})(?:\.(\d{1,5}))?(?:\.(\d{1,5}))?(?![.\d])/.exec(text);
  return match === null ? null : [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
}

/** Below 0 when `a` is older than `b`, 0 when equal, above 0 when newer. */
export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** Since when a behaviour exists: from this Redis on, and in every Valkey (the first was 7.2). */
function since({ software, version: text }: Release, first: Version): boolean | null {
  if (software === 'valkey') return true;
  const version = parseVersion(text);
  return software === null || version === null ? null : compareVersions(version, first) >= 0;
}

/** From 7.0 on, and in Valkey, a replica refuses like a primary, and panics at its next replicated write. */
export function replicaRefuses(release: Release): boolean | null {
  return since(release, [7, 0, 0]);
}

/** Does PONG prove that persistence refuses nothing? Primaries from 2.8.2 on, replicas from 7.0 on. */
export function pingProvesRefusal(release: Release, role: Role | null): boolean | null {
  if (replicaRefuses(release) === true) return true;
  if (role === 'replica') return replicaRefuses(release);
  const told = since(release, [2, 8, 2]);
  return role === 'master' || told === false ? told : null;
}

/** From 6.2 on: `errorstat_MISCONF` and rejected calls in commandstats. */
export function rejectedCountable(release: Release): boolean | null {
  return since(release, [6, 2, 0]);
}

/** From 3.2.2 on: BGSAVE SCHEDULE. */
export function scheduleSupported(release: Release): boolean | null {
  return since(release, [3, 2, 2]);
}

/** From 7.0 on: ACL DRYRUN. */
export function dryRunSupported(release: Release): boolean | null {
  return since(release, [7, 0, 0]);
}

/** Up to 4.0 an AOF write error refuses writes even after the AOF was switched off. */
export function aofErrorOutlivesAof(release: Release): boolean | null {
  const later = since(release, [5, 0, 0]);
  return later === null ? null : !later;
}

/** Up to 6.2 a failed fork leaves its own time in `latest_fork_usec`. */
export function failedForksAreTimed(release: Release): boolean | null {
  const later = since(release, [7, 0, 0]);
  return later === null ? null : !later;
}
