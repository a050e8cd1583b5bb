// Preloaded into the program: it is killed when it is about to change Windows, and the process that does so goes with it.
// NPSMFA_TEST_KILL names the call, the how manieth of that name it is, and whether it is only about to be asked for
// ("before") or has been ("during"); with "alone" only the process that changes Windows is killed then.
const processes = require('node:child_process')
const [call, nth, when] = process.env.NPSMFA_TEST_KILL.split(' ')
const {fork} = processes
let left = Number(nth)

function die() {
  process.kill(process.pid, 'SIGKILL')
  for (;;);
}

processes.fork = (file, ...more) => {
  const child = fork(file, ...more)
  if (!file.includes('changes-child')) return child
  const send = child.send.bind(child)
  child.send = (question, told) => {
    if (question.call !== call || --left > 0) return send(question, told)
    if (when === 'before') die()
    if (when === 'during') return send(question, die)
    child.kill('SIGKILL')
    return send(question, told)
  }
  return child
}
