import 'server-only';
import type { Raw } from '../contracts/raw';
import type { RawInfo } from '../domain/observation/raw-info';
import { isoTime } from './time';

/** The answer as Redis sent it: JSON keeps every character of it, and whoever shows it escapes it. */
export function presentRaw({ text, length, at }: RawInfo): Raw {
  return { text, length, cut: text.length < length, readAt: isoTime(at) };
}
