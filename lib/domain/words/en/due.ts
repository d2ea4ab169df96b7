import { count } from '../../text/format';

/** Why no save is due while saves work. */
export const due = {
  running: 'A save is running.',
  noPoints: 'None is due: no save points are set.',
  tooFew: (needed: number) => `None is due before ${count(needed, 'change')}.`,
};
