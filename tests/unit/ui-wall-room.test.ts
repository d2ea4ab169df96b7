import { describe, expect, it } from 'vitest';
import { arrange } from '@/components/wall/wall-room';

const SCREEN = { width: 76, height: 24 };
const PHONE = { width: 23, height: 100 };

describe('those that need somebody', () => {
  it('are as large as all of them fit, and never larger where there are more', () => {
    expect(arrange(1, SCREEN)).toMatchObject({ scale: 3, columns: 1, shown: 1 });
    expect(arrange(6, SCREEN).isTwoLines).toBe(true);
    const scales = Array.from({ length: 60 }, (_, index) => arrange(index + 1, SCREEN).scale);
    expect(scales).toEqual([...scales].sort((a, b) => b - a));
  });

  it('are all shown up to what can be read, and no more than that', () => {
    expect(arrange(40, SCREEN).shown).toBe(40);
    const many = arrange(1_000, SCREEN);
    expect(many).toMatchObject({ columns: 4, isTwoLines: false });
    expect(many.shown).toBe(arrange(100_000, SCREEN).shown);
  });

  it('stand in one column where it is narrow, and nowhere if there is no room', () => {
    expect(arrange(30, PHONE)).toMatchObject({ columns: 1, shown: 30 });
    expect(arrange(30, { width: 76, height: 1 }).shown).toBe(0);
  });
});
