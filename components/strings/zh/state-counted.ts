import type { Strings } from '../strings';
import { state } from './state';

/** Chinese counts states by the same words. */
export const stateCounted: Strings['stateCounted'] = state;
