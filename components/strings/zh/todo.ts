import type { Strings } from '../en';

export const todo: Strings['todo'] = {
  title: '现在做什么',
  calm: '现在无需处理',
  steps: '步骤',
  known: '已经查明',
  step: (number: number) => `第 ${number} 步`,
  auth: '如果 Redis 需要密码，请先放入 REDISCLI_AUTH：这里的命令都不含密码。',
  saveNow: '立即保存',
  watch: '查看正在进行的保存',
  guardOff: '在没有快照的情况下允许写入…',
  turnGuardOff: '关闭写保护…',
  guardOn: '开启写保护…',
  retry: '重试',
};
