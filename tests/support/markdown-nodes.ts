import * as prettier from 'prettier';

interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
}

/** Not in its types: it is how Prettier's own tests see what it read. */
interface Reading {
  readonly __debug: { readonly parse: (text: string, options: prettier.Options) => Promise<{ readonly ast: Node }> };
}

/** What a reader of Markdown makes of a text: the kind of each node but plain text, in order. */
export async function markdownNodes(text: string): Promise<readonly string[]> {
  const { ast } = await (prettier as unknown as Reading).__debug.parse(text, { parser: 'markdown' });
  const typesOf = ({ type, children = [] }: Node): readonly string[] => [type, ...children.flatMap(typesOf)];
  return typesOf(ast).filter(
    (type) => type !== 'text' && type !== 'sentence' && type !== 'word' && type !== 'whitespace',
  );
}
