import 'server-only';
import type { Problem } from '../domain/observation/observation';
import type { Command } from './command';
import { asNamed, DISABLED, replyTo } from './command-names';
import {
  connectionProblemOf,
  lostSinceLook,
  problemOfAuth,
  problemOfError,
  problemOfFault,
  silentInTls,
} from './errors';
import { newLine, type Line } from './line';
import type { MayConnect } from './outbound';
import type { RedisTarget, Timeouts } from './redis';
import { errorOf, errorReply, isErrorReply, replyOf, type Reply } from './reply';

export type RoundTrip =
  /** `tookMs`: from the commands to their last reply, on a clock that nobody sets. */
  | { readonly kind: 'replies'; readonly replies: readonly Reply[]; readonly tookMs: number }
  /** No byte of the commands left: there is no connection. */
  | { readonly kind: 'not-sent'; readonly problem: Problem }
  /** Sent, and not all replies came: what was asked may or may not have happened. The connection is gone. */
  | { readonly kind: 'no-answer'; readonly problem: Problem };

/** Sends commands in one write each time, one round trip after the other, and connects when it has to. */
export class Wire {
  /** How many connections were opened. */
  opened = 0;
  private line: Line | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private closed = false;
  private readonly target: RedisTarget;
  private readonly timeouts: Timeouts;
  private readonly mayConnect: MayConnect;

  constructor(target: RedisTarget, timeouts: Timeouts, mayConnect: MayConnect) {
    this.target = target;
    this.timeouts = timeouts;
    this.mayConnect = mayConnect;
  }

  /** Sends the commands once, never twice. Waits for earlier round trips, so a sick server has one try at a time. */
  send(commands: readonly Command[]): Promise<RoundTrip> {
    return this.inTurn(() => this.exchange(commands));
  }

  /**
   * The same for what changes something: over the connection that is open, or the first one. Once one was lost nothing is sent: after a
   * failover behind the address, or a restart, another process answers there than the one that was looked at.
   */
  sendOnSame(commands: readonly Command[]): Promise<RoundTrip> {
    return this.inTurn(async () =>
      this.opened > 0 && !this.isOpen()
        ? { kind: 'not-sent', problem: lostSinceLook(this.target) }
        : this.exchange(commands),
    );
  }

  /** Ends the connection at once; the next `send` makes a new one. */
  drop(): void {
    this.line?.end();
    this.line = null;
  }

  /** Ends the connection for good. */
  close(): void {
    this.closed = true;
    this.drop();
  }

  private inTurn(work: () => Promise<RoundTrip>): Promise<RoundTrip> {
    const trip = this.last.then(work);
    this.last = trip;
    return trip;
  }

  private isOpen(): boolean {
    return this.line?.client.status === 'ready' && this.line.client.stream.writable;
  }

  private async exchange(commands: readonly Command[]): Promise<RoundTrip> {
    const line = await this.connected();
    if ('problem' in line) return { kind: 'not-sent', problem: line.problem };
    const trip = await this.ask(line, commands);
    if (trip.kind !== 'replies') this.drop();
    return trip;
  }

  private async ask(line: Line, commands: readonly Command[]): Promise<RoundTrip> {
    const { commands: names } = this.target;
    const named = names === undefined ? commands : commands.map((command) => asNamed(command, names));
    const sent = named.filter((command) => command !== null);
    line.guard.expect(sent.length);
    const inTime = afterReading(this.timeouts.commandMs, () => line.giveUp());
    const sentAt = performance.now();
    const results = await inOneWrite(line, sent);
    const tookMs = performance.now() - sentAt;
    inTime();
    const replies: Reply[] = [];
    for (const [error, value] of results) {
      if (error !== null && !isErrorReply(error)) return this.unanswered(line, error, replies);
      replies.push(error === null ? replyOf(value) : errorReply(error.message));
    }
    if (names === undefined) return { kind: 'replies', replies, tookMs };
    const told = replies.values();
    const inOrder = commands.map((command, index) =>
      named[index] === null ? DISABLED : replyTo(command, told.next().value ?? null, names),
    );
    return { kind: 'replies', replies: inOrder, tookMs };
  }

  /** A server that turns the whole connection away says so in place of the first reply, and hangs up. */
  private unanswered(line: Line, error: Error, replies: readonly Reply[]): RoundTrip {
    const refused = errorOf(replies[0]);
    const away = refused === null ? null : connectionProblemOf(refused, this.target);
    if (away !== null) return { kind: 'not-sent', problem: away };
    return { kind: 'no-answer', problem: this.lost(line, error, true) };
  }

  private async connected(): Promise<Line | { readonly problem: Problem }> {
    if (this.closed) return { problem: problemOfError(null, this.target, false) };
    if (this.line !== null && this.isOpen()) return this.line;
    this.drop();
    const line = newLine(this.target, this.timeouts, this.mayConnect);
    this.line = line;
    const problem = (await this.connect(line)) ?? (await this.authenticate(line));
    if (problem === null) {
      this.opened += 1;
      return line;
    }
    this.drop();
    return { problem };
  }

  private async connect(line: Line): Promise<Problem | null> {
    try {
      await within(this.timeouts.connectMs, line.client.connect());
      return null;
    } catch (error) {
      return this.lost(line, error, false);
    }
  }

  private async authenticate(line: Line): Promise<Problem | null> {
    const { username, password } = this.target.credentials;
    if (username === null && password === null) return null;
    const args = username === null ? [password ?? ''] : [username, password ?? ''];
    const trip = await this.ask(line, [['AUTH', ...args]]);
    if (trip.kind !== 'replies') return trip.problem;
    const refused = errorOf(trip.replies[0]);
    return refused === null ? null : problemOfAuth(refused, this.target);
  }

  private lost(line: Line, error: unknown, asked: boolean): Problem {
    if (line.fault !== null) return problemOfFault(line.fault, this.target);
    const problem = problemOfError(line.lastError ?? error, this.target, asked, line.certificate);
    return problem.code === 'timeout' && line.portOpen ? silentInTls(this.target) : problem;
  }
}

type Result = readonly [error: Error | null, value?: unknown];

/** What became of each command. A pipeline of the client library would cost half as much again, and so would its timer for each command. */
function inOneWrite({ client }: Line, commands: readonly Command[]): Promise<readonly Result[]> {
  const { stream } = client;
  stream.cork();
  const results = commands.map(([name, ...args]) => client.call(name, ...args).then(answered, failed));
  stream.uncork();
  return Promise.all(results);
}

function answered(value: unknown): Result {
  return [null, value];
}

function failed(error: Error): Result {
  return [error];
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let inTime = (): void => undefined;
  const late = new Promise<never>((_, reject) => {
    inTime = afterReading(ms, () => reject(Object.assign(new Error('Too late'), { code: 'ETIMEDOUT' })));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    inTime();
  }
}

/**
 * Calls `late` after `ms` milliseconds, once what had come by then is read: where this process itself was busy for as long, timers are due before
 * its sockets are read, and a server that has answered would be told as one that does not. Gives what calls it off.
 */
function afterReading(ms: number, late: () => void): () => void {
  let isOver = false;
  const timer = setTimeout(() => setImmediate(() => (isOver ? undefined : late())), ms);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
