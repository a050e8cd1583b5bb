import {it} from 'node:test'
import {defineCheck} from '../src/core/check.ts'
import {defineFact, type Fact} from '../src/core/fact.ts'
import {fail, pass} from '../src/core/outcome.ts'

const shape = {} as Fact<{n: number}>['shape']
const number = defineFact<{n: number}>({key: 'number', about: 'a number', shape})
const hint = {do: ['Ask {who}.'], owner: 'server', disrupts: 'nothing'} as const

/** Compiled, not run: `tsc` fails where a line marked as an error compiles. */
export const typed = defineCheck({
  id: 'a.b',
  title: 'types',
  needs: {number},
  outcomes: {good: pass('{n} is fine.'), plain: pass('Fine.'), bad: fail('{n} is not.', hint)},
  judge({number: value}, say) {
    const n: number = value.n
    // @ts-expect-error what is not declared is not known
    void value.m
    // @ts-expect-error an ending that is not declared
    if (n === 1) return say('other', {n})
    // @ts-expect-error the slot n is missing
    if (n === 2) return say('good', {})
    // @ts-expect-error no slots at all
    if (n === 3) return say('good')
    // @ts-expect-error the hint's slot is missing
    if (n === 4) return say('bad', {n})
    if (n === 5) return say('plain')
    return n > 0 ? say('good', {n}) : say('bad', {n, who: 'somebody'})
  },
})
// @ts-expect-error a failure without a hint
fail('x')
// @ts-expect-error a check without an area in its id
defineCheck({id: 'ab', title: '', outcomes: {a: pass('x')}, judge: (_k, say) => say('a')})

it('types are checked by tsc (npm run typecheck)', () => {})
