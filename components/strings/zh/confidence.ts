import type { Strings } from '../en';

export const confidence: Strings['confidence'] = {
  certain: '确定',
  likely: '很可能',
  possible: '可能',
  unknown: '未知',
};
