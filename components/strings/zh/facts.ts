import type { Strings } from '../en';

export const facts: Strings['facts'] = {
  writes: '写入',
  atRisk: '可能丢失',
  cause: '原因',
  next: '下一步',
  advised: '建议',
  guard: '写保护',
  lastKnown: '最后已知',
  mayBeWrong: '现在可能已不准确。',
  neverAnswered: 'Savepoint 开始监视以来它从未应答：对它一无所知。',
  save: '快照保存',
  why: '原因',
  answers: '应答',
  slow: (ms: string) => `缓慢：${ms} 毫秒`,
};
