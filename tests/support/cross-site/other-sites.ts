import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OtherSites {
  readonly port: number;
  /** The path of a page with this content. */
  page(html: string, policy?: string): string;
  stop(): Promise<void>;
}

/** A server that is every site but Savepoint's, under whatever name it is asked; from /to/STATUS it sends on. */
export async function startOtherSites(): Promise<OtherSites> {
  const pages: { readonly html: string; readonly policy: string | undefined }[] = [];
  const server = createServer((request, response) => {
    request.resume();
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://any');
    const status = Number(/^\/to\/(\d{3})$/.exec(pathname)?.[1] ?? 200);
    const page = pages[Number(/^\/page\/(\d+)$/.exec(pathname)?.[1] ?? -1)];
    response.writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      ...(status === 200 ? {} : { location: searchParams.get('to') ?? '/' }),
      ...(page?.policy === undefined ? {} : { 'content-security-policy': page.policy }),
    });
    response.end(`<!doctype html><title>another site</title><body>${page?.html ?? ''}</body>`);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    page: (html, policy) => `/page/${pages.push({ html, policy }) - 1}`,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
