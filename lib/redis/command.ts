import 'server-only';

/** A command and its arguments. */
export type Command = readonly [string, ...string[]];
