import type { ApiError } from '@/lib/swr/fetcher';
import type { FirstStrings } from './en';

/** What went wrong: the server's own sentence, or ours where none arrived. */
export function errorText(error: Pick<ApiError, 'code' | 'message'>, strings: FirstStrings): string {
  return error.code === 'network' || error.code === 'unreadable' ? strings.lost[error.code] : error.message;
}
