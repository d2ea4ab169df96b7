import type { Words } from '../words';
import { number } from './format';

export const due: Words['due'] = {
  running: '快照保存正在进行。',
  noPoints: '没有到期的保存：没有设置保存点。',
  tooFew: (needed) => `达到 ${number(needed)} 次更改之前没有到期的保存。`,
};
