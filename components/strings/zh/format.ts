import { bytes, duration, number, savePoint, savePoints, utc } from '@/lib/domain/words/zh/format';
import type { Strings } from '../en';

export const format: Strings['format'] = {
  age,
  bytes,
  calendarDay: (iso) => `${iso.slice(0, 4)} 年 ${Number(iso.slice(5, 7))} 月 ${Number(iso.slice(8, 10))} 日`,
  count: (value, one) => `${number(value)} ${one}`,
  duration,
  monthDay: (iso) => `${Number(iso.slice(5, 7))} 月 ${Number(iso.slice(8, 10))} 日`,
  savePoint,
  savePoints,
  utc,
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One unit alone, as in English. */
function age(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 2 * MINUTE) return `${whole} 秒`;
  if (whole < 2 * HOUR) return `${Math.floor(whole / MINUTE)} 分钟`;
  if (whole < 2 * DAY) return `${Math.floor(whole / HOUR)} 小时`;
  return `${Math.floor(whole / DAY)} 天`;
}
