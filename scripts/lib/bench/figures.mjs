/** The value at a share of the way from the smallest to the largest. @param {readonly number[]} values @param {number} share */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/** @param {readonly number[]} values */
export function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * A figure with its unit; as many digits as tell something.
 * @param {number} value
 * @param {string} [unit]
 */
export function figure(value, unit = '') {
  if (!Number.isFinite(value)) return 'not measured';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return `${value === 0 ? '0' : value.toFixed(digits)}${unit === '' ? '' : ` ${unit}`}`;
}

/** The smallest and the largest. @param {readonly number[]} values @param {string} [unit] */
export function range(values, unit = '') {
  if (values.length === 0) return '';
  return `${figure(Math.min(...values))}–${figure(Math.max(...values), unit)}`;
}
