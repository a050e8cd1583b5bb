// Preloaded into every process: a look-up takes a thread of the pool and never gives it back, as a getaddrinfo does
// whose name server is silent. Opening a pipe that nobody writes to hangs in just that way. The pipe is not named by
// NPSMFA_…, which no process that looks up names is given.
const dns = require('node:dns')
const fs = require('node:fs')
dns.lookup = (_host, _options, done) => {
  fs.open(process.env.TEST_FIFO, 'r', () => done(new Error('never')))
}
