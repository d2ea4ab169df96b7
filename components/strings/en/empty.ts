export const empty = {
  headline: 'No Redis is registered yet.',
  nothingWatched: 'No Redis is watched now.',
  otherWays: 'Or without this form',
  offer: 'Found on this machine',
  byFile: 'In a file savepoint.yaml in the folder where Savepoint is started:',
  byEnvironment: 'In the environment:',
  watch: 'Watch it',
  watching: 'Trying…',
  answers: (found: string, where: string) => `${found} answers on ${where}.`,
};
