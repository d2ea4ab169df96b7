export const raw = {
  title: 'What Redis said',
  about:
    'The answer to INFO as Redis sent it, read just now. Hidden characters are shown as escapes. Savepoint does not keep it.',
  readAt: 'Read at',
  cut: (length: string) => `Only its first part is shown: it has ${length} characters.`,
  empty: 'The answer is empty.',
  text: 'Answer of Redis to INFO',
  failed: 'Redis could not be asked',
};
