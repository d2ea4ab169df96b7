import { access } from './en/access';
import { audit } from './en/audit';
import { bgsaveDialog } from './en/bgsave-dialog';
import { bulk } from './en/bulk';
import { channel } from './en/channel';
import { empty } from './en/empty';
import { evidence } from './en/evidence';
import { explain } from './en/explain';
import { guardDialog } from './en/guard-dialog';
import { incidents } from './en/incidents';
import { instance } from './en/instance';
import { picture } from './en/picture';
import { raw } from './en/raw';
import { register } from './en/register';
import { saves } from './en/saves';
import { wall } from './en/wall';

/** English: what dialogues and the other pages say besides. */
export const later = {
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
