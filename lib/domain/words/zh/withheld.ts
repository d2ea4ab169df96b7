import type { Words } from '../words';

export const withheld: Words['withheld'] = {
  noConfig: '因此无法得知写保护和保存点，也不能从这里切换写保护。',
  noConfigPing: '因此无法得知写保护和保存点，也不能从这里切换写保护。写入是否被拒绝仍可由 PING 得知。',
  noBgsave: '因此不能从这里开始保存。',
  correct: '请在那里更正名称。',
  giveName: '如果它另有名称，请在 savepoint.yaml 中给出（commands）。',
  provider:
    '如果此服务器由云服务商运行，设置和快照都在其控制台中：请在那里查看最近一次快照是否成功，并在那里创建快照。',
  noPersistence:
    '这里的 INFO 没有关于保存的内容，因此无法得知保存是否正常。如果此服务器由云服务商运行，请在其控制台中查看最近一次快照是否成功。',
};
