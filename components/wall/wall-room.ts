/** The room for those that need somebody, in the size of the wall's text. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** How they stand: how large, in how many columns, how many of them. */
export interface Arrangement {
  /** Times the size of the wall's text. */
  readonly scale: number;
  readonly columns: number;
  /** A row of two lines, or of one: shape, name, how long. */
  readonly isTwoLines: boolean;
  readonly shown: number;
}

/** Heights with the gap under them, that gap, and the least widths of one beside others and alone, in the size of the row's own text. */
const TWO_LINES = { height: 4.1, gap: 0.4, beside: 22, alone: 17 };
const ONE_LINE = { height: 2.1, gap: 0.2, beside: 17, alone: 17 };

/** From the largest to what can just be read from four metres. */
const FORMS = [
  { scale: 3, columns: 1, isTwoLines: true },
  { scale: 2, columns: 1, isTwoLines: true },
  { scale: 1.6, columns: 1, isTwoLines: true },
  { scale: 1.3, columns: 1, isTwoLines: true },
  { scale: 1.15, columns: 1, isTwoLines: true },
  { scale: 1.15, columns: 2, isTwoLines: true },
  { scale: 1.05, columns: 1, isTwoLines: true },
  { scale: 1.05, columns: 2, isTwoLines: true },
  { scale: 1.05, columns: 3, isTwoLines: true },
  { scale: 1, columns: 1, isTwoLines: false },
  { scale: 1, columns: 2, isTwoLines: false },
  { scale: 1, columns: 3, isTwoLines: false },
  { scale: 1, columns: 4, isTwoLines: false },
] as const satisfies readonly Omit<Arrangement, 'shown'>[];

type Form = Omit<Arrangement, 'shown'>;

const NARROWEST: Form = { scale: 1, columns: 1, isTwoLines: true };

function sizeOf({ isTwoLines }: Form): typeof TWO_LINES {
  return isTwoLines ? TWO_LINES : ONE_LINE;
}

function capacity(form: Form, { height }: Room): number {
  const { height: row, gap } = sizeOf(form);
  return Math.max(0, Math.floor((height / form.scale + gap) / row)) * form.columns;
}

function isWideEnough(form: Form, { width }: Room): boolean {
  const { beside, alone } = sizeOf(form);
  return width / form.columns >= (form.columns > 1 ? beside : alone) * form.scale;
}

/** The largest form in which all of them fit, else as many as can be read: the others are summed up. */
export function arrange(count: number, room: Room): Arrangement {
  const wide = FORMS.filter((form) => isWideEnough(form, room));
  const forms: readonly Form[] = wide.length > 0 ? wide : [NARROWEST];
  const most = forms.reduce((best, form) => (capacity(form, room) > capacity(best, room) ? form : best));
  const form = forms.find((one) => capacity(one, room) >= count) ?? most;
  const { scale, columns, isTwoLines } = form;
  return { scale, columns, isTwoLines, shown: Math.min(count, capacity(form, room)) };
}
