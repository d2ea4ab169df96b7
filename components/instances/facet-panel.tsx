'use client';

import { useState } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import { useFirstStrings } from '../strings/use-strings';
import type { Facet } from './fleet-facets';
import { facetName, valuesOf } from './fleet-facets';
import type { FleetQuery } from './fleet-query';
import { toggledValue } from './fleet-query';
import type { QueryControl } from './use-fleet-query';

interface Props {
  id: string;
  fleet: readonly Instance[];
  facets: readonly Facet[];
  control: QueryControl;
}

interface ValuesProps {
  facet: Facet;
  fleet: readonly Instance[];
  only: FleetQuery['only'];
  onChoose: (only: FleetQuery['only']) => void;
}

/** The values of one facet with how many of the whole fleet have each; an instance is shown that has one of those chosen. */
function FacetValues({ facet, fleet, only, onChoose }: ValuesProps) {
  const strings = useFirstStrings();
  const name = facetName(facet, strings);
  const chosen = only[facet.name] ?? [];
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium">{name}</legend>
      <div className="max-h-56 overflow-y-auto pr-1">
        {valuesOf(facet, fleet).map(({ value, count }) => (
          <label key={`=${value ?? '='}`} className="flex min-h-7 items-center gap-2 pointer-coarse:min-h-11">
            <input
              type="checkbox"
              checked={chosen.includes(value ?? '')}
              onChange={() => onChoose(toggledValue(only, facet.name, value ?? ''))}
              className="size-4 shrink-0 accent-ink"
            />
            <span className="min-w-0">{value ? printable(value) : strings.fleetTools.valueless(name)}</span>
            <span className="ml-auto font-mono text-[0.75rem] text-muted">{count}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** By what else than its state an instance is chosen: environment and tags, each value in the address. */
export function FacetPanel({ id, fleet, facets, control }: Props) {
  const strings = useFirstStrings();
  const { query } = control;
  // A box shows at once what was chosen; the address and the cards of a large fleet follow when they can.
  const [ahead, setAhead] = useState({ of: query.only, only: query.only });
  const only = ahead.of === query.only ? ahead.only : query.only;
  const choose = (next: FleetQuery['only']): void => {
    setAhead({ of: query.only, only: next });
    control.choose({ only: next });
  };
  return (
    <div
      id={id}
      role="group"
      aria-label={strings.fleetTools.narrow}
      className="grid w-full gap-x-8 gap-y-4 rounded-xl border border-line bg-surface px-4 py-3 text-[0.8125rem] sm:grid-cols-[repeat(auto-fill,minmax(12rem,1fr))]"
    >
      {facets.map((facet) => (
        <FacetValues key={facet.name} facet={facet} fleet={fleet} only={only} onChoose={choose} />
      ))}
    </div>
  );
}
