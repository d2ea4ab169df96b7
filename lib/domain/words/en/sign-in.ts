/** Why somebody is not let in, or may not do something. */
export const signIn = {
  needed: 'Sign in first: Savepoint has to know who is asking.',
  badToken: 'This token is not valid, or has ended. Send "Authorization: Bearer" with a valid token.',
  wrong: 'Name and password do not belong together, or the account is switched off.',
  wrongPassword: 'This is not your password. Nothing was changed.',
  tooMany: (seconds: number) =>
    `Too many tries. Wait ${seconds} s, then try again; who is signed in already is not affected.`,
  confirmNeeded: 'Give your password once more: the last time was more than 15 minutes ago. Nothing was changed.',
  nothingToConfirm: 'Only somebody who signed in with a password can do this.',
  mayNot: (role: string) => `The role ${role} may not do this.`,
  nameForm: 'A name has 1 to 40 characters: a–z, 0–9, dot, dash and underscore, the first one a letter or a digit.',
  nameTaken: (name: string) => `Somebody is called “${name}” already; take another name.`,
  passwordLength: (least: number, most: number) => `A password has ${least} to ${most} characters.`,
  noSuchPerson: 'Nobody has this id. GET /api/people lists them all.',
  noSuchSession: 'There is no such session; it may have ended.',
  noSuchToken: 'There is no such token; it may have been ended.',
  tokenTaken: (name: string) => `A token is called “${name}” already: the audit tells them apart by their names.`,
  endIsPast: 'The end of a token lies in the future.',
  lastAdministrator: (name: string) =>
    `${name} is the last one who can administer Savepoint. Give somebody else the role admin first.`,
  setUpDone: 'There is an administrator already. Sign in, or ask them for an account.',
  wrongSetUp:
    'This is not the token of the set-up. It is told where Savepoint was started, and is another one after each start.',
  confirmNeededAtProvider:
    'Sign in once more at the provider: the last time was more than 15 minutes ago. Nothing was changed.',
  providerDecides: (name: string) =>
    `${name} signs in through the provider, which decides on role and password. Here the account can be switched off.`,
  providerIsOff: 'Nobody can sign in through a provider here: none is set up.',
  providerSilent: (name: string) =>
    `${name} does not answer, or not as an OpenID provider does. Try again, or sign in with a password; Savepoint's log has more.`,
  providerElsewhere: (origin: string) => `Signing in through the provider works at ${origin}: open Savepoint there.`,
  onlyReads:
    'Savepoint’s own store cannot be read, so it is not sure that you are still signed in: nothing can be changed until it answers.',
  isOff: 'Sign-in is switched off here (SAVEPOINT_SIGN_IN=no): there are no accounts.',
};
