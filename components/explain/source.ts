import { MOST_FILE_BYTES } from '@/lib/domain/redis-log/most-text';
import type { Strings } from '../strings/en';

/** What is to be read: a file where one was chosen, else the text that was pasted. */
export interface Source {
  readonly text: string;
  readonly file: File | null;
}

/** More characters than a field of text can show without holding up the page. */
const MOST_SHOWN = 200_000;

/** What was pasted as a file, where it is too much for the field; null where it is not. */
export function asFile(pasted: string, name: string): File | null {
  return pasted.length > MOST_SHOWN ? new File([pasted], name) : null;
}

/** Why there is nothing to send; null where there is. */
export function problemOf({ text, file }: Source, { explain }: Strings): string | null {
  if (file === null) return text.trim() === '' ? explain.nothing : null;
  if (file.size === 0) return explain.empty;
  return file.size > MOST_FILE_BYTES ? explain.tooLarge : null;
}

/** What is sent. A file is read from the disk as it goes, and never held as a whole. */
export function blobOf({ text, file }: Source): Blob {
  return file ?? new Blob([text]);
}
