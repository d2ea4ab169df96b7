import type { GuardValue } from '../../observation/observation';
import type { Words } from '../words';
import { number } from './format';

const onOff = (value: GuardValue): string => (value === 'yes' ? '开启' : '关闭');

export const guardPlan: Words['guardPlan'] = {
  writesOpen: '客户端可以立即恢复写入。',
  writesUnchanged: '当前没有写入被拒绝：对客户端没有变化。',
  writesMaybe: '当前是否拒绝写入未知；如果是，客户端可以立即恢复写入。',
  stillFailing: '快照仍会失败。',
  nothingOnDisk: (changes, since) =>
    `自 ${since} 以来的写入${changes === null ? '' : `（${number(changes)} 次更改）`}不在任何快照中。`,
  lostAof: 'AOF 已开启，仍在记录每次写入。',
  lostNoAof: '如果 Redis 重启或主机宕机，这些写入会丢失。AOF：关闭。',
  lostUnknown: '如果 Redis 重启或主机宕机，这些写入可能丢失：AOF 能否保住它们未知。',
  goesOnAfterFailure: '从此快照保存失败时写入仍会继续：只有持续监视才能发现。',
  notByItself: '在写保护重新开启之前，快照保存失败不会停止写入。',
  rejectedAtOnce: '写入将立即再次被拒绝：快照仍然失败。',
  maybeRejectedAtOnce: '上一次快照保存的结果未知：如果失败，写入将立即被拒绝。',
  guardsAgain: '从此快照保存失败时 Redis 会停止写入，直到有一次成功。',
  guardsNothing: '没有设置保存点：写保护只在设置了保存点时才停止写入。',
  replicaOnly: '这只影响此从节点，在它被提升为主节点时才有意义。',
  noFix: '它不能修复快照保存，不会传到从节点，并且除非写入配置文件，否则在重启或故障转移后失效。',
  notAof: '它不控制 AOF 写入错误。',
  noReach: '它不会传到从节点，并且除非写入配置文件，否则在重启或故障转移后失效。',
  replicasKeep: (replicas) =>
    `${number(replicas)} 个从节点保留各自的写保护：从 7.0 起，自身快照保存失败的从节点会在下一次复制写入时崩溃。`,
  pingRefused: 'PING 将得到 MISCONF 应答：Sentinel 和负载均衡器可能认为此主节点已宕机并进行故障转移。',
  replicaCrash: '写保护开启且快照保存失败时，此从节点会在下一次复制写入时崩溃（7.0 及更新版本）。',
  adviceSave: '请先尝试：释放磁盘或内存，然后执行一次快照保存。保存成功后写入会自行恢复，写保护仍保持开启。',
  adviceAof: '请先尝试：释放磁盘空间。Redis 会自行恢复写入 AOF，无需快照保存。',
  adviceHealthy: '除非在这里丢失写入好过拒绝写入，否则请保持写保护开启。',
  adviceOn: '请先执行一次快照保存：成功之后写保护不会停止任何写入。',
  adviceOnHealthy: '快照保存正常：现在开启写保护不会拒绝任何写入。',
  okProof: 'PING 已证实：写入当前被拒绝（MISCONF）。',
  okAccepted: 'PING 已证实：当前没有写入因持久化而被拒绝。',
  warnNoProof: (reason) => `写入是否被拒绝是推断，未经证实。${reason ?? ''}`,
  okRead: (value) => `刚刚读取了写保护：${onOff(value)}。`,
};
