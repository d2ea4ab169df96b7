/** An address, or a name of a host: nothing else may become part of an address, an id or a sentence. */
const HOST = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$|^[0-9A-Fa-f:]{2,39}(?:\.\d{1,3}){0,3}$/;

/** A host and a port as somebody announced them; null where they are none. Hostile: the text may be anything. */
export function announcedAddress(host: string, port: string): { readonly host: string; readonly port: number } | null {
  if (!HOST.test(host) || !/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535) return null;
  return { host, port: Number(port) };
}
