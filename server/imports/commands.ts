import type { AnyCommand } from '../engine/define.ts';
import { importPartnersCommand, importVenuesCommand } from './confirm.ts';

export const importCommands: AnyCommand[] = [importVenuesCommand, importPartnersCommand];
