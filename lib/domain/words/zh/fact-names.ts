import type { Words } from '../words';

export const factNames: Words['factNames'] = {
  role: '它是主节点还是从节点（role）',
  loading: '它是否正在加载（loading）',
  lastStatus: '上一次快照保存的结果（rdb_last_bgsave_status）',
  inProgress: '快照保存是否正在进行（rdb_bgsave_in_progress）',
  changes: '有多少更改尚未保存（rdb_changes_since_last_save）',
  aofEnabled: 'AOF 是否开启（aof_enabled）',
  aofWrite: '上一次 AOF 写入的结果（aof_last_write_status）',
  aofRewrite: '上一次 AOF 重写的结果（aof_last_bgrewrite_status）',
  lastSaveTime: '上一次保存的时间（rdb_last_save_time）',
  clock: '它那里的时间（server_time_usec、lru_clock）',
};
