import { fleet as fleetWords } from '@/lib/domain/words/en/fleet';
import { actions } from './en/actions';
import { approval } from './en/approval';
import { cause } from './en/cause';
import { choices } from './en/choices';
import { confidence } from './en/confidence';
import { display } from './en/display';
import { errors } from './en/errors';
import { exposure } from './en/exposure';
import { facts } from './en/facts';
import { fleet } from './en/fleet';
import { fleetTools } from './en/fleet-tools';
import { format } from './en/format';
import { group } from './en/group';
import { guard } from './en/guard';
import { keys } from './en/keys';
import { live } from './en/live';
import { lost } from './en/lost';
import { nav } from './en/nav';
import { next } from './en/next';
import { override } from './en/override';
import { palette } from './en/palette';
import { saving } from './en/saving';
import { sentence } from './en/sentence';
import { stage } from './en/stage';
import { state } from './en/state';
import { stateCounted } from './en/state-counted';
import { todo } from './en/todo';
import { who } from './en/who';
import { writes } from './en/writes';

/** English: what every page and the first view of the fleet say. */
export const first = {
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
  state,
  stateCounted,
  sentence,
  facts,
  who,
  writes,
  exposure,
  group,
  guard,
  cause,
  stage,
  choices,
  confidence,
  next,
  saving,
  todo,
  actions,
  approval,
  override,
};
