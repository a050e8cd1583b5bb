import {mkdirSync, writeFileSync} from 'node:fs'
import {toJsonSchema} from '@valibot/to-json-schema'
import {bundleShape} from '../src/bundle/bundle.ts'
import {comparisonShape} from '../src/comparison/comparison.ts'
import {attemptShape} from '../src/core/attempt.ts'
import {challengeShape} from '../src/core/challenge.ts'
import {changesShape} from '../src/core/changes.ts'
import {explanationShape} from '../src/core/explanation.ts'
import {radiusShapes} from '../src/core/radius.ts'
import {reportShapes} from '../src/core/report.ts'

/** The JSON Schemas of what npsmfa writes, by file name, made from the shapes that the program itself reads with. */
export const schemas = (): Record<string, object> => ({
  'report-1.json': toJsonSchema(reportShapes.report),
  'log-report-1.json': toJsonSchema(reportShapes.logReport),
  'attempt-1.json': toJsonSchema(attemptShape),
  'explanation-1.json': toJsonSchema(explanationShape),
  'bundle-1.json': toJsonSchema(bundleShape),
  'challenge-1.json': toJsonSchema(challengeShape),
  'changes-1.json': toJsonSchema(changesShape),
  'radius-test-1.json': toJsonSchema(radiusShapes.report),
  'diff-1.json': toJsonSchema(comparisonShape),
})

export const schemaText = (schema: object): string => `${JSON.stringify(schema, null, 2)}\n`

// Committed; a test compares them with the shapes.
if (import.meta.main) {
  mkdirSync('docs/schemas', {recursive: true})
  for (const [file, schema] of Object.entries(schemas()))
    writeFileSync(`docs/schemas/${file}`, schemaText(schema))
}
