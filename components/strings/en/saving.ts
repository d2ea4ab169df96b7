export const saving = {
  label: (name: string) => `Save of ${name}`,
  keys: (done: string, total: string) => `${done} of ${total} keys`,
  eta: (time: string) => `about ${time} to go`,
  elapsed: (time: string) => `running for ${time}`,
  last: (time: string) => `the last one took ${time}`,
  running: 'A save is running.',
  retryRunning: 'A retry is running.',
  noShare: 'This Redis does not tell how far it is.',
};
