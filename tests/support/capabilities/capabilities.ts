import { ACTING } from './acting';
import { FAILING } from './failing';
import { RIGHTS } from './rights';
import { WATCHING } from './watching';

/** The lines of the table of docs/compatibility.md. */
export const CAPABILITIES = [...WATCHING, ...FAILING, ...ACTING, ...RIGHTS];
