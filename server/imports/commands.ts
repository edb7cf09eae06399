import { importPartnersCommand, importVenuesCommand } from './confirm.ts';

export const importCommands = [importVenuesCommand, importPartnersCommand];
