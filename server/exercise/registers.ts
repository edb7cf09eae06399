import { samples } from '../../db/seed.ts';
import type { ImportPreview } from '../../shared/imports.ts';
import type { HttpClient } from './client.ts';

const files = [
  { path: '/api/venues/import/preview', csv: samples.venues, command: 'venues.import' },
  { path: '/api/partners/import/preview', csv: samples.partners, command: 'partners.import' },
  { path: '/api/partners/capacities/import/preview', csv: samples.capacities, command: 'partners.import' },
  { path: '/api/role-plan/import/preview', csv: samples.plan, command: 'partners.import' },
];

/** Fills the registers as a planner does: upload, look, confirm. */
export const fillRegisters = async (planner: HttpClient, at: Date): Promise<void> => {
  for (const { path, csv, command } of files) {
    const answer = await planner.send(path, { method: 'POST', body: csv, type: 'text/csv' });
    if (!answer.ok) throw new Error(`The exercise was refused ${path} (${answer.status})`);
    const { previewId } = (await answer.json()) as ImportPreview;
    await planner.must(command, { previewId }, at);
  }
};
