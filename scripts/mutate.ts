// Replaces each check's judgement by each of its endings, as a constant, and expects some fixture machine to notice.
import type {AnyCheck} from '../src/core/check.ts'
import {judge} from '../src/core/judge.ts'
import {machines} from '../test/machines.ts'
import {find} from './find.ts'

find()
const {checks} = await import('../src/found.ts')
const all = machines()

const ends = (check: AnyCheck) =>
  all.map(({record}) => {
    const run = record.run
    const users = run?.known ? (run.value as {users: string[]}).users : []
    return judge([check], record, users)
      .map((j) => j.code)
      .join()
  })

let mutants = 0
const survivors: string[] = []
for (const check of checks) {
  const genuine = ends(check)
  for (const ending of Object.keys(check.outcomes)) {
    mutants++
    const mutant = ends({...check, judge: () => ({ending, slots: {}})})
    if (mutant.every((code, i) => code === genuine[i])) survivors.push(`${check.id} always ${ending}`)
  }
}
for (const survivor of survivors) process.stdout.write(`survived: ${survivor}\n`)
process.stdout.write(`mutants of judgements: ${mutants - survivors.length} of ${mutants} killed\n`)
if (survivors.length > 0 || mutants === 0) process.exitCode = 1
