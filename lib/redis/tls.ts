import 'server-only';
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { isIP } from 'node:net';
import { checkServerIdentity, type ConnectionOptions } from 'node:tls';
import type { ConfiguredFile, TlsSettings } from '../domain/instance/reach';

/** What is wrong with a file that TLS needs. */
type TlsFault =
  'FILE_MISSING' | 'FILE_FORBIDDEN' | 'FILE_UNREADABLE' | 'NO_CERTIFICATE' | 'NO_KEY' | 'KEY_LOCKED' | 'KEY_OF_ANOTHER';

/** No connection is tried: a file that the configuration names cannot be used. */
export class TlsFileError extends Error {
  override readonly name = 'TlsFileError';
  readonly fault: TlsFault;
  readonly file: ConfiguredFile;

  constructor(fault: TlsFault, file: ConfiguredFile) {
    super(fault);
    this.fault = fault;
    this.file = file;
  }
}

const MAX_BYTES = 1024 * 1024;

/**
 * What Node speaks TLS with to `host`. The files are read each time a connection is made, so that a renewed certificate counts from the
 * next one on. Rejects with `TlsFileError`.
 */
export async function tlsOptions(host: string, settings: TlsSettings | undefined): Promise<ConnectionOptions> {
  const name = settings?.serverName ?? host;
  // Without a server name there is no SNI, and an address cannot be one.
  const named: ConnectionOptions = isIP(name) === 0 ? { servername: name } : {};
  if (settings === undefined) return named;
  return {
    ...named,
    ...(settings.serverName === null ? {} : { checkServerIdentity: (_host, peer) => checkServerIdentity(name, peer) }),
    ...(settings.ca === null ? {} : { ca: await certificates(settings.ca) }),
    ...(await shown(settings)),
  };
}

async function shown({ cert, key }: TlsSettings): Promise<ConnectionOptions> {
  if (cert === null || key === null) return {};
  const [chain, secret] = await Promise.all([certificates(cert), read(key)]);
  if (!new X509Certificate(chain).checkPrivateKey(privateKey(secret, key)))
    throw new TlsFileError('KEY_OF_ANOTHER', key);
  return { cert: chain, key: secret };
}

async function certificates(file: ConfiguredFile): Promise<Buffer> {
  const pem = await read(file);
  try {
    new X509Certificate(pem);
    return pem;
  } catch {
    throw new TlsFileError('NO_CERTIFICATE', file);
  }
}

function privateKey(pem: Buffer, file: ConfiguredFile): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    const isLocked = codeOf(error) === 'ERR_MISSING_PASSPHRASE' || pem.includes('ENCRYPTED');
    throw new TlsFileError(isLocked ? 'KEY_LOCKED' : 'NO_KEY', file);
  }
}

/** Only files, and small ones: a pipe would have the connection wait for ever. */
async function read(file: ConfiguredFile): Promise<Buffer> {
  try {
    const found = await stat(file.path);
    if (found.isFile() && found.size <= MAX_BYTES) return await readFile(file.path);
  } catch (error) {
    throw new TlsFileError(BY_CODE.get(codeOf(error)) ?? 'FILE_UNREADABLE', file);
  }
  throw new TlsFileError('FILE_UNREADABLE', file);
}

const BY_CODE = new Map<string, TlsFault>([
  ['ENOENT', 'FILE_MISSING'],
  ['ENOTDIR', 'FILE_MISSING'],
  ['EACCES', 'FILE_FORBIDDEN'],
  ['EPERM', 'FILE_FORBIDDEN'],
]);

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
