import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Which of the secrets can be read in these bytes: as they are, in hex, or in base64 at any of its three alignments (the
 * characters that depend on what stands beside are left out). A secret is ASCII and longer than eight characters.
 */
export function secretsIn(bytes: Buffer | string, secrets: readonly string[]): readonly string[] {
  const haystack = Buffer.from(bytes);
  return secrets.filter((secret) => formsOf(secret).some((form) => haystack.includes(form)));
}

/** The bytes of every file under a folder, one after the other. */
export function bytesUnder(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))));
}

function formsOf(secret: string): readonly string[] {
  const hex = Buffer.from(secret).toString('hex');
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.from('x'.repeat(shift) + secret)
      .toString('base64url')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  return [secret, hex, hex.toUpperCase(), ...base64];
}
