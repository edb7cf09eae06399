import { changeCentre } from '../../shared/centres.ts';
import { Problem } from '../../shared/problems.ts';
import { command } from '../engine/define.ts';
import { letterInUse, lockNames } from './naming.ts';
import { lockCentre } from './rows.ts';

export const change = command<typeof changeCentre>({
  contract: changeCentre,
  fails: () => 'Centre was not changed',
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { operationId, centreId, baseVersion: _base, ready, doorsAt, managerName, ...said } = context.args;
    if (said.sheetLetter) await lockNames(context.tx);
    const found = await lockCentre(context);
    if (said.sheetLetter && (await letterInUse(context.tx, operationId, centreId, said.sheetLetter))) {
      throw new Problem('already-exists', { detail: 'Another centre uses that letter. Choose another' });
    }
    const kept = await context.rows.change('centre', found, {
      ...said,
      ...(ready ? { ready: { ...found.ready, ...ready } } : {}),
      ...(doorsAt ? { doorsAt: new Date(doorsAt) } : {}),
      ...(managerName === undefined ? {} : { managerName: managerName || null }),
    });
    return { centreId, rowVersion: kept.rowVersion };
  },
});
