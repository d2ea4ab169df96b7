export const errors = {
  notFoundTitle: 'There is no such page.',
  notFound: 'The address may be mistyped, or the instance was removed from Savepoint.',
  toFleet: 'Go to the fleet',
  title: 'This page could not be shown.',
  means:
    'Savepoint itself has a problem; your Redis servers are not affected by it. Try again; if it stays, read the log of Savepoint.',
  again: 'Try again',
  missing: 'This dialogue could not be loaded.',
  missingMeans:
    'Savepoint does not answer, or was replaced by a newer version since this page was loaded. Nothing was changed. Load the page again.',
  reload: 'Load the page again',
  reference: (digest: string) => `Reference for the log: ${digest}`,
};
