/** What a row holds that the tablet read back from its own roll: the rest stands in for what was not kept. */
export interface PartialRow {
  partial: true;
}

/** Until Haven is heard again only the name, the place and whether they may be a child are known of them. */
export const isPartial = (row: object): row is PartialRow => 'partial' in row;
