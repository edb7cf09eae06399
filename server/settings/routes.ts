import { listSettings as contract } from '../../shared/routes/settings.ts';
import { answer } from '../http/answer.ts';
import { listSettings } from './queries.ts';

export const settingList = answer(contract, async ({ deps }) => ({ items: await listSettings(deps.db) }));
