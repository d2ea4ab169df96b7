import { MOST_TEXT } from '@/lib/domain/redis-log/most-text';

/** The end of a text, in whole lines, where it is longer than what is read: the last failure is the one that counts. */
export function endOf(text: string): string {
  if (text.length <= MOST_TEXT) return text;
  const end = text.slice(-MOST_TEXT);
  return end.slice(end.indexOf('\n') + 1);
}
