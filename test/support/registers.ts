import { createVenue } from '../../shared/venues/contract.ts';
import type { Loose, Person, TestApp } from './app.ts';

let count = 100;

/** Adds a venue to the register, as the planner would: good for 112 people unless told otherwise. */
export const addVenue = async (app: TestApp, planner: Person, details: Loose = {}): Promise<string> => {
  const venueId = app.newId();
  const code = `V${(count += 1)}`;
  const due = { lastInspected: '2026-08-01', inspectionDue: '2027-08-01' };
  await planner.done('venues.create', {
    venueId,
    details: { ...createVenue.example.details, ...due, code, name: `Juniper Hall ${code}`, ...details },
  });
  return venueId;
};

/** Two partners and a small plan. */
export const addPlan = async (app: TestApp, planner: Person): Promise<void> => {
  const partner = { name: 'Red Cross', kind: 'voluntary', hours: '24/7', contact: 'Duty manager' };
  const reach = { contactPhone: '01632 960105', contactEmail: 'duty@example.org', deputy: '', deputyPhone: '' };
  for (const code of ['DCC', 'BRC']) {
    const details = { code, ...partner, ...reach };
    await planner.done('partners.save', { partnerId: app.newId(), baseVersion: null, details });
  }
  const capacity = { partner: 'BRC', role: 'welfare', languages: [], heads: 8, calloutMinutes: 60, maxHours: 8 };
  await planner.done('capacities.save', {
    capacityId: app.newId(),
    baseVersion: null,
    details: { ...capacity, confirmedOn: '2026-09-01' },
  });
  await planner.done('plans.save', {
    planId: app.newId(),
    baseVersion: null,
    rows: [
      { role: 'centre_manager', partner: 'DCC', small: 1, medium: 1, large: 1, scalesWith: null },
      { role: 'welfare', partner: 'BRC', small: 6, medium: 8, large: 16, scalesWith: { kind: 'people', per: 4 } },
      {
        role: 'interpreter',
        partner: 'BRC',
        small: 0,
        medium: 0,
        large: 0,
        scalesWith: { kind: 'per_language', per: 8 },
      },
    ],
  });
};
