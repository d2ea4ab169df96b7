/** What the user that watches may do, and why that is not known. */
export const observer = {
  userMay: (user: string) =>
    `Savepoint watches as user "${user}", who may change the settings of this Redis (CONFIG SET); watching needs no such right. Where nobody but Savepoint uses it, this line leaves it what watching needs. Savepoint looks again within a minute.`,
  defaultMay:
    'Savepoint watches as user "default", who may change the settings of this Redis (CONFIG SET); watching needs no such right. Others may need that user as it is: make one for Savepoint with this line, put a password for PASSWORD, and give Savepoint both.',
  acts: 'Not asked: the same credentials act.',
  noUsers: 'This release has no users: whoever may sign in may change everything.',
  untold: 'Redis has not told what this user may do.',
};
