import type { Words } from './words';
import { answers } from './zh/answers';
import { approval } from './zh/approval';
import { asked } from './zh/asked';
import { blocked } from './zh/blocked';
import { bulk } from './zh/bulk';
import { choices } from './zh/choices';
import { clock } from './zh/clock';
import { clientError } from './zh/client-error';
import { deciding } from './zh/deciding';
import { drift } from './zh/drift';
import { due } from './zh/due';
import { event } from './zh/event';
import { evidence } from './zh/evidence';
import { explain } from './zh/explain';
import { factNames } from './zh/fact-names';
import { failover } from './zh/failover';
import { fleet } from './zh/fleet';
import { bytes, duration, number, savePoint, savePoints, utc } from './zh/format';
import { group } from './zh/group';
import { guardPlan } from './zh/guard-plan';
import { incident, postMortem } from './zh/incident';
import { notes } from './zh/notes';
import { observer } from './zh/observer';
import { problem } from './zh/problem';
import { reasons } from './zh/reasons';
import { retry } from './zh/retry';
import { runbook } from './zh/runbook';
import { runbookDisk } from './zh/runbook-disk';
import { runbookIntrusion } from './zh/runbook-intrusion';
import { runbookLog } from './zh/runbook-log';
import { runbookLook } from './zh/runbook-look';
import { runbookMend } from './zh/runbook-mend';
import { runbookProve } from './zh/runbook-prove';
import { savePlan } from './zh/save-plan';
import { signIn } from './zh/sign-in';
import { shortSteps, steps } from './zh/steps';
import { summary } from './zh/summary';
import { unreadable } from './zh/unreadable';
import { withheld } from './zh/withheld';

/** Simplified Chinese. */
export const ZH: Words = {
  text: (sentences) => sentences.join(''),
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
