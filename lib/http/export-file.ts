import 'server-only';
import type { EpochMs } from '../domain/observation/observation';
import { csvLine } from './csv';
import type { Columns } from './export-columns';
import { isoTime } from './time';

export type ExportFormat = 'csv' | 'json';

/** A file that is written page by page: what it begins with, the rows of a page, what it ends with. */
export interface Writer<T> {
  readonly type: string;
  readonly begin: string;
  rows(page: readonly T[], isFirst: boolean): string;
  readonly end: string;
}

export function writerOf<T>(format: ExportFormat, columns: Columns<T>): Writer<T> {
  return format === 'csv' ? csvWriter(columns) : JSON_WRITER;
}

/** With a header line; without a byte order mark, which most readers would take for a part of the first name. */
function csvWriter<T>(columns: Columns<T>): Writer<T> {
  const cells = Object.values(columns);
  return {
    type: 'text/csv; charset=utf-8; header=present',
    begin: csvLine(Object.keys(columns)),
    rows: (page) => page.map((row) => csvLine(cells.map((cell) => cell(row)))).join(''),
    end: '',
  };
}

/** One array, a row a line. */
const JSON_WRITER: Writer<unknown> = {
  type: 'application/json; charset=utf-8',
  begin: '[',
  rows: (page, isFirst) =>
    page.map((row, index) => `${isFirst && index === 0 ? '' : ','}\n${JSON.stringify(row)}`).join(''),
  end: '\n]\n',
};

/** `savepoint-saves-orders-primary-20261114.csv`: ASCII, whatever the instance was asked for as. */
export function fileNameOf(
  what: string,
  instanceId: string | undefined,
  now: EpochMs,
  format: ExportFormat | 'md',
): string {
  const id = instanceId?.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 60);
  const day = isoTime(now).slice(0, 10).replaceAll('-', '');
  return `${['savepoint', what, id, day].filter(Boolean).join('-')}.${format}`;
}
