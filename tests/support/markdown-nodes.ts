import { __debug } from 'prettier';

interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
}

/** What a reader of Markdown makes of a text: the kind of each node but plain text, in order. */
export async function markdownNodes(text: string): Promise<readonly string[]> {
  const { ast } = (await __debug.parse(text, { parser: 'markdown' })) as { ast: Node };
  const typesOf = ({ type, children = [] }: Node): readonly string[] => [type, ...children.flatMap(typesOf)];
  return typesOf(ast).filter(
    (type) => type !== 'text' && type !== 'sentence' && type !== 'word' && type !== 'whitespace',
  );
}
