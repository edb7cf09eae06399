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
    const { operationId, centreId, baseVersion: _base, ready, doorsAt, managerName, ...fields } = context.args;
    if (fields.sheetLetter) await lockNames(context.tx);
    const found = await lockCentre(context);
    if (fields.sheetLetter && (await letterInUse(context.tx, operationId, centreId, fields.sheetLetter))) {
      throw new Problem('already-exists', { detail: 'Another centre uses that letter. Choose another' });
    }
    const kept = await context.rows.change('centre', found, {
      ...fields,
      ...(ready ? { ready: { ...found.ready, ...ready } } : {}),
      ...(doorsAt ? { doorsAt: new Date(doorsAt) } : {}),
      ...(managerName === undefined ? {} : { managerName: managerName || null }),
    });
    return { centreId, rowVersion: kept.rowVersion };
  },
});
