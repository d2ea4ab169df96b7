import { day } from '../../text/format';
import type { ProblemAbout, TlsAbout } from '../../observation/observation';
import { ASKED_FOR_OURS, NOT_TRUSTED, OTHER_NAME, REFUSED_OURS } from '../../observation/tls-alert';

/** Why there is no TLS connection. */
export function tlsProblem({ address, detail, when = null, tls }: ProblemAbout): string {
  if (when !== null) return outOfTime(address, detail, day(when));
  return (tls === undefined ? null : ofConfiguration(address, detail, tls)) ?? failed(address, detail);
}

function ofConfiguration(address: string, detail: string, tls: TlsAbout): string | null {
  if (tls.file !== null)
    return `${tls.file.where}: ${ofFile(detail, tls.file.path)} Savepoint does not connect without it.`;
  if (NOT_TRUSTED.test(detail)) return notTrusted(address, tls);
  if (OTHER_NAME.test(detail))
    return `The certificate of ${address} is not for ${tls.name}: Savepoint does not connect. Where it is another server, correct the address. Where it is the right one, write a name that its certificate is for into savepoint.yaml (tls: serverName).`;
  if (ASKED_FOR_OURS.test(detail) && tls.cert === null)
    return `${address} ended the TLS connection (${detail}): it asks who connects for a certificate, and none is given. Name one and its key in savepoint.yaml (tls: cert and key).`;
  if (REFUSED_OURS.test(detail) && tls.cert !== null)
    return `${tls.cert.where}: ${address} does not accept the certificate ${tls.cert.path} (${detail}). It may have expired, or be signed by an authority that Redis does not know (tls-ca-cert-file in redis.conf).`;
  return null;
}

function notTrusted(address: string, { ca }: TlsAbout): string {
  if (ca !== null)
    return `${ca.where}: the certificate of ${address} is not signed by an authority in ${ca.path}, so nobody vouches for who answers there. Put the certificate of the authority that signed it into that file, or find out who answers.`;
  return `The certificate of ${address} is not signed by an authority that Savepoint knows, so nobody vouches for who answers there. Where it is an authority of your own, name the file of its certificate in savepoint.yaml (tls: ca).`;
}

function ofFile(detail: string, path: string): string {
  switch (detail) {
    case 'FILE_MISSING':
      return `there is no file ${path}.`;
    case 'FILE_FORBIDDEN':
      return `${path} may not be read by the user that runs Savepoint.`;
    case 'NO_CERTIFICATE':
      return `${path} holds no certificate in PEM form, with BEGIN CERTIFICATE in its first line.`;
    case 'NO_KEY':
      return `${path} holds no private key in PEM form, with BEGIN PRIVATE KEY in its first line.`;
    case 'KEY_LOCKED':
      return `the key ${path} is locked with a passphrase, and nobody is there to give it. Use a key without one that only the user that runs Savepoint may read.`;
    case 'KEY_OF_ANOTHER':
      return `the key ${path} does not belong to the certificate of tls.cert. Give the two that were made together.`;
    default:
      return `${path} cannot be read: it is no file, or no small one.`;
  }
}

/** A certificate that is not valid now; `on` is a day in UTC. */
function outOfTime(address: string, errorCode: string, on: string): string {
  if (errorCode === 'CERT_NOT_YET_VALID')
    return `The certificate of ${address} is not valid before ${on} (UTC): Savepoint does not connect. Check the certificate, and the clock of the machine that Savepoint runs on.`;
  return `The certificate of ${address} expired on ${on} (UTC): Savepoint does not connect. Renew the certificate, and have Redis load it.`;
}

function failed(address: string, detail: string): string {
  return `The TLS connection to ${address} failed (${detail}). Check the certificate, or use redis:// if the port is plain.`;
}
