import type { VisitKind } from '../../../shared/visits.ts';

export const kindTitles: Record<VisitKind, string> = {
  staff: 'Staff',
  interpreter: 'Interpreter',
  visitor: 'Visitor',
};
