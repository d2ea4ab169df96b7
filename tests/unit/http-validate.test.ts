import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ApiError } from '../../lib/http/api-error';
import { validated } from '../../lib/http/validate';

const schema = z.strictObject({ name: z.string(), tags: z.record(z.string().max(20), z.string().max(5)) });

function refusal(value: unknown): unknown {
  try {
    return validated(schema, value);
  } catch (error) {
    return error instanceof ApiError ? error.body.error : error;
  }
}

describe('what does not fit is named by its field', () => {
  it.each([
    ['a field of a wrong shape', { name: 1, tags: {} }, 'name'],
    ['a field that is not known', { name: 'a', tags: {}, nmae: 'b' }, 'nmae'],
    ['a tag', { name: 'a', tags: { team: 'payments' } }, 'tags.team'],
    ['no object at all', 'text', 'body'],
  ])('%s', (_case, value, field) => {
    expect(refusal(value)).toMatchObject({ code: 'invalid', details: { fields: { [field]: expect.any(String) } } });
  });

  it.each([
    ['a field', { name: 'a', tags: {}, '<svg onload=hi>': 'b' }, 'body'],
    ['the name of a tag', { name: 'a', tags: { '\u001b[31m': 'payments' } }, 'tags'],
  ])('%s that is no plain name is not repeated', (_case, value, field) => {
    const told = refusal(value);
    expect(told).toMatchObject({ details: { fields: { [field]: expect.any(String) } } });
    expect(JSON.stringify(told)).not.toMatch(/onload|31m/);
  });
});
