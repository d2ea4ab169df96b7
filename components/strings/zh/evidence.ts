import type { Strings } from '../strings';

export const evidence: Strings['evidence'] = { for: '支持', against: '反对', nothing: '没有看到。' };
