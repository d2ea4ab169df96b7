/**
 * Who may import whom. Not listed means forbidden. tests/architecture.test.ts executes this table and
 * docs/ARCHITECTURE.md is written from it. Keys are folders (or one file); the longest key that fits a file counts.
 * Every server folder may import lib/log besides.
 * @type {Record<string, string[]>}
 */
export const IMPORT_TABLE = {
  'lib/domain': [],
  'lib/log': [],
  'lib/contracts': ['lib/domain'],
  'lib/config': ['lib/domain'],
  'lib/redis': ['lib/domain'],
  'lib/store': ['lib/domain'],
  'lib/auth': ['lib/domain', 'lib/store'],
  'lib/monitor': ['lib/domain', 'lib/redis', 'lib/store'],
  'lib/actions': ['lib/domain', 'lib/redis', 'lib/store'],
  'lib/overrides': ['lib/domain', 'lib/store', 'lib/actions'],
  'lib/bulk': ['lib/domain', 'lib/store'],
  'lib/approvals': ['lib/domain', 'lib/store'],
  'lib/incidents': ['lib/domain', 'lib/store'],
  'lib/groups': ['lib/domain', 'lib/redis', 'lib/store'],
  'lib/logs': ['lib/domain', 'lib/store'],
  'lib/notify': ['lib/domain', 'lib/store'],
  'lib/runtime': [
    'lib/domain',
    'lib/config',
    'lib/redis',
    'lib/store',
    'lib/auth',
    'lib/monitor',
    'lib/actions',
    'lib/overrides',
    'lib/bulk',
    'lib/approvals',
    'lib/incidents',
    'lib/groups',
    'lib/logs',
    'lib/notify',
  ],
  'lib/http': ['lib/domain', 'lib/contracts', 'lib/runtime'],
  'lib/swr': ['lib/contracts'],
  components: ['lib/domain', 'lib/contracts', 'lib/swr'],
  'app/api': ['lib/contracts', 'lib/http'],
  app: ['components', 'lib/contracts', 'lib/http'],
  instrumentation: ['lib/http', 'lib/runtime'],
};

/** Folders that run on the server alone: their files start with `import 'server-only'`. */
export const SERVER_FOLDERS = [
  'lib/config',
  'lib/redis',
  'lib/store',
  'lib/auth',
  'lib/monitor',
  'lib/actions',
  'lib/overrides',
  'lib/bulk',
  'lib/approvals',
  'lib/incidents',
  'lib/groups',
  'lib/logs',
  'lib/notify',
  'lib/runtime',
  'lib/http',
  'lib/log',
];
