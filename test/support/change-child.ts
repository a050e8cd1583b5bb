import type {Fault} from './fault.ts'
import {stepping} from './fault.ts'
import {type Run, runOn} from './file-access.ts'

// A run that changes a server in a file, in which something goes wrong at one step: RUN FAULT.
const [run, fault] = process.argv.slice(2)
const {step} = stepping(JSON.parse(fault!) as Fault)
const done = runOn(JSON.parse(run!) as Run, {step})
done.then(({state, verdict}) => process.stdout.write(`${state}: ${verdict}`))
