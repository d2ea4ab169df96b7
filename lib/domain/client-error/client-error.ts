import { libraryIn, type Library } from './library';
import { lookAlikeIn, type LookAlike } from './look-alike';
import { refusalIn, type Refusal } from './refusal';

/** An error, or a traceback, of a client of Redis. It has one of both: a refusal, or what looks like one. */
export interface ClientError {
  /** Null where the text does not say for sure. */
  readonly library: Library | null;
  readonly refusal: Refusal | null;
  readonly lookAlike: LookAlike | null;
}

/** What an error of a client tells; null where the text is none that we know. A refusal counts before anything else in it. */
export function clientErrorIn(text: string): ClientError | null {
  const refusal = refusalIn(text);
  const lookAlike = refusal === null ? lookAlikeIn(text) : null;
  return refusal === null && lookAlike === null ? null : { library: libraryIn(text), refusal, lookAlike };
}

/** May the writes have been refused because a save failed? An aborted transaction does not say why it was. */
export function maySpeakOfRefusal({ refusal, lookAlike }: ClientError): boolean {
  return refusal !== null || lookAlike === 'exec-aborted';
}
