import type { Strings } from '../en';

export const empty: Strings['empty'] = {
  headline: '尚未注册任何 Redis。',
  nothingWatched: '目前没有监视任何 Redis。',
  otherWays: '也可以不用此表单',
  offer: '在本机上发现',
  byFile: '在启动 Savepoint 的目录下的 savepoint.yaml 文件中：',
  byEnvironment: '在环境变量中：',
  watch: '开始监视',
  watching: '正在尝试…',
  answers: (found: string, where: string) => `${where} 上有 ${found} 应答。`,
};
