import { bytes, count, duration, savePoint, savePoints, utc } from '@/lib/domain/text/format';
import { age, calendarDay, monthDay } from '../../ui/format';

export const format = { age, bytes, calendarDay, count, duration, monthDay, savePoint, savePoints, utc };
