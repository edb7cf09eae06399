import { listSheets as contract } from '../../shared/routes/sheets.ts';
import { answer } from '../http/answer.ts';
import { listSheets } from './queries.ts';

export const centreSheets = answer(contract, ({ deps, params }) => listSheets(deps.db, params.id, params.centreId));
