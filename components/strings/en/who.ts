/** Who is signed in, and what that means for a page. */
export const who = {
  signedOutTitle: 'You are signed out.',
  signedOut: 'Nothing new comes in, and nothing can be changed.',
  signInAgain: 'Sign in again',
  menu: 'Account',
  signedInAs: (name: string, role: string) => `Signed in as ${name}, ${role}`,
  page: 'Access',
  signOut: 'Sign out',
  mayNotAct: 'Your role is viewer: it sees, and changes nothing.',
  roles: { viewer: 'viewer', operator: 'operator', admin: 'administrator' },
};
