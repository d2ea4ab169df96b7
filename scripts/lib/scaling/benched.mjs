import { readFileSync } from 'node:fs';
import { inProject } from '../paths.mjs';
import { Sentence } from '../steps.mjs';

/**
 * What `npm run bench` found on real servers, read from its table in docs/performance.md: processor time of a poll in a fleet of a thousand and what it costs Redis, in
 * milliseconds; memory of the process with a thousand instances and with each more, in MiB; bytes of one event of the stream and of a first page of a thousand.
 */
export function fromPerformance() {
  const page = readFileSync(inProject('docs/performance.md'), 'utf8');
  const find = (/** @type {RegExp} */ pattern) => {
    const [, value] = pattern.exec(page) ?? [];
    if (value === undefined) throw new Sentence(`docs/performance.md has no figure for ${pattern}.`);
    return Number(value);
  };
  return {
    pollMs: find(/^\| CPU per poll of 1000 at 1 s[^|]*\| ([\d.]+) ms/m),
    redisMs: find(/^\| CPU of Redis per poll[^|]*\| ([\d.]+) ms/m),
    baseMiB: find(/^\| memory \(RSS\) at 1, 10, 100, 500, 1000 instances *\| \d+, \d+, \d+, \d+, (\d+) MiB/m),
    instanceMiB: find(/^\| memory \(RSS\) per instance from 100 to 1000[^|]*\| ([\d.]+) MiB/m),
    eventBytes: find(/^\| CPU per event and page, 1000 pages, (\d+) bytes/m),
    firstPageBytes: find(/^\| first HTML, 1,000 instances, as sent *\| ([\d.]+) kB/m) * 1000,
  };
}
