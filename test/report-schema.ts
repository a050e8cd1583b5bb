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

export const reportSchema = object({
  schema: {const: 'npsmfa.report/1'},
  tool: object({name: {const: 'npsmfa'}, version: {type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+'}}),
  at: {type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$'},
  machine: object({
    name: text,
    platform: text,
    as: text,
    elevated: {type: 'boolean'},
    source: {enum: ['live', 'lab', 'lab tenant, live machine', 'bundle']},
  }),
  status: {enum: ['healthy', 'red', 'undetermined']},
  exit: {enum: [0, 1, 3]},
  rootCauses: {
    type: 'array',
    items: object({
      code,
      status: {enum: ['fail', 'warn']},
      message: text,
      owner: {enum: ['server', 'network', 'tenant', 'user']},
      since: {type: ['string', 'null']},
      lastGood: {type: ['string', 'null']},
      changedBefore: {type: 'array', maxItems: 5, items: object({what: text, at: text})},
      scope: {type: 'string', pattern: '^(all|unknown|(user|nas|server|domain|method):.+)$'},
      explains: codes,
      hint,
    }),
  },
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
})
