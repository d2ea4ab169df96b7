'use client';

import { Around } from './around';
import { Header } from './header';
import { OverrideBar } from './override-bar';
import { SignedOutBar } from './signed-out-bar';
import { StoreBar } from './store-bar';

/** What stands above every page but the wall. */
export function Above() {
  return (
    <Around>
      <Header />
      <SignedOutBar />
      <StoreBar />
      <OverrideBar />
    </Around>
  );
}
