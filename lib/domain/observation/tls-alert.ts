/**
 * What the codes of Node mean with which a TLS connection ends (nodejs.org/api/tls.html, “X509 certificate error codes”; those that begin
 * with ERR_SSL_ are OpenSSL's names of the alerts of RFC 8446, 6.2, whose prefix differs by release).
 */

/** Nobody whom we believe has signed the certificate of the server. */
export const NOT_TRUSTED =
  /^(UNABLE_TO_(GET_ISSUER_CERT(_LOCALLY)?|VERIFY_LEAF_SIGNATURE)|(DEPTH_ZERO_)?SELF_SIGNED_CERT(_IN_CHAIN)?|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED|INVALID_CA)$/;
/** It is a certificate for another name. */
export const OTHER_NAME = /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/;
/** The server wants to see a certificate of ours. Up to TLS 1.2 it has no alert of its own for that. */
export const ASKED_FOR_OURS = /^ERR_SSL_.*ALERT_(CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE)$/;
/** The server saw it and does not take it. */
export const REFUSED_OURS =
  /^ERR_SSL_.*ALERT_(UNKNOWN_CA|((BAD|UNSUPPORTED)_)?CERTIFICATE(_(EXPIRED|REVOKED|UNKNOWN))?|DECRYPT_ERROR|ACCESS_DENIED)$/;
