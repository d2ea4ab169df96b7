import { bytes, duration, number, savePoint, savePoints, utc } from '../text/format';
import { answers } from './en/answers';
import { approval } from './en/approval';
import { asked } from './en/asked';
import { blocked } from './en/blocked';
import { bulk } from './en/bulk';
import { choices } from './en/choices';
import { clock } from './en/clock';
import { clientError } from './en/client-error';
import { deciding } from './en/deciding';
import { drift } from './en/drift';
import { due } from './en/due';
import { event } from './en/event';
import { evidence } from './en/evidence';
import { explain } from './en/explain';
import { factNames } from './en/fact-names';
import { failover } from './en/failover';
import { fleet } from './en/fleet';
import { group } from './en/group';
import { guardPlan } from './en/guard-plan';
import { incident, postMortem } from './en/incident';
import { notes } from './en/notes';
import { observer } from './en/observer';
import { problem } from './en/problem';
import { reasons } from './en/reasons';
import { retry } from './en/retry';
import { runbook } from './en/runbook';
import { runbookDisk } from './en/runbook-disk';
import { runbookIntrusion } from './en/runbook-intrusion';
import { runbookLog } from './en/runbook-log';
import { runbookLook } from './en/runbook-look';
import { runbookMend } from './en/runbook-mend';
import { runbookProve } from './en/runbook-prove';
import { savePlan } from './en/save-plan';
import { signIn } from './en/sign-in';
import { shortSteps, steps } from './en/steps';
import { summary } from './en/summary';
import { unreadable } from './en/unreadable';
import { withheld } from './en/withheld';

/** English: what records are written in, and the shape of every other language. */
export const EN = {
  /** Sentences one after the other. */
  text: (sentences: readonly string[]): string => sentences.join(' '),
  format: { bytes, duration, number, savePoint, savePoints, utc },
  summary,
  factNames,
  deciding,
  reasons,
  retry,
  evidence,
  explain,
  clientError,
  notes,
  observer,
  clock,
  answers,
  problem,
  unreadable,
  withheld,
  blocked,
  bulk,
  choices,
  drift,
  due,
  approval,
  asked,
  group,
  guardPlan,
  savePlan,
  failover,
  fleet,
  event,
  incident,
  postMortem,
  signIn,
  shortSteps,
  steps,
  runbook,
  runbookDisk,
  runbookIntrusion,
  runbookLog,
  runbookLook,
  runbookMend,
  runbookProve,
};
