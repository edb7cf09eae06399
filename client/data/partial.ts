/** Marks a row read back from the tablet's offline list: fields that were not kept hold stand-ins. */
export interface PartialRow {
  partial: true;
}

/** Until Haven is heard again only the name, the place and whether they may be a child are known of them. */
export const isPartial = (row: object): row is PartialRow => 'partial' in row;
