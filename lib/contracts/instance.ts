import { z } from 'zod';
import { approvalSchema } from './approval';
import { choicesSchema } from './choices';
import { causeSchema } from './save';
import { timeSchema } from './time';
import { untilSchema } from './until';

export const instanceStateSchema = z.enum([
  'unknown',
  'unreachable',
  'no-access',
  'loading',
  'rejecting-writes',
  'not-saving',
  'at-risk',
  'saving',
  'no-persistence',
  'saved',
]);

export const guardValueSchema = z.enum(['yes', 'no'], 'The guard is "yes" (on) or "no" (off).');
const statusSchema = z.enum(['ok', 'err']).nullable();
const capabilitySchema = z.object({ allowed: z.boolean(), reason: z.string().nullable() });

export const problemSchema = z.object({ code: z.string(), message: z.string() });

export const overrideSchema = z.object({
  by: z.string(),
  reason: z.string().nullable(),
  since: timeSchema,
  until: untilSchema,
  /** Its end has come and the guard is still off, since when; null otherwise. */
  expiredAt: timeSchema.nullable(),
  /** What kept Savepoint from turning it on; null where saves fail. */
  expiredWhy: z.string().nullable(),
  /** It stands in the configuration file of Redis as well. */
  rewritten: z.boolean(),
});

const driftSchema = z.object({
  setting: z.enum(['guard', 'save-points', 'dir', 'dbfilename']),
  /** As CONFIG GET tells it. */
  value: z.string(),
  keeping: z.enum(['lost', 'kept', 'not-known']),
  /** When it was seen to change; null: before Savepoint watched this run. */
  since: timeSchema.nullable(),
  /** Who had it changed through Savepoint, where that is known. */
  by: z.string().nullable(),
  /** Somebody changed it past Savepoint. */
  outside: z.boolean(),
  message: z.string(),
});

const nextStepsSchema = z.object({
  short: z.string(),
  steps: z.array(
    z.object({
      title: z.string(),
      tells: z.string().nullable(),
      /** For a shell; it never holds a secret. */
      command: z.string().nullable(),
      action: z.enum(['save', 'guard-off', 'guard-on']).nullable(),
      /** Savepoint has the answer already. */
      known: z.boolean(),
    }),
  ),
});

const groupSchema = z.object({
  name: z.string(),
  kind: z.enum(['sentinel', 'cluster']),
  /** As the group announces it; null: not known. What the server says of itself is `server.role`. */
  role: z.enum(['master', 'replica']).nullable(),
  /** The slots of its shard, `0-5460 5462`; null: none, and for a group of Sentinel. */
  slots: z.string().nullable(),
  /** Does the group still announce it? Null: not known. */
  announced: z.boolean().nullable(),
  /** What is not as it should be, or not known; null: all is as it should be. */
  message: z.string().nullable(),
});

export const instanceSchema = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  environment: z.enum(['production', 'staging', 'development']),
  tags: z.record(z.string(), z.string()),
  origin: z.object({ kind: z.enum(['file', 'group', 'environment', 'registered']), where: z.string().nullable() }),
  /** Its place in the Sentinel group or the cluster that it was found by; null: it was registered by itself. */
  group: groupSchema.nullable(),
  /** A sentence where other instances are the same process (`server.runId`): which, and what to do; null: none is known to be. */
  watchedTwice: z.string().nullable(),
  state: instanceStateSchema,
  summary: z.string(),
  /** True for an at-risk instance whose first save is merely not due yet: no headline, no title. */
  quiet: z.boolean(),
  since: timeSchema.nullable(),
  /** The state was there already at the first look, or behind a time without facts: it began then or earlier. */
  sinceAtLeast: z.boolean(),
  observedAt: timeSchema.nullable(),
  /** From this age on the facts have lost their colour. */
  staleAfterMs: z.number(),
  problem: problemSchema.nullable(),
  server: z.object({
    software: z.enum(['redis', 'valkey']).nullable(),
    version: z.string().nullable(),
    role: z.enum(['master', 'replica']).nullable(),
    runId: z.string().nullable(),
    startedAt: timeSchema.nullable(),
    /** How far its clock is ahead of Savepoint's, below 0 for behind; 0: they agree, null: not known. What that means, where they differ. */
    clock: z.object({ aheadSeconds: z.number().nullable(), message: z.string().nullable() }),
  }),
  /** Does it answer slowly, how long does that take, and what does it mean? No part of the state; null: not known. */
  answers: z.object({ slow: z.boolean().nullable(), ms: z.number().nullable(), message: z.string().nullable() }),
  /** As whom it is polled; no part of the state. */
  observer: z.object({
    user: z.string(),
    /** The same credentials act: then their rights are not asked for. */
    acts: z.boolean(),
    mayChangeSettings: z.boolean().nullable(),
    mayChangeSettingsReason: z.string().nullable(),
    /** Where it may: what that means, and a command for a shell that mends it. */
    tooMuch: z.object({ message: z.string(), command: z.string().nullable() }).nullable(),
  }),
  /** What cannot be used of this server, whoever asks, and what that means; no part of the state. */
  withheld: z.array(z.object({ what: z.enum(['CONFIG', 'BGSAVE', 'INFO']), message: z.string() })),
  replication: z.object({
    primaryAddress: z.string().nullable(),
    linkUp: z.boolean().nullable(),
    lagSeconds: z.number().nullable(),
    connectedReplicas: z.number().nullable(),
  }),
  loading: z.object({ percent: z.number().nullable(), etaSeconds: z.number().nullable() }).nullable(),
  writes: z.object({
    availability: z.enum(['accepted', 'rejected', 'read-only', 'unknown']),
    cause: z.enum(['rdb', 'aof']).nullable(),
    evidence: z.enum(['ping', 'derived']).nullable(),
    reason: z.string().nullable(),
    rejectedCount: z.number().nullable(),
    rejectedCountReason: z.string().nullable(),
  }),
  guard: z.object({
    value: guardValueSchema.nullable(),
    valueReason: z.string().nullable(),
    expected: guardValueSchema,
    helps: z.boolean().nullable(),
    override: overrideSchema.nullable(),
    /** What waits for a second person; null: nothing does. */
    approval: approvalSchema.nullable(),
    /** What a failover means for an override, made here or on the server that this one took over from; null: nothing is known of one. */
    failoverNote: z.string().nullable(),
  }),
  rdb: z.object({
    savePoints: z.array(z.object({ seconds: z.number(), changes: z.number() })).nullable(),
    savePointsReason: z.string().nullable(),
    lastStatus: statusSchema,
    lastGoodSaveAt: timeSchema.nullable(),
    lastGoodSaveReason: z.string().nullable(),
    changesSinceLastSave: z.number().nullable(),
    lastDurationSeconds: z.number().nullable(),
    lastCowBytes: z.number().nullable(),
    nextRetryAt: timeSchema.nullable(),
    nextRetryReason: z.string().nullable(),
    /** Failed attempts since the last good save that Savepoint knows of; null when not known. */
    failuresInARow: z.number().nullable(),
  }),
  aof: z.object({ enabled: z.boolean().nullable(), lastWriteStatus: statusSchema, lastRewriteStatus: statusSchema }),
  /** What a crash would lose, besides `rdb.changesSinceLastSave`. */
  exposure: z.object({
    /** Changes a minute that no snapshot has, about; 0: none come, null: not known. */
    growsPerMinute: z.number().nullable(),
    /** What the AOF has of them: none, every one, all but about a second, what the system has written, how much is not known, up to its first failed write, not known. */
    aof: z.enum(['none', 'every', 'second', 'system', 'on', 'partly', 'unknown']),
    /** When Redis saves next by itself. */
    nextSaveAt: timeSchema.nullable(),
    nextSaveReason: z.string().nullable(),
  }),
  /** Settings that were set while Redis ran, and what a restart does with them. */
  drift: z.array(driftSchema),
  save: z
    .object({
      /** Of its row in the history, from its begin to its end; null where the save was only just seen. */
      id: z.string().nullable(),
      startedAt: timeSchema.nullable(),
      elapsedSeconds: z.number().nullable(),
      keysDone: z.number().nullable(),
      keysTotal: z.number().nullable(),
      percent: z.number().nullable(),
      etaSeconds: z.number().nullable(),
    })
    .nullable(),
  cause: causeSchema.nullable(),
  /** The number of its open incident; null: none is open. */
  incident: z.number().int().nullable(),
  /** What a person does now, in this order; null where nothing is to be done. */
  nextSteps: nextStepsSchema.nullable(),
  /** What a person may press, compared; null where there is nothing to press. */
  choices: choicesSchema.nullable(),
  actions: z.object({
    bgsave: capabilitySchema.extend({ mode: z.enum(['start', 'schedule']) }),
    setStopWrites: capabilitySchema,
  }),
});

export const instanceListSchema = z.object({
  instances: z.array(instanceSchema),
  /** Entries of the configuration that could not be used: one sentence each, naming file, line and field. */
  problems: z.array(z.string()),
  /** The registered groups, those of which no node is known yet too, with a sentence for each thing that is wrong or not known. */
  groups: z.array(z.object({ name: z.string(), kind: z.enum(['sentinel', 'cluster']), problems: z.array(z.string()) })),
  /** Why history and audit cannot be written, and actions are refused; null while they can. */
  storeProblem: z.string().nullable(),
  observedAt: timeSchema,
});

/** What POST /api/instances takes. An unknown field is an error. */
export const registerSchema = z.strictObject({
  name: z
    .string('Give the instance a name.')
    .trim()
    .min(1, 'Give the instance a name.')
    .max(100, 'A name has 100 characters at most.'),
  url: z
    .string('Give an address, for example redis://10.0.3.14:6379.')
    .trim()
    .min(1, 'Give an address, for example redis://10.0.3.14:6379.')
    .max(2000),
  operator: z
    .union(
      [
        z.literal('same'),
        z.strictObject({ username: z.string().max(200).optional(), password: z.string().max(1000).optional() }),
      ],
      'The operator is "same", or a username with a password.',
    )
    .nullable()
    .optional(),
  environment: z
    .enum(['production', 'staging', 'development'], 'The environment is production, staging or development.')
    .default('production'),
  tags: z.record(z.string().max(100), z.string().max(200), 'Tags are names with a text each.').default({}),
});

export type Instance = z.infer<typeof instanceSchema>;
export type InstanceList = z.infer<typeof instanceListSchema>;
export type NextStep = z.infer<typeof nextStepsSchema>['steps'][number];
export type InstanceStateName = z.infer<typeof instanceStateSchema>;
export type RegisterRequest = z.input<typeof registerSchema>;
