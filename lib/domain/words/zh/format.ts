import { calendarOf } from '../../text/calendar';
import { bytes as englishBytes, clockOf, durationIn, number } from '../../text/format';
import type { EpochMs, SavePoint } from '../../observation/observation';

export { number };

const UNITS = { d: '天', h: '小时', min: '分', s: '秒' };

/** `11.2 GB`；不足 1 kB 时为 `999 字节`。 */
export function bytes(value: number): string {
  return englishBytes(value).replace('bytes', '字节');
}

/** `6 分 2 秒`。 */
export function duration(seconds: number): string {
  return durationIn(seconds, UNITS);
}

/** `05:27:03 UTC`，与 `now` 不在同一天时前面带日期。 */
export function utc(at: EpochMs, now: EpochMs): string {
  return clockOf(at, now, `${day(at)} `);
}

/** `2020 年 1 月 2 日`，UTC 日期。 */
export function day(at: EpochMs): string {
  const { year, month, date } = calendarOf(at);
  return `${year} 年 ${month} 月 ${date} 日`;
}

/** `60 秒 / 10,000 次更改`。 */
export function savePoint({ seconds, changes }: SavePoint): string {
  return `${seconds} 秒 / ${number(changes)} 次更改`;
}

export function savePoints(points: readonly SavePoint[]): string {
  return points.length === 0 ? '没有保存点' : points.map(savePoint).join('，');
}
