export const wall = {
  title: 'Redis persistence, wall',
  needing: 'Needs somebody',
  nobody: 'Nothing needs anybody now.',
  more: (count: number) => (count === 1 ? '1 more needs somebody:' : `${count} more need somebody:`),
  moreGroups: (count: number) => (count === 1 ? 'and 1 more group' : `and ${count} more groups`),
  groupProblems: (count: number) =>
    count === 1 ? 'One group is not as it should be.' : `${count} groups are not as they should be.`,
  maySleep: 'This browser does not keep the screen on.',
};
