import 'server-only';
import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import type { SessionState } from '../contracts/access';
import type { AuditList } from '../contracts/action';
import type { IncidentDetail, IncidentList, IncidentTimeline } from '../contracts/incident';
import type { Instance, InstanceList } from '../contracts/instance';
import type { PackedFleet } from '../contracts/packed-fleet';
import type { Picture, PictureList, Range } from '../contracts/picture';
import type { RunbookAnswer } from '../contracts/runbook';
import type { SaveList, TimelineEventList } from '../contracts/save';
import { PATH_HEADER } from '../domain/access/door-headers';
import type { Principal } from '../domain/access/principal';
import { LANGUAGE_COOKIE, type Language } from '../domain/words/language';
import { wordsOf, type Words } from '../domain/words/words';
import type { Savepoint } from '../runtime/facade';
import { getSavepoint } from '../runtime/savepoint';
import { languageOf } from './language';
import { packFleet } from './pack-fleet';
import { presentSessionState } from './present-access';
import { presentAudit } from './present-action';
import { presentEvents } from './present-event';
import { presentIncidentDetail, presentIncidents, presentTimeline } from './present-incident';
import { presentFleet, presentInstance } from './present-instance';
import { presentPicture, presentPictures } from './present-picture';
import { presentRunbook } from './present-runbook';
import { presentSaves } from './present-save';
import { hubOf } from './stream-hub';
import { isoTime } from './time';
import { isOwnHost, mayDo, type Permission } from './who';

/** The language that the visitor chose, or else that the browser asks for. */
export async function readLanguage(): Promise<Language> {
  const cookie = (await cookies()).get(LANGUAGE_COOKIE)?.value ?? null;
  return languageOf({ query: null, cookie, accept: (await headers()).get('accept-language') });
}

async function wordsOfThisRequest(): Promise<Words> {
  return wordsOf(await readLanguage());
}

/** Reading the headers also keeps Next from rendering a page ahead of its request, at build time. */
async function savepointOfThisRequest(): Promise<Savepoint> {
  const given = await headers();
  streamPosition();
  const savepoint = getSavepoint();
  // A page cannot answer 421; what matters is that a rebound name learns nothing.
  if (!isOwnHost(given, savepoint.access)) notFound();
  if ((await principalOfThisRequest()) === null) redirect(`/login?next=${encodeURIComponent(placeOf(given))}`);
  return savepoint.speaking(await wordsOfThisRequest());
}

// Once per request: layout and page ask for it, and each time it is read from the store.
const principalOfThisRequest = cache(async (): Promise<Principal | null> => {
  return getSavepoint().auth.principalOf(new Headers(await headers()));
});

/** Where one wanted to go: what Next asks for itself says nothing to a person. */
function placeOf(given: Pick<Headers, 'get'>): string {
  const url = new URL(`http://door${given.get(PATH_HEADER) ?? '/'}`);
  url.searchParams.delete('_rsc');
  return `${url.pathname}${url.search}`;
}

/** Sends away who may not see a page: to sign in, or where there is nothing for this role. */
export async function checkPage(permission: Permission): Promise<void> {
  await savepointOfThisRequest();
  const principal = await principalOfThisRequest();
  if (principal === null || !mayDo(principal.actor.role, permission)) notFound();
}

/** Who asks, and how one signs in here. */
export async function readSession(): Promise<SessionState> {
  return presentSessionState(await principalOfThisRequest(), getSavepoint());
}

// Once per request, before anything else is read: what changes from then on is told by the stream.
const streamPosition = cache((): number => hubOf(getSavepoint()).position);

/** Where the stream of this page has to begin: everything on it was read after that. */
export function readStreamPosition(): number {
  return streamPosition();
}

// Once per request: layout and page show the same moment.
const presentedFleet = cache(async (): Promise<InstanceList> => {
  const savepoint = getSavepoint().speaking(await wordsOfThisRequest());
  return presentFleet(savepoint);
});

/** The store may be out while the live state is known: then the page shows that state, and what needs the store says what is wrong. */
export function orNothing<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch(() => undefined);
}

/** What GET /api/instances answers. */
export async function readFleet(): Promise<InstanceList> {
  await savepointOfThisRequest();
  return presentedFleet();
}

/** The fleet for what surrounds every page; null where nobody is signed in, or a rebound name asks: they learn nothing. */
export async function readShellFleet(): Promise<PackedFleet | null> {
  const given = await headers();
  if (!isOwnHost(given, getSavepoint().access)) return null;
  streamPosition();
  // Where the store cannot tell who asks, the page itself says so, with nothing around it.
  const principal = await principalOfThisRequest().catch(() => null);
  return principal === null ? null : packFleet(await presentedFleet());
}

/** Null when no instance has this id. */
export async function readInstance(id: string): Promise<Instance | null> {
  const view = (await savepointOfThisRequest()).instance(id);
  return view === null ? null : presentInstance(view);
}

/** Newest first; over all instances where no id is given. Throws when the store does not answer. */
export async function readSaves(request: { instanceId?: string; limit: number }): Promise<SaveList> {
  return presentSaves(await (await savepointOfThisRequest()).listSaves(request), await wordsOfThisRequest());
}

/** Newest first. Throws when the store does not answer. */
export async function readEvents(request: { instanceId: string; limit: number }): Promise<TimelineEventList> {
  return presentEvents(await (await savepointOfThisRequest()).listEvents(request), await wordsOfThisRequest());
}

/** The history of one instance as one picture; null when no instance has this id. Throws when the store does not answer. */
export async function readPicture(id: string, range: Range): Promise<Picture | null> {
  const picture = await (await savepointOfThisRequest()).picture(id, range);
  return picture === null ? null : presentPicture(picture);
}

/** Those of the `most` worst instances of the fleet that this request shows, worst first, without their changes. Throws when the store does not answer. */
export async function readPictures(range: Range, most: number): Promise<PictureList> {
  const savepoint = await savepointOfThisRequest();
  const { instances } = await presentedFleet();
  const worst = instances.slice(0, most).map(({ id }) => id);
  return presentPictures(await savepoint.picturesOf(range, worst));
}

/** Newest first. Throws when the store does not answer. */
export async function readAudit(request: { limit: number }): Promise<AuditList> {
  return presentAudit(await (await savepointOfThisRequest()).listAudit(request));
}

/** The incidents of the fleet, newest first. Throws when the store does not answer. */
export async function readIncidents(request: { limit: number }): Promise<IncidentList> {
  return presentIncidents(await (await savepointOfThisRequest()).incidents.list(request));
}

/** Null when there is none of that number. Throws when the store does not answer. */
export async function readIncident(number: number): Promise<IncidentDetail | null> {
  const incident = await (await savepointOfThisRequest()).incidents.get(number);
  return incident === null ? null : presentIncidentDetail(incident);
}

/** What happened in an incident, newest first; null when there is none of that number. Throws when the store does not answer. */
export async function readIncidentTimeline(number: number, limit: number): Promise<IncidentTimeline | null> {
  const page = await (await savepointOfThisRequest()).incidents.timeline(number, { limit });
  return page === null ? null : presentTimeline(page);
}

/** What is to be done at an instance, by its cause as it is known now; null when no instance has this id. */
export async function readRunbook(instanceId: string): Promise<RunbookAnswer | null> {
  const made = (await savepointOfThisRequest()).runbook(instanceId, null);
  return made.ok ? presentRunbook(made.value) : null;
}

/** What answers on this machine while nothing is registered; null when nothing does, or something is registered. */
export async function readLocalOffer(): Promise<{ url: string; found: string } | null> {
  return (await savepointOfThisRequest()).findLocal();
}

/** Savepoint's clock as ISO 8601 UTC, so that pages never trust the browser's. */
export function readServerTime(): string {
  return isoTime(getSavepoint().now());
}
