// For `node --import`: at SIGUSR2 something goes wrong that nobody catches, in both ways there are.
process.on('SIGUSR2', () => {
  setImmediate(() => {
    throw new TypeError('words that a person typed');
  });
  void Promise.reject(new RangeError('words that a person typed'));
});
