export const display = {
  menu: 'Display',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  times: 'Times',
  utc: 'UTC',
  local: 'Local, with offset',
  language: 'Language',
  find: 'Find…',
  keys: 'Keyboard…',
};
