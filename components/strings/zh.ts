import type { Strings } from './en';
import { first } from './zh-first';
import { later } from './zh-later';

/** Simplified Chinese. */
export const zh: Strings = { ...first, ...later };
