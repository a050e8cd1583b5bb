// A small validator of JSON against an extract of a CSDL schema, as Graph publishes one.

/** One type of the extract. `nn` is Nullable="false". */
interface Type {
  kind: string
  base?: string | null
  abstract?: boolean
  props?: Readonly<Record<string, {t: string; nn?: number}>>
  nav?: Readonly<Record<string, string>>
  members?: readonly string[]
  flags?: number
}
export type Schema = Readonly<Record<string, Type>>

export interface Judged {
  /** How many values are what the schema says. */
  conform: number
  violations: string[]
  /** Types that the extract does not have, so that values of them could not be judged. */
  unknownTypes: string[]
}

const integer = (least: number, most: number) => (value: unknown) =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most
const text = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value)
const number = (value: unknown) => typeof value === 'number'

const primitives: Readonly<Record<string, (value: unknown) => boolean>> = {
  'Edm.Binary': text(/^(?:[\w+/-]{4})*(?:[\w+/-]{2}(?:==)?|[\w+/-]{3}=?)?$/),
  'Edm.Boolean': (value) => typeof value === 'boolean',
  'Edm.Byte': integer(0, 255),
  'Edm.Date': text(/^\d{4}-\d{2}-\d{2}$/),
  'Edm.DateTimeOffset': (value) =>
    text(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,12})?(Z|[+-]\d{2}:\d{2})$/)(value) &&
    !Number.isNaN(Date.parse(String(value))),
  'Edm.Decimal': number,
  'Edm.Double': number,
  'Edm.Duration': text(/^-?P(?=.)(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/),
  'Edm.Guid': text(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i),
  'Edm.Int16': integer(-(2 ** 15), 2 ** 15 - 1),
  'Edm.Int32': integer(-(2 ** 31), 2 ** 31 - 1),
  'Edm.Int64': integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  'Edm.Single': number,
  'Edm.String': (value) => typeof value === 'string',
  'Edm.TimeOfDay': text(/^\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/),
}

/** Judges a value by the type it should have, such as "graph.user" or "Collection(graph.domain)". */
export function validate(schema: Schema, value: unknown, type: string, where = '$'): Judged {
  const judged: Judged = {conform: 0, violations: [], unknownTypes: []}
  visit({schema, judged}, value, type, where)
  return judged
}

interface Visit {
  schema: Schema
  judged: Judged
}

const full = (type: string) => type.replace(/^graph\./, 'microsoft.graph.')

function visit(at: Visit, value: unknown, type: string, where: string): void {
  const {judged, schema} = at
  const [, item] = /^Collection\((.+)\)$/.exec(type) ?? []
  if (item) {
    if (!Array.isArray(value)) return void judged.violations.push(`${where}: is no collection`)
    for (const [index, each] of value.entries()) visit(at, each, item, `${where}[${index}]`)
    return
  }
  const name = full(type)
  const primitive = primitives[name]
  const declared = schema[name]
  if (primitive) count(judged, primitive(value), `${where}: ${JSON.stringify(value)} is no ${name}`)
  else if (declared?.kind === 'EnumType') {
    const parts = declared.flags ? String(value).split(',') : [String(value)]
    const known = typeof value === 'string' && parts.every((part) => declared.members?.includes(part.trim()))
    count(judged, known, `${where}: ${JSON.stringify(value)} is no member of ${name}`)
  } else if (declared) object(at, value, name, where)
  else judged.unknownTypes.push(name)
}

function count(judged: Judged, good: boolean, violation: string): void {
  if (good) judged.conform++
  else judged.violations.push(violation)
}

function object(at: Visit, value: unknown, declared: string, where: string): void {
  const {judged, schema} = at
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return void judged.violations.push(`${where}: is no object`)
  const own = (value as Record<string, unknown>)['@odata.type']
  const type = own === undefined ? declared : full(String(own).replace(/^#/, ''))
  const line = ancestry(schema, type)
  if (!schema[type] || !line.includes(declared))
    return void judged.violations.push(`${where}: @odata.type ${own} is no known ${declared}`)
  if (schema[type].abstract)
    return void judged.violations.push(`${where}: ${type} is abstract and needs an @odata.type`)
  for (const [name, each] of Object.entries(value)) {
    if (name.includes('@')) continue
    const place = `${where}.${name}`
    const property = line.map((ancestor) => schema[ancestor]?.props?.[name]).find(Boolean)
    const related = line.map((ancestor) => schema[ancestor]?.nav?.[name]).find(Boolean)
    // Open types may have more, but the lab extends none.
    if (!property && !related) judged.violations.push(`${place}: ${type} has no such property`)
    else if (each === null) count(judged, !property?.nn, `${place}: may not be null`)
    else visit(at, each, property?.t ?? related!, place)
  }
}

/** A type and all that it derives from. */
function ancestry(schema: Schema, type: string): string[] {
  const {base} = schema[type] ?? {}
  return base ? [type, ...ancestry(schema, full(base))] : [type]
}
