/**
 * npm leaves a platform package out of package-lock.json when the registry it asked does not carry it, and `npm ci`
 * then stops with "Missing: … from lock file". A stub entry satisfies it: the platform never matches, nothing is fetched.
 * @typedef {{ version?: string, os?: string[], cpu?: string[], optional?: boolean, resolved?: string,
 *   optionalDependencies?: Record<string, string> }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} LockFile
 */

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/**
 * Every optional package that some locked package names and the lock file lacks.
 * @param {LockFile} lock
 * @returns {{ name: string, version: string, wantedBy: string }[]}
 */
export function missingOptionals(lock) {
  return Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isLocked(lock, path, name))
      .map(([name, version]) => ({ name, version, wantedBy: path })),
  );
}

/**
 * Where Node would look for `name` from the package at `path`, as npm writes the places in the lock file.
 * @param {LockFile} lock
 * @param {string} path
 * @param {string} name
 */
function isLocked(lock, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (`${folder ? `${folder}/` : ''}node_modules/${name}` in lock.packages) return true;
    if (folder === '') return false;
  }
}

/**
 * The lock file with a stub for each missing platform package, and without download addresses.
 * @param {LockFile} lock
 * @returns {LockFile}
 */
export function completeLock(lock) {
  const stubs = missingOptionals(lock).map(({ name, version }) => [`node_modules/${name}`, stubOf(name, version)]);
  const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(stubs) })
    .map(([path, entry]) => /** @type {[string, LockedPackage]} */ ([path, { ...entry, resolved: undefined }]))
    .sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(packages) };
}

/**
 * @param {string} name
 * @param {string} version
 * @returns {LockedPackage}
 */
function stubOf(name, version) {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  if (os.length === 0 && cpu.length === 0) throw new Error(`${name} names no platform: it cannot be left out.`);
  return { version, ...(cpu.length > 0 && { cpu }), optional: true, ...(os.length > 0 && { os }) };
}
