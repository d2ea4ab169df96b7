import type { Environment } from '../instance/instance';
import type { EpochMs } from '../observation/observation';
import type { CauseKind, Confidence } from '../save/save';

/** What a receiver can ask to be told about. */
export const NOTICE_SUBJECTS = ['refusals', 'saves', 'overrides', 'compromise', 'lost'] as const;
export type NoticeSubject = (typeof NOTICE_SUBJECTS)[number];

/** What is told, with its subject. Of each kind at most one is open on an instance. */
export const SUBJECT_OF = {
  refusals: 'refusals',
  saves: 'saves',
  'override-ending': 'overrides',
  'override-expired': 'overrides',
  'guard-left-off': 'overrides',
  compromise: 'compromise',
  lost: 'lost',
} as const satisfies Record<string, NoticeSubject>;

export type NoticeKind = keyof typeof SUBJECT_OF;

/** The words of PagerDuty's Events API v2, which others understand as well. */
export type Severity = 'critical' | 'error' | 'warning' | 'info';

/** Whom it is about, as it was when it began: what names an alert elsewhere must not change before its end. */
export interface NoticeInstance {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly environment: Environment;
  readonly tags: Readonly<Record<string, string>>;
}

/** Something that began or ended, as it is told to people elsewhere: a record, in English. Holds no secret. */
export interface Notice {
  /** Of this one message, the same at each try to deliver it. */
  readonly id: string;
  /** The same for the beginning and its end, another one for the next beginning. */
  readonly dedupKey: string;
  readonly kind: NoticeKind | 'test';
  readonly change: 'started' | 'ended';
  readonly severity: Severity;
  readonly sentence: string;
  readonly since: EpochMs;
  /** It may have begun earlier: nobody watched then. */
  readonly sinceAtLeast: boolean;
  /** When it was seen. */
  readonly at: EpochMs;
  /** Why saves fail, as far as it is known. */
  readonly cause: {
    readonly kind: CauseKind;
    readonly confidence: Confidence;
    readonly evidence: readonly string[];
  } | null;
  /** What would be lost if Redis died now, in a sentence; null where nothing would be, or it is not known. */
  readonly atStake: string | null;
  /** Null: it is about none. */
  readonly instance: NoticeInstance | null;
  /** The page that shows it. */
  readonly link: string;
}

/** What is judged of an instance; who tells it gives it its identity and its page. */
export type NoticeDraft = Omit<Notice, 'id' | 'link' | 'kind' | 'instance'> & {
  readonly kind: NoticeKind;
  readonly instance: NoticeInstance;
};

/** A notice of an instance: all but those that try out a receiver. */
export type InstanceNotice = Notice & Pick<NoticeDraft, 'kind' | 'instance'>;
