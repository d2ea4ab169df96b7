import 'server-only';
import type { Action } from '../domain/action/action';
import type { Refusal } from '../domain/result';
import { ApiError } from './api-error';
import { presentAction } from './present-action';
import { isoTimeOrNull } from './time';

function isAction(value: unknown): value is Action {
  return typeof value === 'object' && value !== null && 'requestedAt' in value && 'requestedValue' in value;
}

function presentDetail(name: string, value: unknown): unknown {
  if (name === 'action' && isAction(value)) return presentAction(value);
  if (name !== 'current' || typeof value !== 'object' || value === null) return value;
  const at = 'at' in value && typeof value.at === 'number' ? value.at : null;
  return { ...value, at: isoTimeOrNull(at) };
}

/** A refusal of the domain as an error of the contract: the action and the current value in its details as everywhere else. */
export function refusalError({ code, message, details }: Refusal): ApiError {
  const told = Object.entries(details).map(([name, value]) => [name, presentDetail(name, value)] as const);
  return new ApiError(code, message, Object.fromEntries(told));
}
