import { escaped } from '../../text/format';
import type { Words } from '../words';

export const bulk: Words['bulk'] = {
  sameProcess: (name) => `这与“${escaped(name)}”是同一个服务器进程，而后者已在请求之列：保存一次就够了。`,
  secondPerson: '这需要第二个人批准，不属于批量保存。请在该实例的页面上请求。',
  otherChild:
    '另一个子进程（AOF 重写或模块的 fork）正在运行，无法得知快照保存何时开始。请等它结束后，在该实例的页面上保存。',
  keepsNothing: '此副本被设为不写入任何内容：没有保存点，也没有 AOF。如需它的快照，请在它自己的页面上保存。',
  heldBy: (name) => `等待“${escaped(name)}”：它正在同一主机上 fork。`,
  hostStopped: (host) =>
    `未开始：此主机（${escaped(host)}）上有一次快照保存的结局未知，它可能仍在运行。请先查看，再在此主机上继续保存。`,
  stopped: '未开始：轮到它之前，批量保存已被停止。',
  notAsked: '未开始：轮到它之前，有人停止了批量保存，或 Savepoint 已结束。',
  left: '未开始：轮到它之前，运行此批量保存的 Savepoint 已结束。',
  notTold: '未知：在请求或进行这次快照保存时，运行此批量保存的 Savepoint 已结束。再次保存之前，请查看它的历史。',
  stopNotTaken: '运行此批量保存的 Savepoint 没有说明它不再启动新的保存。已通知它：请几秒后再看。',
  endNotSeen: '未知：没有看到这次快照保存的结束。再次保存之前，请查看它的历史。',
  failed: '未知：Savepoint 在请求这次快照保存时出错。再次保存之前，请查看 Savepoint 的日志和审计。',
  busy: (who) =>
    `${escaped(who ?? '有人')}发起的批量保存正在进行，同一时间只能有一个：没有启动任何保存。请等它结束；若有人将其停止，它会在已开始的保存结束后结束。`,
  noSuchBulk: '没有此 id 的批量保存。Savepoint 保留最近二十次已结束的批量保存。GET /api/audit 列出每一次已开始的保存。',
};
