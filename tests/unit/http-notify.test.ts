import { describe, expect, it } from 'vitest';
import { POST as tryOut } from '../../app/api/notify/[receiverName]/test/route';
import { GET as list } from '../../app/api/notify/route';
import { done } from '../../lib/domain/result';
import { asked, askedJson, holdStub, NOW, TOKEN } from '../support/stub-savepoint';

const headers = { authorization: `Bearer ${TOKEN}` };

describe('receivers over HTTP', () => {
  it('are listed with how they do', async () => {
    const state = {
      name: 'oncall',
      form: 'json',
      host: 'hooks.example.org',
      about: ['saves'],
      environments: ['staging'],
    } as const;
    holdStub({
      receivers: async () => [
        { ...state, deliveredAt: NOW, problem: { message: 'It answered 500.', at: NOW - 1 }, waiting: 2 },
        { ...state, name: 'chat', deliveredAt: null, problem: null, waiting: 0 },
      ],
    });
    const response = await list(asked('GET', '/api/notify', { headers }));
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        receivers: [
          {
            ...state,
            lastSuccessAt: '2026-11-22T05:41:22.007Z',
            lastProblem: { message: 'It answered 500.', at: '2026-11-22T05:41:22.006Z' },
            waiting: 2,
          },
          { ...state, name: 'chat', lastSuccessAt: null, lastProblem: null, waiting: 0 },
        ],
      },
    ]);
  });

  it('are tried out by their name', async () => {
    const names: string[] = [];
    holdStub({
      testReceiver: async (name) => {
        names.push(name);
        return done({ delivered: false, message: 'It answered 404.' });
      },
    });
    const params = { params: Promise.resolve({ receiverName: 'oncall' }) };
    const response = await tryOut(askedJson('POST', '/api/notify/oncall/test', {}, headers), params);
    expect([response.status, await response.json()]).toEqual([200, { delivered: false, message: 'It answered 404.' }]);
    expect(names).toEqual(['oncall']);
    holdStub();
    expect((await tryOut(asked('POST', '/api/notify/none/test', { headers }), params)).status).toBe(404);
  });
});
