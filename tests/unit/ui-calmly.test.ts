import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { calmly } from '@/lib/swr/calmly';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a picture is read again at once, then no more often than said, and the last request is not lost', () => {
  const reread = vi.fn();
  for (let i = 0; i < 5; i += 1) calmly('one', 2_000, reread);
  expect(reread).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(2_000);
  expect(reread).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(10_000);
  expect(reread).toHaveBeenCalledTimes(2);
  calmly('one', 2_000, reread);
  expect(reread).toHaveBeenCalledTimes(3);
});

test('one instance does not wait for another', () => {
  const [first, second] = [vi.fn(), vi.fn()];
  calmly('first', 2_000, first);
  calmly('second', 2_000, second);
  expect(first).toHaveBeenCalledTimes(1);
  expect(second).toHaveBeenCalledTimes(1);
});
