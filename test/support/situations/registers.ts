import { desc, eq } from 'drizzle-orm';
import { setting } from '../../../db/schema/engine.ts';
import { rolePlan } from '../../../db/schema/plans.ts';
import { savePartner } from '../../../shared/partners/contract.ts';
import { addVenue, type Register, sample, upload, venueDetails } from '../registerFiles.ts';
import { savePartnerCalled } from '../runOperation.ts';
import { newCode, type Situation, type Situations, type Work } from './work.ts';

const newVenue = async ({ app, planner }: Work) => ({
  venueId: await addVenue(app, planner, { code: newCode() }),
  baseVersion: 1,
});

const newPartner = async ({ app, planner }: Work) => ({
  partnerId: await savePartnerCalled(app, planner, newCode()),
});

const offerOfPartner = async ({ app, planner }: Work) => {
  const code = newCode();
  await savePartnerCalled(app, planner, code);
  const terms = { heads: 2, calloutMinutes: 90, maxHours: 6, confirmedOn: '2026-09-11' };
  return { details: { partner: code, role: 'interpreter', languages: ['ro'], ...terms } };
};

const previewOf =
  (register: Register): Situation =>
  async ({ planner }) => ({ previewId: (await upload(planner, register, sample(register))).body.previewId });

const planNow = async ({ app, planner }: Work) => {
  const code = newCode();
  await savePartnerCalled(app, planner, code);
  const [held] = await app.deps.db.select().from(rolePlan).orderBy(desc(rolePlan.rowVersion)).limit(1);
  const heads = { small: 6, medium: 8, large: 16, scalesWith: { kind: 'people', per: 5 } };
  const rows = [{ role: 'welfare', partner: code, ...heads }];
  return { planId: held?.id ?? app.newId(), baseVersion: held?.rowVersion ?? null, rows };
};

const settingNow = async ({ app }: Work) => {
  const [held] = await app.deps.db.select().from(setting).where(eq(setting.key, 'needClocks'));
  return { baseVersion: held?.rowVersion ?? null };
};

export const ofRegisters = {
  'venues.create': () => ({ details: venueDetails({ code: newCode() }) }),
  'venues.change': newVenue,
  'venues.inspect': newVenue,
  'venues.archive': newVenue,
  'venues.import': previewOf('venues'),
  'partners.save': () => ({ details: { ...savePartner.example.details, code: newCode() } }),
  'partners.archive': newPartner,
  'partners.import': previewOf('partners'),
  'capacities.save': offerOfPartner,
  'plans.save': planNow,
  'settings.change': settingNow,
} satisfies Partial<Situations>;
