import { z } from 'zod';
import { timeSchema } from './time';

/** How far back a picture of the history goes. */
export const rangeSchema = z.enum(['1h', '24h', '7d', '30d', '90d'], 'The range is 1h, 24h, 7d, 30d or 90d.');

/**
 * What happened in one column of the strip; a save belongs to the column in which it began. A column in which nothing happened, and that was watched, is left
 * out.
 */
export const columnSchema = z.object({
  /** The beginning of the column. */
  at: timeSchema,
  /** Attempts, by how they ended; a row that stands for several attempts counts as so many. */
  saved: z.number().int(),
  /** Wrote no snapshot: failed, or failed or cancelled where the two look alike. */
  failed: z.number().int(),
  cancelled: z.number().int(),
  /** Neither is known: they may have been saved. */
  unknown: z.number().int(),
  running: z.boolean(),
  /** Of the attempts in it that wrote a snapshot, in seconds; null when there are none, or Redis told no duration. */
  longestSeconds: z.number().nullable(),
  /** The most that one of those copied on write; null when there are none, or Redis told nothing of it. */
  mostCopiedBytes: z.number().nullable(),
  /** The longest fork of a save in it; null when none is known. */
  longestForkMilliseconds: z.number().nullable(),
  /** Part of the column, 0 to 1, of which Savepoint has no facts: before it watched, and gaps. The future is not unwatched. */
  unwatched: z.number(),
  restarts: z.number().int(),
  /** The guard was off during some of it. */
  guardOff: z.boolean(),
});

/** The history of one instance as one picture: columns of equal width on one time axis. */
export const pictureSchema = z.object({
  instanceId: z.string(),
  range: rangeSchema,
  /** The beginning of the first column, and the end of the last one, which holds the present. */
  from: timeSchema,
  to: timeSchema,
  columnSeconds: z.number(),
  columns: z.array(columnSchema),
  /** The most changes that were in no snapshot, by time, oldest first; null where many instances are drawn at once. */
  changes: z.array(z.object({ at: timeSchema, most: z.number() })).nullable(),
  /** Incidents of that time, newest first; `to` is null while one is open. Null where many instances are drawn at once. */
  incidents: z.array(z.object({ number: z.number().int(), from: timeSchema, to: timeSchema.nullable() })).nullable(),
});

/** A column of one of many pictures: what is zero, false or null is left out, so that a fleet of two hundred stays light. */
const briefColumnSchema = columnSchema
  .omit({ at: true, mostCopiedBytes: true, longestForkMilliseconds: true })
  .partial()
  .extend({
    /** Its place, from 0. */
    index: z.number().int(),
  });

export const briefPictureSchema = pictureSchema.omit({ columns: true, changes: true, incidents: true }).extend({
  columns: z.array(briefColumnSchema),
  /** Columns of which nothing is known at all: index of the first, and the index after the last. */
  unwatched: z.array(z.tuple([z.number().int(), z.number().int()])),
});

export const pictureListSchema = z.object({ pictures: z.array(briefPictureSchema) });

export type Range = z.infer<typeof rangeSchema>;
export type PictureColumn = z.infer<typeof columnSchema>;
export type Picture = z.infer<typeof pictureSchema>;
export type BriefPicture = z.infer<typeof briefPictureSchema>;
export type PictureList = z.infer<typeof pictureListSchema>;
