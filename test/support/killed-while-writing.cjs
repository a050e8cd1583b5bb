// Preloaded into the program: it is killed at the moment that NPSMFA_TEST_KILL names, with half of a file written.
const fs = require('node:fs')
const moment = process.env.NPSMFA_TEST_KILL
const real = fs[moment]
fs[moment] = (...args) => {
  if (moment === 'writeSync') real(args[0], args[1].subarray(0, args[1].length / 2))
  process.kill(process.pid, 'SIGKILL')
  for (;;);
}
