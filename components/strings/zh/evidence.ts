import type { Strings } from '../en';

export const evidence: Strings['evidence'] = { for: '支持', against: '反对', nothing: '没有看到。' };
