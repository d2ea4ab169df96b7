import type { GuardValue } from '../../observation/observation';
import type { Words } from '../words';

const onOff = (value: GuardValue): string => (value === 'yes' ? '开启' : '关闭');

export const blocked: Words['blocked'] = {
  readOnlyHere: '这里只读：此实例注册时没有提供操作凭据。',
  notRecording: '历史和审计无法写入；没有记录就不做任何更改。',
  notRead: '尚未读取过 Redis：请等待第一次轮询。',
  stale: 'Redis 现在的情况未知，因此操作的结果也无法得知。',
  unreachable: 'Redis 没有应答，因此操作的结果无法得知。',
  noAccess: 'Redis 拒绝了观察凭据，因此无法读回操作的结果。',
  loading: 'Redis 正在加载数据。请等待加载完成。',
  saveRunning: '快照保存正在进行：请关注这一次。',
  noSchedule: 'AOF 重写正在进行，而此版本无法在其后安排快照保存（3.2.2 及更新版本可以）。',
  needsSchedule: '另一个子进程（AOF 重写或模块的 fork）正在运行：请把快照保存安排在其后。',
  inProgressUnknown: 'INFO 没有说明快照保存是否正在进行。',
  guardUnreadable: (reason) => `无法读取写保护，因此无法核对更改。${reason}观察者需要权限：+config|get。`,
  aof: '写保护不控制 AOF 写入错误。请释放磁盘空间：之后 Redis 会自行恢复写入。',
  already: (value) => `写保护已经是${onOff(value)}状态：无需更改。`,
  expectedMissing: '请说明您看到的值（expected），以便发现其间的变化。',
  otherValue: (live) => `在您做决定期间情况有变：写保护现在是${onOff(live)}状态。请重新确认。`,
  otherProcess: '现在应答的是另一个 Redis 进程。请重新确认。',
  fields: '有字段缺失或有误。',
  reasonShort: '请填写至少 10 个字符的原因：生产环境将在没有快照的情况下继续运行。',
  confirmWrong: '请准确输入实例名称以确认。',
  untilForOff: '只有关闭写保护才有结束时间：请留空。',
  endInPast: '这个时间已经过去：请给出将来的时间。',
  endTooFar: '写保护最多可关闭 7 天：请给出更早的时间。',
  endlessIsAdmins: '只有管理员可以不设结束时间地关闭写保护：请设置结束时间。',
  noConfigFile: '不可行：Redis 运行时没有配置文件。',
  wouldStopWrites: '不能确认上一次快照保存成功：现在开启写保护可能会停止写入。',
  endMoved: '写保护已不再由此关闭，或其结束时间已被更改。',
  noOverride: '这里没有由 Savepoint 关闭的写保护：没有可以更改的结束时间。',
};
