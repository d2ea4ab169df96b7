import type { Strings } from '../en';

export const cause: Strings['cause'] = {
  'fork-memory': '内存不足，无法 fork',
  'fork-limit': '进程数限制阻止了 fork',
  'disk-full': '磁盘已满',
  permission: '没有写入转储文件的权限',
  'path-missing': '数据目录不存在',
  'read-only-fs': '文件系统只读',
  'child-killed': '保存快照的子进程被杀死',
  'io-error': '写入时发生 I/O 错误',
  'file-limit': '文件大小限制阻止了保存',
  'name-taken': '有目录占用了转储文件的名称',
  tampered: '转储路径被篡改',
  unknown: '未知',
};
