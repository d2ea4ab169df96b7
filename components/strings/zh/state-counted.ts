import type { Strings } from '../en';
import { state } from './state';

/** Chinese counts states by the same words. */
export const stateCounted: Strings['stateCounted'] = state;
