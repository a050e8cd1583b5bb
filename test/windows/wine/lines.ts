import {inspect} from 'node:util'

interface TestEvent {
  type: string
  data: {
    name: string
    skip?: string | boolean
    details?: {type?: string; error?: Error}
  }
}

/** What is told of a test that ran inside Wine. */
export interface InnerTest {
  name: string
  failure: string | null
  skipped: boolean
}

/** A reporter of node:test: one JSON document to a line for every test that is no suite. */
export default async function* lines(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const {type, data} of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue
    const error = data.details?.error
    const suite = data.details?.type === 'suite'
    // A suite says something of its own only where its hooks failed.
    if (suite && (type === 'test:pass' || /subtests? failed/.test(error?.message ?? ''))) continue
    const told: InnerTest = {
      name: data.name,
      failure: type === 'test:fail' ? inspect(error?.cause ?? error) : null,
      skipped: data.skip !== undefined && data.skip !== false,
    }
    yield `${JSON.stringify(told)}\n`
  }
}
