import { z } from 'zod';
import { noParams, query } from '../contract.ts';
import { settingView } from '../settings/contract.ts';

export const listSettings = query({
  path: '/api/settings',
  title: 'Planning assumptions as they are set',
  tag: 'Registers',
  may: { register: 'settings.read' },
  params: noParams,
  result: z.object({ items: z.array(settingView) }),
  example: { params: {}, result: { items: [{ key: 'tablets', value: { idleMinutes: 2 }, rowVersion: null }] } },
});
