/** What a test is about to go through. @throws where there is none of it: a loop over nothing checks nothing */
export const some = <It>(all: Iterable<It>): It[] => {
  const them = [...all];
  if (them.length === 0) throw new Error('There is nothing to go through, so nothing would be checked');
  return them;
};
