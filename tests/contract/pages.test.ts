import { expect, test } from 'vitest';
import { ask } from '../support/http-client';
import { watchedOrders } from '../support/watched';

const watched = watchedOrders();

test.each([
  '/',
  '/instances/orders',
  '/instances/new',
  '/incidents',
  '/saves',
  '/audit',
  '/wall',
  '/access',
  '/nowhere',
])('nothing of %s is painted before its heading is there', async (path) => {
  const { text } = await ask(watched.savepoint.url, path);
  const [head = '', body = ''] = text.split('</head>');
  const [, id = 'nothing is expected'] = /<link rel="expect" href="#([^"]+)" blocking="render"\/>/.exec(head) ?? [];
  expect([...body.matchAll(new RegExp(`<(\\w+) id="${id}"`, 'g'))].map(([, tag]) => tag)).toEqual(['h1']);
});
