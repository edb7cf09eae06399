/** Marks a row read back from the tablet's offline list: fields that were not kept hold stand-ins. */
export interface PartialRow {
  partial: true;
}

/** Until Haven answers again, only their name, place and whether they may be a child are known. */
export const isPartial = (row: object): row is PartialRow => 'partial' in row;
