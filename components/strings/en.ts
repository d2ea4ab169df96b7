import { fleet as fleetWords } from '@/lib/domain/words/en/fleet';
import { access } from './en/access';
import { actions } from './en/actions';
import { approval } from './en/approval';
import { audit } from './en/audit';
import { bgsaveDialog } from './en/bgsave-dialog';
import { cause } from './en/cause';
import { channel } from './en/channel';
import { choices } from './en/choices';
import { confidence } from './en/confidence';
import { display } from './en/display';
import { empty } from './en/empty';
import { errors } from './en/errors';
import { evidence } from './en/evidence';
import { explain } from './en/explain';
import { exposure } from './en/exposure';
import { facts } from './en/facts';
import { fleet } from './en/fleet';
import { fleetTools } from './en/fleet-tools';
import { format } from './en/format';
import { group } from './en/group';
import { guard } from './en/guard';
import { guardDialog } from './en/guard-dialog';
import { incidents } from './en/incidents';
import { instance } from './en/instance';
import { keys } from './en/keys';
import { live } from './en/live';
import { lost } from './en/lost';
import { override } from './en/override';
import { nav } from './en/nav';
import { next } from './en/next';
import { palette } from './en/palette';
import { picture } from './en/picture';
import { raw } from './en/raw';
import { register } from './en/register';
import { saves } from './en/saves';
import { saving } from './en/saving';
import { sentence } from './en/sentence';
import { stage } from './en/stage';
import { state } from './en/state';
import { stateCounted } from './en/state-counted';
import { todo } from './en/todo';
import { writes } from './en/writes';

/** English: what the interface itself says, and the shape of every other language. */
export const en = {
  /** As HTML names the language. */
  tag: 'en',
  product: 'Savepoint',
  description: 'The dashboard an on-call engineer opens when Redis refuses writes.',
  tabTitle: 'Redis persistence',
  skip: 'Skip to the content',
  close: 'Close',
  cancel: 'Cancel',
  unknown: 'not known',
  dash: '–',
  comma: ', ',
  colon: ': ',
  stop: '.',
  /** Between two sentences. */
  between: ' ',
  inUtc: (heading: string) => `${heading} (UTC)`,
  copied: 'Copied',
  copyCommand: (command: string) => `Copy the command ${command}`,
  ago: (age: string) => `${age} ago`,
  inAbout: (time: string) => `in about ${time}`,
  readAgo: (age: string) => `read ${age} ago`,
  neverRead: 'never read',
  older: 'Show older',
  loadingOlder: 'Reading older rows…',
  loadingRows: 'Reading…',
  planRead: 'read',
  run: (runId: string) => `run ${runId.slice(0, 8)}`,
  notSavingWritesOn: 'Not saving, writes on',
  stale: 'Stale',
  staleWas: (word: string) => `last known: ${word}`,
  staleReason: 'The facts are too old to act on.',
  offlineReason: 'You are offline: nothing can be changed from here.',
  changed: (name: string, word: string) => `${name}: now ${word}`,
  lasts: 'for ',
  lastsAtLeast: 'at least ',
  primary: 'primary',
  replica: 'replica',
  noCauseYet: 'Not known yet: no evidence has been seen.',
  format,
  fleetWords,
  lost,
  nav,
  live,
  display,
  palette,
  keys,
  errors,
  fleet,
  fleetTools,
  empty,
  register,
  state,
  stateCounted,
  sentence,
  facts,
  writes,
  exposure,
  group,
  guard,
  cause,
  stage,
  choices,
  confidence,
  evidence,
  explain,
  next,
  saving,
  instance,
  raw,
  todo,
  channel,
  saves,
  picture,
  audit,
  incidents,
  actions,
  guardDialog,
  approval,
  override,
  access,
  bgsaveDialog,
};

/** All that the interface itself says; sentences about facts come from the server with the facts, in the same language. */
export type Strings = typeof en;
