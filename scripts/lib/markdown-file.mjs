import { format, resolveConfig } from 'prettier';
import { inProject } from './paths.mjs';

/**
 * Markdown as every file here is formatted.
 * @param {string} text
 */
export async function markdownFile(text) {
  return format(text, { ...(await resolveConfig(inProject('docs/index.md'))), parser: 'markdown' });
}
