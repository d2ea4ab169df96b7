import { first } from './en-first';
import { later } from './en-later';

/** English: what the interface itself says, and the shape of every other language. */
export const en = { ...first, ...later };

/** All that the interface itself says; sentences about facts come from the server with the facts, in the same language. */
export type Strings = typeof en;

/** What is there from the first view on. */
export type FirstStrings = typeof first;

/** What comes after it. */
export type LaterStrings = typeof later;
