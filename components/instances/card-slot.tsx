'use client';

import { memo } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import type { BriefPicture } from '@/lib/contracts/picture';
import { LaterStrip } from '../charts/later-strip';
import { classNames } from '../ui/class-names';
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
  /** One of many: out of view it costs nothing. */
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
      className={classNames(
        'card-slot grid min-w-0',
        isSkippable && '[content-visibility:auto]',
        isSkippable && (large ? '[contain-intrinsic-size:auto_22rem]' : '[contain-intrinsic-size:auto_14.75rem]'),
      )}
    >
      {large ? (
        <LargeCard instance={instance} strip={strip} heading={heading} isNear={isNear} />
      ) : (
        <CompactCard instance={instance} strip={strip} heading={heading} isNear={isNear} isOfMany={isSkippable} />
      )}
    </div>
  );
}, isSame);
