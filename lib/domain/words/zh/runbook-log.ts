import type { Words } from '../words';

export const runbookLog: Words['runbookLog'] = {
  says: {
    'fork-memory': "有一行“Can't save in background: fork: Cannot allocate memory”。",
    'fork-limit': "有一行“Can't save in background: fork: Resource temporarily unavailable”。",
    'fork-unknown': "有一行“Can't save in background: fork: …”：由其后的内容判断。",
    'disk-full': '有一行包含“No space left on device”或“Disk quota exceeded”。',
    permission: '有一行包含“Permission denied”，通常是“Failed opening … for saving”。',
    'path-missing': '有一行包含“No such file or directory”，通常还有“in server root dir unknown”。',
    'read-only-fs': '有一行包含“Read-only file system”。',
    'name-taken': '有一行“Error moving temp DB file … on the final destination …: Is a directory”。',
    'file-limit': '有一行包含“File too large”。',
    'child-killed': '有一行“Background saving terminated by signal 9”。信号 10 表示保存被取消。',
    'io-error': '有一行包含“Input/output error”。',
    tampered: '有一行“Failed opening …”，其中的目录或名称不是您的；如果写入成功，则没有。',
    aof: '有一行关于写入 AOF：由其后的内容判断。',
    unknown: '有一行“Background saving error”，其前面的一行写明错误。',
  },
  strangePlace: '不属于您的目录或名称',
};
