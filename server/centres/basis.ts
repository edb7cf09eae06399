import type { ArgsOf } from '../../shared/contract.ts';
import type { VenueBasis } from '../../shared/basis.ts';
import type { activateCentre } from '../../shared/centres.ts';
import { ruleOut } from '../../shared/venues/fit.ts';
import type { RankableVenue, Ranked } from './ranking.ts';

/** What an activation was decided on: the reasons given and the ranking as it stood. Names venues. */
export const basisOf = (
  args: ArgsOf<typeof activateCentre>,
  chosen: RankableVenue,
  { venues, ranking, question }: Ranked,
): VenueBasis & Record<string, unknown> => {
  const nameOf = new Map(venues.map((it) => [it.id, it.row.access.name]));
  return {
    reason: args.reason,
    overrideReason: args.overrideReason ?? null,
    venue: { id: chosen.id, code: chosen.code, name: chosen.row.access.name, town: chosen.row.access.town },
    against: ruleOut(chosen, question),
    expected: args.expected,
    wanted: ranking.wanted,
    arrivalAt: question.arrivalAt.toISOString(),
    from: question.from ?? null,
    wishes: question.wanted ?? [],
    fit: ranking.fit.map(({ readyAt, ...it }) => ({
      ...it,
      name: nameOf.get(it.venueId),
      readyAt: readyAt.toISOString(),
    })),
    ruledOut: ranking.ruledOut.map((it) => ({
      ...it,
      name: nameOf.get(it.venueId),
      // Whoever reads this has no claim to where the centres of other operations are.
      reasons: it.reasons.map((reason) => (reason.kind === 'in_use' ? { ...reason, words: 'In use' } : reason)),
    })),
    pair: ranking.pair,
  };
};
