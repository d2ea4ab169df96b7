import type { ReactNode } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { strings } from '../strings';
import { CauseFact } from './cause-fact';
import { ExposureFact } from './exposure-fact';
import { GuardFact } from './guard-fact';
import { NextFact } from './next-fact';
import { SaveProgress } from './save-progress';
import { isFailing } from './trouble';
import { WritesFact } from './writes-fact';

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** The effect on users, what could be lost, why, and what comes next: in that order, on the card and on the page. */
export function TroubleFacts({ instance }: { instance: Instance }) {
  const failing = isFailing(instance);
  return (
    <dl className="facts">
      <Row term={strings.facts.writes}>
        <WritesFact instance={instance} />
      </Row>
      <Row term={strings.facts.atRisk}>
        <ExposureFact instance={instance} />
      </Row>
      {failing ? (
        <Row term={strings.facts.cause}>
          <CauseFact cause={instance.cause} />
        </Row>
      ) : null}
      {failing ? (
        <Row term={strings.facts.next}>
          <NextFact instance={instance} />
        </Row>
      ) : null}
      {instance.save === null ? null : (
        <Row term={strings.facts.save}>
          <SaveProgress instance={instance} />
        </Row>
      )}
      <Row term={strings.facts.guard}>
        <GuardFact instance={instance} />
      </Row>
    </dl>
  );
}
