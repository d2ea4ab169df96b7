import { z } from 'zod';
import { guardValueSchema } from './instance';
import { rangeSchema } from './picture';
import { timeSchema } from './time';

const countSchema = z
  .string()
  .regex(/^\d{1,4}$/, 'A limit is a whole number from 1 to 500.')
  .transform(Number)
  .pipe(z.number().min(1, 'A limit is at least 1.').max(500, 'A limit is 500 at most.'));
const limitSchema = countSchema.default(50);

const cursorSchema = z.string().min(1, 'A cursor is the "next" of an earlier page.').max(500).optional();

/** Query of every list: `limit` 1–500 (default 50), `before` the `next` of an earlier page. */
export const pageQuerySchema = z.object({ limit: limitSchema, before: cursorSchema });

const momentSchema = timeSchema.transform((time) => Date.parse(time)).optional();

/** Query of lists of saves, and of their exports but for the page. `outcome`: only those that wrote no snapshot; from `from` to before `to`. */
const savesFilterSchema = z.object({
  outcome: z.literal('failed', 'The outcome is failed, or left out.').optional(),
  from: momentSchema,
  to: momentSchema,
});

const isOfSomeTime = ({ from, to }: z.infer<typeof savesFilterSchema>): boolean =>
  from === undefined || to === undefined || from < to;
const OF_NO_TIME = { message: 'What is asked for ends before it begins: from is before to.', path: ['to'] };

export const savesQuerySchema = pageQuerySchema.extend(savesFilterSchema.shape).refine(isOfSomeTime, OF_NO_TIME);

/** Query of GET /api/audit. */
export const auditQuerySchema = pageQuerySchema.extend({ instance: z.string().max(200).optional() });

/** Query of the picture of one instance. */
export const pictureQuerySchema = z.object({ range: rangeSchema.default('24h') });

/** Query of GET /api/pictures. `limit`: only so many, of the worst; left out: all. */
export const picturesQuerySchema = pictureQuerySchema.extend({ limit: countSchema.optional() });

/** Query of POST /api/explain: of what instance a file is that is sent as it is. */
export const explainQuerySchema = z.object({ instance: z.string().max(200).optional() });

/** Query of every export. */
export const exportQuerySchema = z.object({ format: z.enum(['csv', 'json'], 'The format is csv or json.') });

export const savesExportQuerySchema = exportQuerySchema
  .extend(savesFilterSchema.shape)
  .refine(isOfSomeTime, OF_NO_TIME);

/** Query of GET /api/audit/export: what the list takes, but for the page. */
export const auditExportQuerySchema = exportQuerySchema.extend(auditQuerySchema.pick({ instance: true }).shape);

/** Query of GET /api/instances/{id}/plan. `value` is needed for set-stop-writes, and for it alone. */
export const planQuerySchema = z.discriminatedUnion(
  'action',
  [
    z.object({ action: z.literal('bgsave') }).transform(({ action }) => ({ action, value: null })),
    z.object({ action: z.literal('set-stop-writes'), value: guardValueSchema }),
  ],
  'The action is bgsave or set-stop-writes.',
);

export const instanceParamsSchema = z.object({ instanceId: z.string() });
export const actionParamsSchema = z.object({ actionId: z.string() });
