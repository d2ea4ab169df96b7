import type { Words } from '../words';
import { number } from './format';

const of = (n: number, more: boolean): string => `${more ? '另有 ' : ''}${number(n)} 个 Redis `;

export const fleet: Words['fleet'] = {
  empty: '尚未注册任何 Redis。',
  rejecting: (named, n) =>
    `${number(n)} 个 Redis 正在拒绝写入：${named.join('、')}${n > named.length ? `等 ${number(n)} 个` : ''}。`,
  notSaving: (n, more) => `${of(n, more)}未能保存快照。`,
  atRisk: (n, more) => `${of(n, more)}存在风险。`,
  unseen: (n, more) => `${of(n, more)}无法看到。`,
  loading: (n, more) => `${of(n, more)}正在加载。`,
  calm: '没有 Redis 在拒绝写入，也没有快照保存失败。',
  none: (n) => `${number(n)} 个按设置不保留快照。`,
  early: (n) => `${number(n)} 个自启动以来尚未保存：第一次快照保存还没有到期。`,
};
