import './activate.scss';
import './phone/phone.scss';
import { useRoute } from 'preact-iso';
import { useMemo } from 'preact/hooks';
import type { OperationRow } from '../../../shared/operations.ts';
import type { CentreRow } from '../../../shared/centres.ts';
import { can } from '../../session/session.ts';
import { now } from '../../session/now.ts';
import { byId, loaded, rows } from '../../data/store.ts';
import { EmptyState, LoadingBars } from '../../ui/notice.tsx';
import { deskFor } from './desk.ts';
import { DeskPage } from './DeskPage.tsx';
import { draftFrom } from './draft.ts';
import { PhonePage } from './PhonePage.tsx';
import { overflowFor } from './overflow.ts';
import { useActivation } from './useActivation.ts';
import { useNarrow } from './useNarrow.ts';

interface Asked {
  overflowOf: string | null;
  expected: number | null;
  venueId: string | null;
}

const asked = (query: Record<string, string>): Asked => ({
  overflowOf: query['overflowOf'] ?? null,
  expected: Number(query['expected']) || null,
  venueId: query['venue'] ?? null,
});

const peopleAt = (centreId: string): number =>
  rows.person.value.filter((it) => it.centreId === centreId && !it.undoneAt && it.presence === 'on_site').length;

/** People an overflow centre is for, unless the address says. */
const expectedFor = ({ expected, overflowOf }: Asked, from: CentreRow | undefined): number | undefined => {
  if (expected) return expected;
  if (!overflowOf || !from) return undefined;
  const coming = rows.vehicle.value.filter((it) => it.centreId === overflowOf && it.state !== 'cancelled');
  const due = coming.filter((it) => it.state !== 'arrived').reduce((sum, it) => sum + it.people, 0);
  return overflowFor({ onSite: peopleAt(overflowOf), due, places: Math.min(from.places, from.plannedFor) });
};

function Prepared({ operation, it }: { operation: OperationRow; it: Asked }) {
  const narrow = useNarrow();
  const from = byId.centre.value.get(it.overflowOf ?? '');
  const key = `${operation.id} ${it.overflowOf ?? ''}`;
  const desk = useMemo(
    () =>
      deskFor(key, () => ({
        ...draftFrom(operation, now.peek(), expectedFor(it, from)),
        venueId: it.venueId,
      })),
    [key],
  );
  const activation = useActivation(operation, desk, { key, overflowOf: from ? it.overflowOf : null });
  const title = from ? `Open overflow for Centre ${from.name}` : 'Activate a centre';
  return narrow ? <PhonePage it={activation} title={title} /> : <DeskPage it={activation} title={title} />;
}

/** The planner chooses a venue, sees who is needed, says why and stands a centre up. */
export function Activate() {
  const { params, query } = useRoute();
  const operation = byId.operation.value.get(params['operationId'] ?? '');
  if (!operation && !loaded.value) return <LoadingBars />;
  if (!operation || !can('centres.activate', { centreId: null })) {
    return <EmptyState title="Only a planner can activate a centre." action={<a href="/">Go to the operations</a>} />;
  }
  if (operation.state === 'closed') {
    return (
      <EmptyState
        title="This operation is closed, so no centre can be activated."
        action={<a href="/">Operations</a>}
      />
    );
  }
  const it = asked(query);
  return <Prepared key={`${operation.id} ${it.overflowOf ?? ''}`} operation={operation} it={it} />;
}
