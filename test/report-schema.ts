/** JSON Schema of `npsmfa.report/1`, as the command line's contract describes it. */
const text = {type: 'string'}
const hint = {
  type: 'object',
  additionalProperties: false,
  properties: {
    do: {type: 'array', items: text, minItems: 1},
    run: {type: 'array', items: text},
    docs: text,
    owner: {enum: ['server', 'network', 'tenant', 'user']},
    disrupts: text,
  },
}
const object = (properties: Record<string, object>, optional: string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
})
const code = {type: 'string', pattern: '^[a-z-]+\\.[a-z-]+/[a-z-]+$'}
const codes = {type: 'array', items: code, uniqueItems: true}
const time = {type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$'}
const timeOrNull = {...time, type: ['string', 'null']}
const natural = {type: 'integer', minimum: 0}
const count = {type: 'integer', minimum: 1}

const rootCause = {
  code,
  status: {enum: ['fail', 'warn']},
  message: {type: 'string', minLength: 1},
  owner: {enum: ['server', 'network', 'tenant', 'user']},
  since: {type: ['string', 'null']},
  scope: {type: 'string', pattern: '^(all|unknown|(user|nas|server|domain|method):.+)$'},
  lastGood: timeOrNull,
  changedBefore: {type: 'array', maxItems: 5, items: object({what: text, at: time})},
  explains: codes,
  hint,
}

const report = {
  schema: {const: 'npsmfa.report/1'},
  tool: object({name: {const: 'npsmfa'}, version: {type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+'}}),
  at: time,
  machine: object({
    name: text,
    platform: text,
    as: text,
    elevated: {type: 'boolean'},
    source: {enum: ['live', 'lab', 'lab tenant, live machine', 'bundle', 'logs']},
  }),
  status: {enum: ['healthy', 'red', 'undetermined']},
  exit: {enum: [0, 1, 3]},
  rootCauses: {type: 'array', items: object(rootCause)},
  findings: {
    type: 'array',
    minItems: 1,
    items: object(
      {
        check: {type: 'string', pattern: '^[a-z-]+\\.[a-z-]+$'},
        area: text,
        title: text,
        status: {enum: ['pass', 'warn', 'fail', 'skip', 'unknown']},
        code,
        message: {type: 'string', minLength: 1},
        because: codes,
        hint,
        user: text,
      },
      ['user'],
    ),
  },
  notSeen: {type: 'array', items: text},
  tookMs: {type: 'integer', minimum: 0},
}

export const reportSchema = object(report)

const spans = object({count, first: time, last: time})
const rows = (key: string) => ({
  type: 'array',
  maxItems: 100,
  items: object({
    [key]: {type: 'string', minLength: 1},
    accepted: natural,
    refused: natural,
    first: time,
    last: time,
  }),
})

/** The same of `npsmfa logs`: what it counts is added, and each cause says more. */
export const logReportSchema = object({
  ...report,
  rootCauses: {
    type: 'array',
    items: object({
      ...rootCause,
      since: time,
      causeId: {type: 'string', pattern: '^[A-Z][A-Z0-9_]+$'},
      over: {type: 'boolean'},
      seen: object({users: natural, count, first: time, last: time}),
    }),
  },
  attempts: object({
    outcomes: {type: 'object', propertyNames: {pattern: '^[a-z-]+$'}, additionalProperties: spans},
    lastGood: timeOrNull,
    duplicates: natural,
    byUser: rows('user'),
    byNas: rows('nas'),
  }),
  sources: {
    type: 'array',
    minItems: 1,
    items: object({
      file: text,
      bytes: natural,
      formats: {
        type: 'array',
        uniqueItems: true,
        items: {enum: ['event XML', 'event export', 'event text', 'DTS', 'ODBC', 'IAS', 'EVTX']},
      },
      records: natural,
      unreadable: natural,
      error: {type: ['string', 'null']},
      notes: {type: 'array', items: text},
    }),
  },
  partial: {type: 'boolean'},
})
