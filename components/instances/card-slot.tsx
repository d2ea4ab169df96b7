'use client';

import { memo } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import type { BriefPicture } from '@/lib/contracts/picture';
import { LaterStrip } from '../charts/later-strip';
import { CompactCard } from './compact-card';
import type { CardHeading } from './identity';
import { LargeCard } from './large-card';
import { useNear } from './use-near';

interface Props {
  instance: Instance;
  /** Of its last day; undefined before it is there. */
  picture: BriefPicture | undefined;
  large: boolean;
  heading: CardHeading;
  /** One of many: out of view it has only what one searches for. */
  isSkippable: boolean;
  /** It is in the first view. */
  isFirst: boolean;
}

/** Is there nothing to draw anew? Whether it is in the first view counts when it is made, and no more. */
function isSame({ isFirst: _was, ...one }: Props, { isFirst: _is, ...other }: Props): boolean {
  return (Object.keys(one) as (keyof typeof one)[]).every((name) => one[name] === other[name]);
}

/** The place of a card: one changed instance renders one card again, and keys find their way by it. */
export const CardSlot = memo(function CardSlot({ instance, picture, large, heading, isSkippable, isFirst }: Props) {
  const [slot, isNear] = useNear<HTMLDivElement>(isFirst, isSkippable);
  const strip = isNear ? <LaterStrip picture={picture} axis={large} /> : null;
  return (
    <div
      ref={slot}
      data-instance={instance.id}
      // Without content-visibility: the first Tab of a page would lay out each card by itself that is out of view, to look for what can
      // have the focus, which took a second and more with a thousand; and what changed in one card cost more than without it.
      className="card-slot grid min-w-0"
    >
      {large ? (
        <LargeCard instance={instance} strip={strip} heading={heading} isNear={isNear} />
      ) : (
        <CompactCard instance={instance} strip={strip} heading={heading} isNear={isNear} isOfMany={isSkippable} />
      )}
    </div>
  );
}, isSame);
