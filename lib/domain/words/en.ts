import { bytes, duration, number, savePoint, savePoints, utc } from '../text/format';
import { answers } from './en/answers';
import { approval } from './en/approval';
import { asked } from './en/asked';
import { blocked } from './en/blocked';
import { clock } from './en/clock';
import { clientError } from './en/client-error';
import { deciding } from './en/deciding';
import { event } from './en/event';
import { evidence } from './en/evidence';
import { explain } from './en/explain';
import { factNames } from './en/fact-names';
import { failover } from './en/failover';
import { fleet } from './en/fleet';
import { guardPlan } from './en/guard-plan';
import { notes } from './en/notes';
import { observer } from './en/observer';
import { problem } from './en/problem';
import { reasons } from './en/reasons';
import { retry } from './en/retry';
import { savePlan } from './en/save-plan';
import { signIn } from './en/sign-in';
import { shortSteps, steps } from './en/steps';
import { summary } from './en/summary';
import { unreadable } from './en/unreadable';

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
