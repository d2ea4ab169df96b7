import type { ApiError } from '@/lib/swr/fetcher';

/** The action that an `outcome_unknown` answer speaks of, so that its end can be followed; null when it names none. */
export function actionIdOf(error: ApiError): string | null {
  const { actionId, action } = error.details;
  if (typeof actionId === 'string') return actionId;
  if (typeof action === 'string') return action;
  const named = typeof action === 'object' && action !== null && 'id' in action ? action.id : null;
  return typeof named === 'string' ? named : null;
}

/** May the change have happened although this is an error? */
export function isUndecided(error: ApiError): boolean {
  return error.code === 'network' || error.code === 'unreadable' || error.code === 'outcome_unknown';
}

/** The sentence for one field of a refused request; null when the refusal is about something else. */
export function fieldError(error: ApiError | null, field: string): string | null {
  if (error === null || error.code !== 'invalid') return null;
  const { fields } = error.details;
  const text = typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>)[field] : null;
  return typeof text === 'string' ? text : null;
}
