export const stage = { fork: 'no child was started', child: 'the child ended without a snapshot' };
