import { deviceCommands } from '../devices/commands.ts';
import type { AnyCommand } from './define.ts';
import { peopleCommands } from '../people/commands.ts';
import { needCommands } from '../needs/commands.ts';
import { partnerCommands } from '../partners/commands.ts';
import { centreCommands } from '../centres/commands.ts';
import { journalCommands } from '../journal/commands.ts';
import { operationCommands } from '../operations/commands.ts';
import { planCommands } from '../plans/commands.ts';
import { rosterCommands } from '../rosters/commands.ts';
import { vehicleCommands } from '../vehicles/commands.ts';
import { sheetCommands } from '../sheets/commands.ts';
import { rollCallCommands } from '../rollCalls/commands.ts';
import { visitCommands } from '../visits/commands.ts';
import { settingCommands } from '../preferences/commands.ts';
import { venueCommands } from '../venues/commands.ts';
import { userCommands } from '../users/commands.ts';
import { attentionCommands } from '../attention/commands.ts';
import { nowKnown } from './known.ts';

const all: AnyCommand[] = [
  ...peopleCommands,
  ...needCommands,
  ...operationCommands,
  ...centreCommands,
  ...vehicleCommands,
  ...sheetCommands,
  ...visitCommands,
  ...rollCallCommands,
  ...rosterCommands,
  ...journalCommands,
  ...userCommands,
  ...venueCommands,
  ...partnerCommands,
  ...planCommands,
  ...settingCommands,
  ...deviceCommands,
  ...attentionCommands,
];

/** Every command there is, by name. */
export const registry: ReadonlyMap<string, AnyCommand> = new Map(all.map((it) => [it.contract.name, it]));
nowKnown(registry);
