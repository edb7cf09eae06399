import { savePlan } from '../../shared/plans/contract.ts';
import { Problem } from '../../shared/problems.ts';
import { command, REGISTERS } from '../engine/define.ts';
import { partnerCodes } from '../partners/queries.ts';
import { refuseFields } from '../venues/check.ts';
import { lockPlan, writePlan } from './write.ts';

const save = command<typeof savePlan>({
  contract: savePlan,
  stream: () => REGISTERS,
  createsStream: true,
  where: 'registers',
  handle: async (context) => {
    const { planId, baseVersion, rows } = context.args;
    const held = await lockPlan(context, baseVersion);
    if (held && held.id !== planId) throw new Problem('not-found');
    const partners = await partnerCodes(context.tx);
    const unknown = rows.flatMap(({ partner }, index) =>
      partners.has(partner)
        ? []
        : [{ field: `${index}/partner`, words: `${partner} is not on the register. Add the partner first` }],
    );
    refuseFields(unknown, '/args/rows');
    return { planId, rowVersion: await writePlan(context, held, planId, rows) };
  },
});

export const planCommands = [save];
