import './globals.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { ActionsProvider } from '@/components/actions/actions-provider';
import { Announcer } from '@/components/layout/announcer';
import { ConnectionNotice } from '@/components/layout/connection-notice';
import { Header } from '@/components/layout/header';
import { LiveProvider } from '@/components/layout/live-provider';
import { strings } from '@/components/strings';
import { mono, sans } from './fonts';

export const metadata: Metadata = {
  applicationName: strings.product,
  description: 'The dashboard an on-call engineer opens when Redis stops accepting writes.',
  robots: { index: false, follow: false },
  icons: { icon: '/favicon.svg' },
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#13171b' },
  ],
};

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${sans.variable} ${mono.variable}`}>
      <body className="min-h-dvh font-sans antialiased">
        <a
          href="#content"
          className="sr-only z-50 rounded-lg bg-ink px-4 py-2 text-ground focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
        >
          {strings.skip}
        </a>
        <LiveProvider>
          <Header />
          <ActionsProvider>
            <main id="content" tabIndex={-1} className="page pt-6 pb-24 focus:outline-none sm:pt-8">
              {children}
            </main>
          </ActionsProvider>
          <ConnectionNotice />
          <Announcer />
        </LiveProvider>
      </body>
    </html>
  );
}
