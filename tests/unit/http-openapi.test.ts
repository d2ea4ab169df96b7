import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { GET } from '../../app/api/openapi.json/route';
import { DOOR_ROUTES } from '../../lib/http/door-routes';
import { asked, holdStub } from '../support/stub-savepoint';

type Operation = {
  parameters?: { name: string; required: boolean }[];
  requestBody?: unknown;
  responses: Record<string, object>;
};
type Description = { openapi: string; paths: Record<string, Record<string, Operation>> };

async function description(): Promise<Description> {
  holdStub();
  return (await (await GET(asked('GET', '/api/openapi.json'))).json()) as Description;
}

it('describes every route of the API', async () => {
  const folders = globSync('app/api/**/route.ts').map(
    (file) => `/${file.replace(/^app\//, '').replace(/\/route\.ts$/, '')}`,
  );
  const routes = [...folders, ...DOOR_ROUTES.keys()];
  const expected = routes.filter((path) => !path.includes('[[') && !path.endsWith('openapi.json'));
  const { paths, openapi } = await description();
  expect(openapi).toBe('3.1.0');
  expect(Object.keys(paths).sort()).toEqual(expected.map((path) => path.replaceAll(/\[(\w+)\]/g, '{$1}')).sort());
});

it('says what a verb takes, gives and needs', async () => {
  const { paths } = await description();
  const put = paths['/api/instances/{instanceId}/stop-writes']?.['put'];
  expect(put?.parameters?.map(({ name, required }) => [name, required])).toEqual([
    ['instanceId', true],
    ['lang', false],
    ['Idempotency-Key', false],
  ]);
  expect(Object.keys(put?.responses ?? {})).toEqual(['200', '202', 'default']);
  const plan = paths['/api/instances/{instanceId}/plan']?.['get'];
  expect(plan?.parameters?.map(({ name, required }) => [name, required])).toEqual([
    ['instanceId', true],
    ['action', true],
    ['value', false],
    ['lang', false],
  ]);
  expect(Object.keys(paths['/api/instances'] ?? {})).toEqual(['get', 'post']);
});

it('says that an export is JSON or CSV', async () => {
  const { paths } = await description();
  const audit = paths['/api/audit/export']?.['get'];
  expect(audit?.responses['200']).toMatchObject({ content: { 'application/json': {}, 'text/csv': {} } });
  expect(audit?.parameters?.map(({ name }) => name)).toEqual(expect.arrayContaining(['format', 'instance']));
});

it('says that an incident is given as JSON, Markdown or CSV', async () => {
  const { paths } = await description();
  const content = { 'application/json': {}, 'text/markdown': {}, 'text/csv': {} };
  expect(paths['/api/incidents/{number}/export']?.['get']?.responses['200']).toMatchObject({ content });
});

it('says where a file may be sent as it is', async () => {
  const { paths } = await description();
  const explain = paths['/api/explain']?.['post'];
  expect(explain?.requestBody).toMatchObject({ content: { 'application/json': {}, 'application/octet-stream': {} } });
  expect(explain?.parameters?.map(({ name }) => name)).toEqual(expect.arrayContaining(['instance']));
  expect(JSON.stringify(paths['/api/instances']?.['post'])).not.toContain('octet-stream');
});
