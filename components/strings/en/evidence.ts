export const evidence = { for: 'For', against: 'Against', nothing: 'Nothing seen.' };
