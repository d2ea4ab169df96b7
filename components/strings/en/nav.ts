export const nav = { label: 'Main', fleet: 'Fleet', history: 'History', audit: 'Audit' };
