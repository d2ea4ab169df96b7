import { strings } from '../strings';

/** The heading of a page, and the title of its tab. */
export function PageTitle({ title, lead }: { title: string; lead?: string }) {
  return (
    <div>
      <title>{`${title} · ${strings.product}`}</title>
      <h1 className="text-[23px] leading-tight font-semibold tracking-[-0.022em] sm:text-[27px]">{title}</h1>
      {lead === undefined ? null : <p className="mt-1 text-muted">{lead}</p>}
    </div>
  );
}
