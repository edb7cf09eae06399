/** What a test is about to go through. @throws where there is none of it: a loop over nothing would check nothing */
export const some = <All extends Iterable<unknown> & ({ length: number } | { size: number })>(all: All): All => {
  if (('length' in all ? all.length : all.size) === 0) throw new Error('There is nothing to go through');
  return all;
};
