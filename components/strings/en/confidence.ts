import type { Cause } from '@/lib/contracts/save';

export const confidence = {
  certain: 'certain',
  likely: 'likely',
  possible: 'possible',
  unknown: 'not known',
} satisfies Record<Cause['confidence'], string>;
