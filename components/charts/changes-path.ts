import type { Picture } from '@/lib/contracts/picture';
import { pointMsOf } from '@/lib/domain/picture/picture-axis';
import { columnCount, shareAt } from './axis';

/** Pure: the unsaved changes as steps. Each figure holds for its own time and not beyond: what was not seen is a hole. */

export interface Steps {
  readonly line: string;
  readonly area: string;
  readonly most: number;
}

interface Step {
  readonly from: number;
  readonly to: number;
  readonly height: number;
}

/** A rounding of times must not tear neighbours apart. */
const TOUCHING = 0.05;

function stepsOf(picture: Picture, most: number): Step[] {
  const count = columnCount(picture);
  const width = pointMsOf(picture.range) / (picture.columnSeconds * 1000);
  const points = picture.changes ?? [];
  const places = points.map(({ at }) => shareAt(picture, at) * count);
  return points.map(({ most: changes }, i) => {
    const from = places[i] ?? 0;
    return { from, to: Math.min(from + width, places[i + 1] ?? count, count), height: changes / Math.max(1, most) };
  });
}

/** Runs of steps that touch each other. */
function runsOf(steps: readonly Step[]): Step[][] {
  const runs: Step[][] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run === undefined || last === undefined || step.from - last.to > TOUCHING) runs.push([step]);
    else run.push(step);
  }
  return runs;
}

const at = (value: number): string => String(Math.round(value * 100) / 100);

function lineOf(run: readonly Step[]): string {
  return run
    .map(({ from, to, height }, i) => `${i === 0 ? 'M' : 'L'}${at(from)} ${at(100 - 96 * height)}H${at(to)}`)
    .join('');
}

export function changesPath(picture: Picture): Steps {
  const most = Math.max(0, ...(picture.changes ?? []).map((point) => point.most));
  const runs = runsOf(stepsOf(picture, most));
  const area = runs.map((run) => `${lineOf(run)}V100H${at(run[0]?.from ?? 0)}Z`).join('');
  return { line: runs.map(lineOf).join(''), area, most };
}
