import assert from 'node:assert/strict'
import {it} from 'node:test'
import {diagnose} from '../../src/app/diagnose.ts'
import {consequencesOf} from '../../src/render/consequences.ts'
import {renderHtml} from '../../src/render/html/page.ts'

it('one person’s cause explains what is found of that person, and a page says what all have to do once', async () => {
  const users = ['nobody@contoso.example', 'nemo@contoso.example']
  const {report} = await diagnose({lab: 'healthy', users, only: ['directory', 'user']})
  assert.deepEqual(
    report.rootCauses.map(({scope}) => scope).sort(),
    users.map((user) => `user:${user}`).sort(),
  )
  for (const cause of report.rootCauses) {
    const folded = consequencesOf(cause, report.findings)
    assert.ok(folded.length > 0)
    for (const {user} of folded) assert.equal(`user:${user}`, cause.scope)
  }
  const page = renderHtml(report)
  assert.equal(page.split('Check the spelling of the name').length, 2)
  for (const {message} of report.rootCauses) assert.ok(page.includes(message))
})
