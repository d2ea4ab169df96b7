import type { Words } from './words';
import { answers } from './zh/answers';
import { approval } from './zh/approval';
import { asked } from './zh/asked';
import { blocked } from './zh/blocked';
import { clock } from './zh/clock';
import { clientError } from './zh/client-error';
import { deciding } from './zh/deciding';
import { event } from './zh/event';
import { evidence } from './zh/evidence';
import { explain } from './zh/explain';
import { factNames } from './zh/fact-names';
import { failover } from './zh/failover';
import { fleet } from './zh/fleet';
import { bytes, duration, number, savePoint, savePoints, utc } from './zh/format';
import { guardPlan } from './zh/guard-plan';
import { notes } from './zh/notes';
import { observer } from './zh/observer';
import { problem } from './zh/problem';
import { reasons } from './zh/reasons';
import { retry } from './zh/retry';
import { savePlan } from './zh/save-plan';
import { signIn } from './zh/sign-in';
import { shortSteps, steps } from './zh/steps';
import { summary } from './zh/summary';
import { unreadable } from './zh/unreadable';

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
  blocked,
  approval,
  asked,
  guardPlan,
  savePlan,
  failover,
  fleet,
  event,
  signIn,
  shortSteps,
  steps,
};
