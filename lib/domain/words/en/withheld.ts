/** What a server does not let Savepoint use: what follows, and what to do in place of it. */
export const withheld = {
  noConfig: 'So the guard and the save points are not known, and the guard cannot be switched from here.',
  noConfigPing:
    'So the guard and the save points are not known, and the guard cannot be switched from here. Whether writes are refused is told by PING all the same.',
  noBgsave: 'So no save can be started from here.',
  correct: 'Correct the name there.',
  giveName: 'Where it has another name, give that in savepoint.yaml (commands).',
  provider:
    'Where a provider runs this server, settings and snapshots are in its console: look there whether its last snapshot was good, and take one there.',
  noPersistence:
    'INFO tells nothing of saves here, so whether they work is not known. Where a provider runs this server, look in its console whether its last snapshot was good.',
};
