/** What the outcome of a save leaves open. They are kept with the save as they stand here, and told by `noteIn`. */
export const notes = {
  untold: 'Failed or cancelled: while the last status is already err, only the Redis log tells which.',
  sameSecond: 'Saved or cancelled: it ended within the second of the save before it, and Redis keeps no finer time.',
  otherSaved:
    'Another save (SAVE, FLUSHALL or another attempt) succeeded in the same interval: whether this one did cannot be told apart.',
  between: 'These attempts fell between two polls; Redis counts them but does not keep how each ended.',
  foreground: 'In the foreground (SAVE or FLUSHALL): no child process.',
  restarted: 'Redis restarted during the save.',
};
