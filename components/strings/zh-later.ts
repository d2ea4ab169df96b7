import type { LaterStrings } from './en';
import { access } from './zh/access';
import { audit } from './zh/audit';
import { bgsaveDialog } from './zh/bgsave-dialog';
import { bulk } from './zh/bulk';
import { channel } from './zh/channel';
import { empty } from './zh/empty';
import { evidence } from './zh/evidence';
import { explain } from './zh/explain';
import { guardDialog } from './zh/guard-dialog';
import { incidents } from './zh/incidents';
import { instance } from './zh/instance';
import { picture } from './zh/picture';
import { raw } from './zh/raw';
import { register } from './zh/register';
import { saves } from './zh/saves';
import { wall } from './zh/wall';

/** Simplified Chinese: what dialogues and the other pages say besides. */
export const later: LaterStrings = {
  access,
  audit,
  bgsaveDialog,
  bulk,
  channel,
  empty,
  evidence,
  explain,
  guardDialog,
  incidents,
  instance,
  picture,
  raw,
  register,
  saves,
  wall,
};
