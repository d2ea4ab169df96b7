import type { Way } from '@/lib/contracts/choices';

export const choices = {
  label: 'What waiting, a save and the guard would do',
  advised: 'Advised',
  none: 'None of the three',
  more: 'What each changes and risks',
  way: { wait: 'Wait', save: 'Save now', guard: 'Guard', guardOff: 'Guard off', guardOn: 'Guard on' },
  verdict: {
    helps: 'helps',
    'does-not-help': 'does not help',
    'makes-worse': 'makes it worse',
    'not-known': 'not known',
  } satisfies Record<Way['verdict'], string>,
};
