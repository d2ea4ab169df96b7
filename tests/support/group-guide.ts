import { projectText } from './source-files';

/** The line of this kind in the guide about groups, as words. Throws where there is not exactly one. */
export function groupAclLine(kind: string): readonly string[] {
  const boxes = projectText('docs/guide/groups.md').matchAll(/^```text acl=(\S+) releases=6\.2\+\n(.+)\n```$/gm);
  const [line, ...more] = [...boxes].filter(([, name]) => name === kind).map(([, , text = '']) => text);
  if (line === undefined || more.length > 0) throw new Error(`The guide has not one line ${kind}.`);
  return line.split(' ');
}

/** The examples of savepoint.yaml in it. */
export function groupExamples(): readonly string[] {
  const boxes = projectText('docs/guide/groups.md').matchAll(/^```yaml\n(.*?)^```$/gms);
  return [...boxes].map(([, text = '']) => text);
}
