import { z } from 'zod';
import { NOTICE_SUBJECTS } from '../domain/notice/notice';
import { RECEIVER_FORMS } from '../domain/notice/receiver';
import { timeSchema } from './time';

/** Who is told elsewhere. Of the address only the host is told: the rest of it is a secret. */
const receiverSchema = z.object({
  name: z.string(),
  form: z.enum(RECEIVER_FORMS),
  host: z.string(),
  about: z.array(z.enum(NOTICE_SUBJECTS)),
  environments: z.array(z.enum(['production', 'staging', 'development'])),
  /** Null: none was delivered yet. */
  lastSuccessAt: timeSchema.nullable(),
  /** The latest, in English, also where deliveries have succeeded since; null: there was none. */
  lastProblem: z.object({ message: z.string(), at: timeSchema }).nullable(),
  /** Notices that are kept and not delivered yet. */
  waiting: z.number().int(),
});

export const receiverListSchema = z.object({ receivers: z.array(receiverSchema) });
export const receiverParamsSchema = z.object({ receiverName: z.string().min(1).max(100) });
/** Answer of POST /api/notify/{name}/test: what the receiver made of it, in English. */
export const trialSchema = z.object({ delivered: z.boolean(), message: z.string() });

export type ReceiverBody = z.infer<typeof receiverSchema>;
