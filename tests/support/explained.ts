import { Explainer, type Explanation } from '../../lib/domain/redis-log/explain';
import { Lines } from '../../lib/domain/text/lines';

const CLOCK = { now: Date.UTC(2026, 10, 28), offsetMinutes: 0 };

/** What a whole text tells, as a log or an error of the server “orders”. */
export function explained(text: string): Explanation {
  const explainer = new Explainer(CLOCK, 'orders');
  const lines = new Lines((line) => explainer.add(line));
  lines.add(text);
  lines.end();
  return explainer.end();
}
