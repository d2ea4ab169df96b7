import nextVitals from 'eslint-config-next/core-web-vitals';
import tseslint from 'typescript-eslint';

/** Only what the server needs at run time may pull Zod in: 91 KB that no browser should load. */
const typeOnlyContracts = {
  patterns: [
    {
      group: ['**/contracts/*', '@/lib/contracts/*'],
      allowTypeImports: true,
      message: 'Import types only: Zod stays on the server.',
    },
  ],
};

/** What looks right, works on a quick page, and fails on a slow or a ticking one. */
const racy = [
  {
    selector: ":matches(LogicalExpression, ConditionalExpression) > CallExpression[callee.name='use']",
    message: 'A component that waited is begun once more: without the same call of use() its hooks fail then.',
  },
  {
    selector: "Property[key.name='refreshInterval'] > ArrowFunctionExpression",
    message: 'SWR begins to wait again with each new function: name it outside of the hook.',
  },
];

const config = [
  { ignores: ['.next/**', 'node_modules/**', 'data/**', '.demo/**', 'next-env.d.ts', 'test-results/**'] },
  ...nextVitals,
  ...tseslint.configs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { prefer: 'type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'react/no-danger': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['components/**/*.{ts,tsx}', 'lib/swr/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', typeOnlyContracts],
      'no-restricted-syntax': ['error', ...racy],
    },
  },
  {
    files: ['lib/domain/**'],
    rules: { 'no-restricted-globals': ['error', 'Date', 'process', 'fetch', 'setTimeout', 'setInterval'] },
  },
  { files: ['scripts/**', 'tests/**'], rules: { 'no-console': 'off' } },
];

export default config;
