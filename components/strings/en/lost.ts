/** Why there was no answer of Savepoint's at all. */
export const lost = {
  network: 'Savepoint did not answer. It may have stopped, or the network between it and this page is down.',
  unreadable: 'Something that is not Savepoint answered. A proxy may stand in between; ask for the page again.',
};
