import {readFileSync} from 'node:fs'

/** Members that no schema names are refused, which a reader of reports must not do and a test of their writer must. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inside = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, closed(value)]),
  )
  return 'properties' in inside ? {additionalProperties: false, ...inside} : inside
}

/** What reports keep to beyond their schemas: a sentence says something, a cure has a step, no code stands twice. */
const said = {type: 'string', minLength: 1}
const once = {uniqueItems: true}
const hint = {properties: {do: {minItems: 1}}}
const stricter = {
  properties: {
    tool: {properties: {version: {pattern: '^\\d+\\.\\d+\\.\\d+'}}},
    rootCauses: {
      items: {properties: {message: said, explains: once, changedBefore: {maxItems: 5}, hint}},
    },
    findings: {items: {properties: {message: said, because: once, hint}}},
  },
}
const stricterLogs = {
  properties: {
    rootCauses: {items: {properties: {causeId: {pattern: '^[A-Z][A-Z0-9_]+$'}}}},
    attempts: {properties: {byUser: {maxItems: 100}, byNas: {maxItems: 100}}},
    sources: {
      minItems: 1,
      items: {
        properties: {
          formats: {
            ...once,
            items: {enum: ['event XML', 'event export', 'event text', 'DTS', 'ODBC', 'IAS', 'EVTX']},
          },
        },
      },
    },
  },
}

const published = (file: string) => closed(JSON.parse(readFileSync(`docs/schemas/${file}`, 'utf8'))) as object

/** `npsmfa.report/1` as it is published, and held to strictly. */
export const reportSchema = {allOf: [published('report-1.json'), stricter]}

/** The same of `npsmfa logs`. */
export const logReportSchema = {allOf: [published('log-report-1.json'), stricter, stricterLogs]}

/** `npsmfa.radius-test/1` as it is published, and held to strictly. */
export const radiusReportSchema = published('radius-test-1.json')
