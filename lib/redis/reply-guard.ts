import 'server-only';

/** What a peer sent that no Redis in good health sends. */
export type ReplyFault =
  /** The very first byte is no reply: another kind of server. */
  | { readonly kind: 'not-redis' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'malformed' }
  /** A reply nobody asked for; `error` is its text when it is an error reply (protected mode, too many clients). */
  | { readonly kind: 'unasked'; readonly error: string | null };

const MAX_BULK = 1024 * 1024;
const MAX_TRIP = 2 * MAX_BULK;
const MAX_LINE = 16 * 1024;
const MAX_DEPTH = 4;
const MAX_ELEMENTS = 1024;
const TYPES = '+-:$*';

/**
 * Reads along with the bytes of RESP2 replies and says when to hang up, before a client library sees them:
 * ioredis 6 keeps any amount, and an unasked or deeply nested reply makes it throw where nobody can catch it.
 */
export class ReplyGuard {
  private line = '';
  private bulkLeft = 0;
  private open: number[] = [];
  private awaited = 0;
  private received = 0;
  private sawReply = false;

  /** Announces that `replies` more replies are asked for; starts the count of bytes anew. */
  expect(replies: number): void {
    this.awaited += replies;
    this.received = 0;
  }

  /** The fault in the next bytes of the stream, null when all is well. After a fault the stream must not be used. */
  check(chunk: Buffer): ReplyFault | null {
    this.received += chunk.length;
    if (this.received > MAX_TRIP) return { kind: 'too-large' };
    for (let at = 0; at < chunk.length;) {
      if (this.bulkLeft > 0) {
        const taken = Math.min(this.bulkLeft, chunk.length - at);
        at += taken;
        this.bulkLeft -= taken;
        if (this.bulkLeft === 0) this.valueEnded();
        continue;
      }
      const newline = chunk.indexOf(10, at);
      const end = newline < 0 ? chunk.length : newline;
      this.line += chunk.toString('latin1', at, end);
      at = end + 1;
      const fault = this.checkLine(newline >= 0);
      if (fault !== null) return fault;
    }
    return null;
  }

  private checkLine(complete: boolean): ReplyFault | null {
    if (this.line.length > 0 && !TYPES.includes(this.line.charAt(0))) {
      return { kind: this.sawReply ? 'malformed' : 'not-redis' };
    }
    if (this.line.length > MAX_LINE) return { kind: 'too-large' };
    if (!complete) return null;
    if (!this.line.endsWith('\r')) return { kind: 'malformed' };
    const header = this.line.slice(0, -1);
    this.line = '';
    if (this.awaited === 0) return { kind: 'unasked', error: header.startsWith('-') ? header.slice(1) : null };
    this.sawReply = true;
    return this.header(header.charAt(0), header.slice(1));
  }

  private header(type: string, rest: string): ReplyFault | null {
    if (type === '+' || type === '-') return this.valueEnded();
    if (!/^-?\d{1,19}$/.test(rest)) return { kind: 'malformed' };
    if (type === ':') return this.valueEnded();
    const size = Number(rest);
    if (size < -1) return { kind: 'malformed' };
    if (type === '$') {
      if (size > MAX_BULK) return { kind: 'too-large' };
      if (size === -1) return this.valueEnded();
      this.bulkLeft = size + 2;
      return null;
    }
    if (size > MAX_ELEMENTS || this.open.length >= MAX_DEPTH) return { kind: 'too-large' };
    if (size <= 0) return this.valueEnded();
    this.open.push(size);
    return null;
  }

  private valueEnded(): null {
    for (let left = this.open.pop(); left !== undefined; left = this.open.pop()) {
      if (left > 1) {
        this.open.push(left - 1);
        return null;
      }
    }
    this.awaited -= 1;
    return null;
  }
}
