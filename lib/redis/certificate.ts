import 'server-only';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { EpochMs } from '../domain/observation/observation';

/** From when until when the certificate of the peer is valid; null what it does not tell as a time. */
export interface CertificateTimes {
  readonly from: EpochMs | null;
  readonly until: EpochMs | null;
}

/**
 * Hears of the certificate of a peer that is hung up on. Node judges the certificate and, where it is no good, destroys the socket with the
 * reason: the certificate can be read until then and not after, and the reason has no times.
 */
export function readCertificateAtEnd(socket: Socket, onRead: (times: CertificateTimes) => void): void {
  if (!(socket instanceof TLSSocket)) return;
  const destroy = socket.destroy.bind(socket);
  socket.destroy = (error?: Error) => {
    const times = error === undefined ? null : timesOf(socket);
    if (times !== null) onRead(times);
    return destroy(error);
  };
}

/** Null where the peer has not shown a certificate: the object is then empty, or not there, whatever its type says. */
function timesOf(socket: TLSSocket): CertificateTimes | null {
  const shown: Partial<Record<'valid_from' | 'valid_to', unknown>> | null = socket.getPeerCertificate();
  if (shown?.valid_to === undefined) return null;
  return { from: timeOf(shown.valid_from), until: timeOf(shown.valid_to) };
}

/** `Jan  2 00:00:00 2020 GMT`, as OpenSSL writes times. */
function timeOf(text: unknown): EpochMs | null {
  const at = typeof text === 'string' && text.length <= 40 ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : at;
}

/** The time that a refused certificate is told with: its end, or its begin; null where that is not why it is refused. */
export function timeOfRefusal(errorCode: string, times: CertificateTimes | null, now: EpochMs): EpochMs | null {
  if (times === null) return null;
  const { from, until } = times;
  // The one that is refused may be another of the chain: then this one says nothing of why.
  if (errorCode === 'CERT_HAS_EXPIRED') return until !== null && until <= now ? until : null;
  if (errorCode === 'CERT_NOT_YET_VALID') return from !== null && from >= now ? from : null;
  return null;
}
