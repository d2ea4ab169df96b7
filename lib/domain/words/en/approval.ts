/** About a second person for switching the guard off. */
export const approval = {
  needed: 'Here a second person has to approve this, so it was not done: ask for one.',
  openAlready: (by: string | null) =>
    `${by ?? 'Somebody'} has asked for a second person here already. Decide on that request, or have it withdrawn, before you ask again.`,
  noSuch: 'There is no such request for a second person. The audit has all that were asked for.',
  needsAccount:
    'The second person needs an account of Savepoint, and has to be signed in with it. Tokens and people whom a proxy vouches for may ask, not approve.',
  samePerson: 'You asked for this yourself: it takes another person to approve it.',
  notYours:
    'Only who asked can withdraw this. A second person, signed in with an account of their own, may decline it instead.',
  askerGone: 'Who asked may not do this any more, so the request is void. Nothing was sent to Redis.',
  decidedMeanwhile:
    'This was decided by somebody else meanwhile, or its time is over. Nothing was sent to Redis for you.',
  void: (why: string) => `${why} The request is void, and nothing was sent to Redis: ask again if it is still needed.`,
  /** Kept in the audit. */
  askerLost: 'Who asked may not do this any more.',
  instanceLost: 'The instance was removed.',
  changed: (by: string) => `${by} approved it, but what was asked for does not fit what is there now.`,
  over: {
    approved: 'This was approved already. Look at the instance for what became of it.',
    declined: 'This was declined. Ask again if it is still needed.',
    withdrawn: 'This was withdrawn by who asked for it.',
    expired: 'Nobody approved this within 15 minutes, so it stands no more. Ask again if it is still needed.',
    void: 'This request is void. Ask again if it is still needed.',
  },
};
