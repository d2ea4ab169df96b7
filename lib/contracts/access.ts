import { z } from 'zod';
import { isOwnPath } from '../domain/access/own-path';
import { actorSchema } from './actor';
import { timeSchema } from './time';

const roleSchema = z.enum(['viewer', 'operator', 'admin'], 'A role is viewer, operator or admin.');
const signsInBySchema = z.enum(['password', 'provider']);
const passwordSchema = z.string('Give the password.').min(1, 'Give the password.').max(1000);
const nameSchema = z.string('Give the name.').trim().toLowerCase().min(1, 'Give the name.').max(100);

/** Answer of GET /api/session: who asks, and how one signs in here. */
export const sessionStateSchema = z.object({
  /** Null: nobody is signed in. */
  actor: actorSchema.nullable(),
  /** Savepoint knows it by this; null with the actor. */
  by: z.enum(['session', 'token', 'proxy', 'local']).nullable(),
  /** Until then nothing asks for the password again; null where nothing ever does. */
  confirmedUntil: timeSchema.nullable(),
  /** How whoever asks shows again who they are; null with `confirmedUntil`. */
  confirms: signsInBySchema.nullable(),
  signIn: z.object({
    /** False: whoever reaches Savepoint is the local operator. */
    required: z.boolean(),
    /** The first administrator is still missing. */
    needsSetUp: z.boolean(),
    /** Where people may sign in besides, and what they call it. */
    provider: z.object({ name: z.string() }).nullable(),
  }),
});

/** Body of POST /api/session. */
export const signInSchema = z.strictObject({ name: nameSchema, password: passwordSchema });
/** Body of POST /api/session/confirm, and of PUT /api/session/password, where it is the new one. */
export const passwordBodySchema = z.strictObject({ password: passwordSchema });
/** Body of POST /api/session/provider. */
export const providerSignInSchema = z.strictObject({
  next: z
    .string('Give the path to go to afterwards.')
    .max(2000)
    .refine(isOwnPath, 'The path to go to afterwards is one of Savepoint, and begins with /.'),
  /** Who is signed in shows at the provider that it is still them. */
  confirm: z.boolean().optional(),
});
/** Its answer: where the browser goes. */
export const providerUrlSchema = z.object({ url: z.string() });
/** Body of POST /api/session/set-up. */
export const setUpSchema = z.strictObject({
  token: z.string('Give the token.').trim().min(1, 'Give the token.').max(200),
  name: nameSchema,
  password: passwordSchema,
});

/** What signing in answers; the session itself is in the cookie. */
export const signedInSchema = z.object({ actor: actorSchema });

export const sessionParamsSchema = z.object({ sessionId: z.string().min(1).max(100) });
export const sessionSchema = z.object({
  id: z.string(),
  name: z.string(),
  startedAt: timeSchema,
  seenAt: timeSchema,
  endsAt: timeSchema,
  address: z.string(),
  userAgent: z.string(),
  /** It is the one that asks. */
  current: z.boolean(),
});
export const sessionListSchema = z.object({ sessions: z.array(sessionSchema) });
export const endedSchema = z.object({ ended: z.number().int() });

export const personParamsSchema = z.object({ personId: z.string().min(1).max(100) });
export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  /** With `provider` name and role are what the provider says at each sign-in. */
  signsInBy: signsInBySchema,
  disabled: z.boolean(),
  createdAt: timeSchema,
});
export const personListSchema = z.object({ people: z.array(personSchema) });
/** Body of POST /api/people. */
export const newPersonSchema = z.strictObject({ name: nameSchema, password: passwordSchema, role: roleSchema });
/** Body of PUT /api/people/{id}: what is not given stays. */
export const changePersonSchema = z
  .strictObject({ role: roleSchema.optional(), disabled: z.boolean().optional(), password: passwordSchema.optional() })
  .refine((body) => Object.values(body).some((value) => value !== undefined), 'Say what is to change.');

export const tokenParamsSchema = z.object({ tokenId: z.string().min(1).max(100) });
export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  createdBy: z.string(),
  createdAt: timeSchema,
  endsAt: timeSchema.nullable(),
});
export const tokenListSchema = z.object({ tokens: z.array(tokenSchema) });
/** Body of POST /api/tokens. `endsAt` null: until it is ended by hand. */
export const newTokenSchema = z.strictObject({
  name: z.string('Give the name.').trim().min(1, 'Give the name.').max(60, 'A name has 60 characters at most.'),
  role: roleSchema,
  endsAt: z.iso.datetime({ offset: true, error: 'A time in ISO 8601, or null.' }).nullable(),
});
/** The secret is told here and never again. */
export const madeTokenSchema = z.object({ token: tokenSchema, secret: z.string() });

export type SessionState = z.infer<typeof sessionStateSchema>;
export type SignInRequest = z.input<typeof signInSchema>;
export type SetUpRequest = z.input<typeof setUpSchema>;
export type ProviderSignInRequest = z.input<typeof providerSignInSchema>;
export type SignedIn = z.infer<typeof signedInSchema>;
export type Session = z.infer<typeof sessionSchema>;
export type SessionList = z.infer<typeof sessionListSchema>;
export type Person = z.infer<typeof personSchema>;
export type PersonList = z.infer<typeof personListSchema>;
export type NewPersonRequest = z.input<typeof newPersonSchema>;
export type ChangePersonRequest = z.input<typeof changePersonSchema>;
export type Token = z.infer<typeof tokenSchema>;
export type TokenList = z.infer<typeof tokenListSchema>;
export type NewTokenRequest = z.input<typeof newTokenSchema>;
export type MadeToken = z.infer<typeof madeTokenSchema>;
export type Role = z.infer<typeof roleSchema>;
