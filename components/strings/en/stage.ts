export const stage = {
  fork: 'no child was started',
  child: 'the child ended without a snapshot',
  forkFailed: 'Fork failed: no child was started',
  reason: 'Reason',
};
