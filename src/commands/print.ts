/** Prints a result; the process must not end before a slow reader of the pipe has it all. */
export const print = (text: string): Promise<void> =>
  new Promise((done) => process.stdout.write(text, () => done()))
