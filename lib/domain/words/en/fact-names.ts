/** Names of facts, for `SUMMARY.unreadable`. */
export const factNames = {
  role: 'whether it is a primary or a replica (role)',
  loading: 'whether it is loading (loading)',
  lastStatus: 'how the last save ended (rdb_last_bgsave_status)',
  inProgress: 'whether a save is running (rdb_bgsave_in_progress)',
  changes: 'how much is unsaved (rdb_changes_since_last_save)',
  aofEnabled: 'whether the AOF is on (aof_enabled)',
  aofWrite: 'how the last AOF write ended (aof_last_write_status)',
  aofRewrite: 'how the last AOF rewrite ended (aof_last_bgrewrite_status)',
  lastSaveTime: 'when it last saved (rdb_last_save_time)',
  clock: 'what time it is there (server_time_usec, lru_clock)',
};
