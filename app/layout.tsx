import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { ConfirmProvider } from '@/components/access/confirm-provider';
import { MeProvider } from '@/components/access/me';
import { ActionsProvider } from '@/components/actions/actions-provider';
import { FleetProvider } from '@/components/instances/use-fleet';
import { KeysProvider } from '@/components/keys/keys-provider';
import { Around } from '@/components/layout/around';
import { BareHeader } from '@/components/layout/bare-header';
import { ConnectionNotice } from '@/components/layout/connection-notice';
import { AboveIsland, BelowIsland } from '@/components/layout/islands';
import { LiveProvider } from '@/components/layout/live-provider';
import { stringsOf } from '@/components/strings/strings';
import { StringsProvider } from '@/components/strings/use-strings';
import { HEADING } from '@/components/ui/heading';
import type { Preferences } from '@/components/ui/preference-cookies';
import { preferencesFrom } from '@/components/ui/preference-cookies';
import { PreferencesProvider } from '@/components/ui/preferences';
import type { PackedFleet } from '@/lib/contracts/packed-fleet';
import { readLanguage, readServerTime, readSession, readShellFleet, readStreamPosition } from '@/lib/http/pages';
import { mono, sans } from './fonts';

export async function generateMetadata(): Promise<Metadata> {
  const strings = stringsOf(await readLanguage());
  return {
    applicationName: strings.product,
    description: strings.description,
    robots: { index: false, follow: false },
  };
}

async function preferences(): Promise<Preferences> {
  const jar = await cookies();
  return preferencesFrom((name) => jar.get(name)?.value);
}

const BARS = { light: '#ffffff', dark: '#13171b' };

export async function generateViewport(): Promise<Viewport> {
  const { theme } = await preferences();
  if (theme !== 'system') return { colorScheme: theme, themeColor: BARS[theme] };
  return {
    colorScheme: 'light dark',
    themeColor: (['light', 'dark'] as const).map((one) => ({
      media: `(prefers-color-scheme: ${one})`,
      color: BARS[one],
    })),
  };
}

export default async function Layout({ children }: { children: ReactNode }) {
  const language = await readLanguage();
  const strings = stringsOf(language);
  const chosen = await preferences();
  const fleet = await readShellFleet();
  return (
    <html
      lang={strings.tag}
      className={`${sans.variable} ${mono.variable}`}
      data-theme={chosen.theme === 'system' ? undefined : chosen.theme}
    >
      <body className="min-h-dvh font-sans antialiased">
        <link rel="expect" href={`#${HEADING}`} blocking="render" />
        <StringsProvider language={language}>
          <a
            href="#content"
            className="sr-only z-50 rounded-lg bg-ink px-4 py-2 text-ground focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
          >
            {strings.skip}
          </a>
          <PreferencesProvider initial={chosen}>
            {fleet === null ? (
              <Outside>{children}</Outside>
            ) : (
              <MeProvider me={await readSession()}>
                <Inside fleet={fleet}>{children}</Inside>
              </MeProvider>
            )}
          </PreferencesProvider>
        </StringsProvider>
      </body>
    </html>
  );
}

function Content({ children }: { children: ReactNode }) {
  return (
    <main id="content" tabIndex={-1} className="page pt-4 pb-24 focus:outline-none sm:pt-7">
      {children}
    </main>
  );
}

/** What surrounds a page for who is not signed in: nothing that tells of a fleet. */
function Outside({ children }: { children: ReactNode }) {
  return (
    <>
      <BareHeader />
      <Content>{children}</Content>
    </>
  );
}

function Inside({ fleet, children }: { fleet: PackedFleet; children: ReactNode }) {
  return (
    <LiveProvider at={readServerTime()} after={readStreamPosition()}>
      <FleetProvider fleet={fleet}>
        <ConfirmProvider>
          <ActionsProvider>
            <KeysProvider>
              <AboveIsland />
              <Content>{children}</Content>
            </KeysProvider>
          </ActionsProvider>
        </ConfirmProvider>
        <Around>
          <ConnectionNotice />
        </Around>
        <BelowIsland />
      </FleetProvider>
    </LiveProvider>
  );
}
