/** Names of the facts that decide whether writes are refused, for `reasons.writesUnknown`. */
export const deciding = {
  guard: 'the guard',
  savePoints: 'the save points',
  lastStatus: 'the status of the last save',
  aofEnabled: 'whether the AOF is on',
  aofWrite: 'the status of the last AOF write',
};
