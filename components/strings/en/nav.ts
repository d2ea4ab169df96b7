export const nav = { label: 'Main', fleet: 'Fleet', incidents: 'Incidents', history: 'History', audit: 'Audit' };
