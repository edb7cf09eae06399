/** The launcher is plain JavaScript, see there. */
export function nodeComplaint(version?: string): string | undefined;
