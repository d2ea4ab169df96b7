import type { Words } from '../words';

export const approval: Words['approval'] = {
  needed: '这里须由第二人批准，因此未执行：请申请第二人批准。',
  openAlready: (by) => `${by ?? '有人'}已在此申请第二人批准。请先对该申请作出决定，或由申请人撤回，再重新申请。`,
  noSuch: '没有这个第二人批准的申请。审计中有全部申请。',
  needsAccount: '第二人须有 Savepoint 账号并以其登录。令牌和由代理确认身份的人可以申请，但不能批准。',
  samePerson: '这是您自己申请的：须由另一人批准。',
  notYours: '只有申请人可以撤回。以自己账号登录的第二人可以改为拒绝。',
  askerGone: '申请人已无权执行此操作，因此申请作废。没有向 Redis 发送任何内容。',
  decidedMeanwhile: '此申请已由他人决定，或已到期。没有为您向 Redis 发送任何内容。',
  void: (why) => `${why}申请作废，没有向 Redis 发送任何内容：如仍需要，请重新申请。`,
  askerLost: '申请人已无权执行此操作。',
  instanceLost: '该实例已被移除。',
  changed: (by) => `${by} 已批准，但申请的内容与现在的情况不符。`,
  over: {
    approved: '此申请已获批准。结果请查看该实例。',
    declined: '此申请已被拒绝。如仍需要，请重新申请。',
    withdrawn: '申请人已撤回此申请。',
    expired: '15 分钟内无人批准，因此申请已失效。如仍需要，请重新申请。',
    void: '此申请已作废。如仍需要，请重新申请。',
  },
};
