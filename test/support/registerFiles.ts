import { samples } from '../../db/seed.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import { createVenue } from '../../shared/venues/contract.ts';
import type { Answer, Loose, Person, TestApp } from './app.ts';

type Details = ArgsOf<typeof createVenue>['details'];

const parsed = createVenue.args.parse(createVenue.example);

/** Everything one says of a venue, of the contract's own example. */
export const venueDetails = (given: Partial<Details> = {}): Details => ({ ...parsed.details, ...given });

/** A venue of that example on the register; answers its id. */
export const addVenue = async (app: TestApp, planner: Person, given: Partial<Details> = {}): Promise<string> => {
  const venueId = app.newId();
  await planner.done('venues.create', { venueId, details: venueDetails(given) });
  return venueId;
};

const paths = {
  venues: ['/api/venues', 'venues.import', samples.venues],
  partners: ['/api/partners', 'partners.import', samples.partners],
  capacities: ['/api/partners/capacities', 'partners.import', samples.capacities],
  plan: ['/api/role-plan', 'partners.import', samples.plan],
} as const;

export type Register = keyof typeof paths;

export const upload = (planner: Person, register: Register, file: string | Uint8Array): Promise<Answer<Loose>> =>
  planner.send(`${paths[register][0]}/import/preview`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': 'text/csv' },
  });

export const confirm = (
  planner: Person,
  register: Register,
  previewId: string,
  leaveOutWrong = false,
): Promise<Answer<Loose>> => planner.command(paths[register][1], { previewId, leaveOutWrong });

/** Brings the sample file of each register in, as a planner does. */
export const importSamples = async (planner: Person, registers: readonly Register[]): Promise<void> => {
  for (const register of registers) {
    const preview = await upload(planner, register, paths[register][2]);
    const done = await confirm(planner, register, preview.body.previewId);
    if (done.status !== 200) throw new Error(`The sample ${register} were refused: ${preview.text} ${done.text}`);
  }
};

export const sample = (register: Register): string => paths[register][2];

const [venueHeading = '', firstVenue = ''] = sample('venues').split('\n');

/** The first row of the sample venues with other cells. */
export const venueRow = (given: Record<string, string>): string => {
  const cells = firstVenue.split(',');
  return venueHeading
    .split(',')
    .map((column, at) => given[column] ?? cells[at] ?? '')
    .join(',');
};
export const venueFile = (...rows: string[]): string => [venueHeading, ...rows, ''].join('\n');
