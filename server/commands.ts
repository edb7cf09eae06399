import { deviceCommands } from './tablets/commands.ts';
import type { AnyCommand } from './engine/define.ts';
import { peopleCommands } from './people/commands.ts';
import { needCommands } from './needs/commands.ts';
import { partnerCommands } from './partners/commands.ts';
import { centreCommands } from './centres/commands.ts';
import { logCommands } from './log/commands.ts';
import { operationCommands } from './operations/commands.ts';
import { planCommands } from './plans/commands.ts';
import { rosterCommands } from './rosters/commands.ts';
import { vehicleCommands } from './vehicles/commands.ts';
import { sheetCommands } from './sheets/commands.ts';
import { rollCallCommands } from './rollCalls/commands.ts';
import { visitCommands } from './visits/commands.ts';
import { settingCommands } from './settings/commands.ts';
import { venueCommands } from './venues/commands.ts';
import { wallCommands } from './walls/commands.ts';
import { userCommands } from './users/commands.ts';
import { attentionCommands } from './attention/settle/commands.ts';
import { importCommands } from './imports/commands.ts';
import { hold } from './attention/held/hold.ts';
import { merge } from './people/merge/merge.ts';
import { unmerge } from './people/merge/unmerge.ts';
import { nowKnown } from './engine/known.ts';

const all = [
  ...peopleCommands,
  merge,
  unmerge,
  hold,
  ...needCommands,
  ...operationCommands,
  ...centreCommands,
  ...vehicleCommands,
  ...sheetCommands,
  ...visitCommands,
  ...rollCallCommands,
  ...rosterCommands,
  ...logCommands,
  ...userCommands,
  ...venueCommands,
  ...partnerCommands,
  ...importCommands,
  ...planCommands,
  ...settingCommands,
  ...deviceCommands,
  ...wallCommands,
  ...attentionCommands,
];

export type CommandName = (typeof all)[number]['contract']['name'];

/** Every command there is, by name. */
export const registry: ReadonlyMap<string, AnyCommand> = new Map(all.map((it) => [it.contract.name, it]));
nowKnown(registry);
