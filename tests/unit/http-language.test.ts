import { beforeEach, describe, expect, it } from 'vitest';
import { GET as getEvents } from '../../app/api/instances/[instanceId]/events/route';
import { GET as getInstance } from '../../app/api/instances/[instanceId]/route';
import { GET as getInstances } from '../../app/api/instances/route';
import { GET as getSaves } from '../../app/api/saves/route';
import type { Save } from '../../lib/domain/save/save';
import type { Words } from '../../lib/domain/words/words';
import { EN } from '../../lib/domain/words/en';
import { ZH } from '../../lib/domain/words/zh';
import { languageOf } from '../../lib/http/language';
import type { Savepoint } from '../../lib/runtime/facade';
import { asked, holdStub, NOW, viewOf } from '../support/stub-savepoint';

describe('the language of a request', () => {
  const nothing = { query: null, cookie: null, accept: null };

  it.each([
    ['nothing is said', {}, 'en'],
    ['curl says that it takes anything', { accept: '*/*' }, 'en'],
    ['fetch says that it takes anything', { accept: '*' }, 'en'],
    ['a browser prefers English', { accept: 'en-US,en;q=0.9' }, 'en'],
    ['a browser prefers Chinese', { accept: 'zh-CN,zh;q=0.9,en;q=0.8' }, 'zh'],
    ['a browser prefers English to Chinese', { accept: 'zh;q=0.4, en;q=0.8' }, 'en'],
    ['the weights are equal: the first', { accept: 'zh, en' }, 'zh'],
    ['Chinese is the first of what we speak', { accept: 'fr-CH, fr;q=0.9, zh-Hant;q=0.5, en;q=0.1' }, 'zh'],
    ['Chinese is refused', { accept: 'zh;q=0, fr' }, 'en'],
    ['anything is better than Chinese', { accept: '*, zh;q=0.5' }, 'en'],
    ['the header is no such header', { accept: ';;q=x,,zh;q=high' }, 'en'],
    ['the visitor chose Chinese in an English browser', { cookie: 'zh', accept: 'en' }, 'zh'],
    ['the visitor chose English in a Chinese browser', { cookie: 'en', accept: 'zh' }, 'en'],
    ['the cookie names a language we do not speak', { cookie: 'fr', accept: 'zh' }, 'zh'],
    ['the address asks for English', { query: 'en', cookie: 'zh', accept: 'zh' }, 'en'],
    ['the address asks for Chinese as the browser spells it', { query: 'zh-CN' }, 'zh'],
    ['the address asks for what is none', { query: '<script>', cookie: 'zh' }, 'zh'],
  ] as const)('when %s', (_case, said, language) => expect(languageOf({ ...nothing, ...said })).toBe(language));
});

const SAVE: Save = {
  id: 's1',
  instanceId: 'a',
  runId: null,
  outcome: 'failed',
  startedAt: NOW,
  endedAt: NOW,
  durationSeconds: 6,
  trigger: 'save-point',
  actor: null,
  cowBytes: null,
  forkUsec: null,
  cause: {
    kind: 'unknown',
    confidence: 'unknown',
    stage: 'child',
    evidence: [{ told: 'child-failed' }, 'A sentence of an older release.'],
    against: [],
  },
  source: 'observed',
  attempts: 1,
  note: EN.notes.restarted,
  snapshotWritten: false,
  actionId: null,
};

function speaking(words: Words): Partial<Savepoint> {
  return {
    instances: () => [viewOf('a', { summary: words.summary.neverRead })],
    instance: (id) => (id === 'a' ? viewOf('a', { summary: words.summary.neverRead }) : null),
    listSaves: async () => ({ rows: [SAVE], next: null }),
    listEvents: async () => {
      const event = { id: 'e1', instanceId: 'a', from: NOW, to: NOW, detail: { kind: 'counters-reset' } } as const;
      return { rows: [event], next: null };
    },
  };
}

beforeEach(() => {
  const stub = holdStub(speaking(EN));
  Object.assign(stub, { speaking: (words: Words) => ({ ...stub, ...speaking(words) }) });
});

async function text(answer: Promise<Response>): Promise<string> {
  return (await answer).text();
}

describe('an answer of the API', () => {
  const ways = [
    ['by the cookie', '', { cookie: 'theme=dark; language=zh' }],
    ['by ?lang=', '?lang=zh', { 'accept-language': 'en' }],
  ] as const;

  it('speaks English when nothing else is asked for', async () => {
    expect(await text(getInstances(asked('GET', '/api/instances')))).toContain(EN.summary.neverRead);
  });

  it.each(ways)('speaks Chinese when it is asked to %s', async (_way, query, headers) => {
    const body = await text(getInstances(asked('GET', `/api/instances${query}`, { headers })));
    expect(body).toContain(ZH.summary.neverRead);
    expect(body).not.toContain(EN.summary.neverRead);
  });

  it.each(ways)('tells saves and events in it %s', async (_way, query, headers) => {
    const saves = await text(getSaves(asked('GET', `/api/saves${query}`, { headers })));
    expect(saves).toContain(ZH.evidence({ told: 'child-failed' }));
    expect(saves).toContain(ZH.notes.restarted);
    // A record stays in the language it was written in.
    expect(saves).toContain('A sentence of an older release.');
    const params = Promise.resolve({ instanceId: 'a' });
    const events = await text(getEvents(asked('GET', `/api/instances/a/events${query}`, { headers }), { params }));
    expect(events).toContain(ZH.event({ kind: 'counters-reset' }));
  });

  it('refuses in it as well', async () => {
    const params = Promise.resolve({ instanceId: 'nobody' });
    const headers = { cookie: 'language=zh' };
    const body = await text(getInstance(asked('GET', '/api/instances/nobody', { headers }), { params }));
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'not_found', message: ZH.asked.noSuchInstance } });
  });
});
