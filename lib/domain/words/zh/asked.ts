import { escaped } from '../../text/format';
import type { Words } from '../words';
import { utc } from './format';

export const asked: Words['asked'] = {
  noInstance: (id) => `没有 id 为“${id}”的实例。`,
  noSuchInstance: '没有此 id 的实例。它可能已被移除；GET /api/instances 列出全部实例。',
  noSuchAction: '没有此 id 的操作。GET /api/audit 列出全部操作。',
  noReceiver: '没有这个名称的接收方。GET /api/notify 列出全部接收方。',
  busy: (who) => `${who ?? '有人'}发起的操作正在此实例上执行，尚无结果。请等它结束后再看：没有任何更改。`,
  notSeenYet: (actor) =>
    `${actor} 请求的快照保存尚未出现：Redis 在推迟它，或者应答已丢失。请关注那一次；没有启动新的保存。`,
  notClaimed: (why) => `无法得知此实例上是否正在执行其他操作，因此没有向 Redis 发送任何内容。${why}`,
  notRecorded: (why) => `无法写入审计记录，因此没有向 Redis 发送任何内容。${why ?? ''}`,
  nothingChanged: (problem) => `${problem}没有任何更改。`,
  notSent: (problem) => `${problem}没有发送任何内容。`,

  guardRefused: (reason) => `Redis 拒绝执行：${reason}没有任何更改。`,
  guardUnanswered: (problem) =>
    `${problem}更改可能已生效，也可能没有。请不要重复操作：Savepoint 会持续读回，直到得知结果。`,
  outcomeNotRecorded: (outcome) => `${outcome}Savepoint 暂时无法写下此结果；它会读回写保护并再次尝试。`,
  whoSetIt: (by, value, at, now, reason) =>
    `${by} 于 ${utc(at, now)} 将其设为 "${value ?? '未知'}"${reason === null ? '' : `（原因："${escaped(reason)}"）`}。`,

  saveUnanswered: (problem) => `${problem}快照保存可能已开始，也可能没有。请不要再次请求：Savepoint 会寻找它的痕迹。`,
  forkRefused:
    'Redis 无法启动快照保存：fork 被拒绝，很可能是内存不足或受进程数限制。Redis 没有给出原因（"ERR"）。请释放内存或提高限制，然后重试。',
  alreadySaving: '快照保存已在进行。请关注那一次；没有启动新的保存。',
  childActive: 'Redis 正忙于另一个子进程，很可能是 AOF 重写。请安排快照保存，让它随后开始。',
  scheduleUnsupported: '此 Redis 不能安排快照保存（BGSAVE SCHEDULE 从 3.2.2 开始提供）。请等待 AOF 重写结束后再保存。',
  stillLoading: 'Redis 仍在加载数据，还不能保存。请等待加载完成。',
  saveRefused: (reason) => `Redis 拒绝执行：${reason}没有启动任何保存。`,
};
