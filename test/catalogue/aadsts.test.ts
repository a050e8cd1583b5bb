import assert from 'node:assert/strict'
import {it} from 'node:test'
import {aadsts} from '../../src/catalogue/aadsts.ts'
import check from '../../src/checks/token/acquired.ts'

const judged = (codes: number[]) => {
  const token = {
    answer: 'refused',
    host: 'h',
    resource: 'r',
    status: 401,
    error: 'invalid_client',
    codes,
    description: 'AADSTS: text',
  }
  return check.judge({token}, (ending, slots = {}) => ({ending, slots}))
}

// Every number that the product's reference lists for this grant, and those of an administrator's own sign-in.
const listed =
  `700027 7000112 500014 700016 700011 500011 50001 650057 90002 90038 900382 900432 50049 700024 50012 500133
  700021 700023 50027 50048 50013 700030 7000215 7000222 7000218 900144 90014 70011 28002 1002016 53003 530032 500021
  500022 50002 50196 90055 90033 90006 90024 90012 50033 50034 51004 90072 50020 50053 50055 50144 50057 50072 50074
  50076 50079 53000 530003 530034 530035 65001 65002`
    .split(/\s+/)
    .map(Number)

it('every known AADSTS number ends in its group, which has an owner and a cure', () => {
  assert.deepEqual([...aadsts.keys()].sort(), [...listed].sort())
  for (const [code, {refusal}] of aadsts) {
    const {ending} = judged([code])
    assert.equal(ending, refusal)
    assert.equal(check.outcomes[ending]?.status, 'fail')
    assert.ok(check.outcomes[ending]?.hint?.owner)
  }
})

it('an unknown number is still a failed token and is shown with its text', () => {
  const {ending, slots} = judged([1234567])
  assert.equal(ending, 'refused')
  assert.deepEqual(slots, {host: 'h', resource: 'r', code: 'AADSTS1234567', said: 'AADSTS: text'})
})
