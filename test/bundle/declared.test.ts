import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {factsByKey} from '../../src/app/facts.ts'

/** The part of valibot's schemas that facts are made of. */
interface Schema {
  type: string
  entries?: Record<string, Schema>
  options?: Schema[]
  item?: Schema
  wrapped?: Schema
}

/** Pointers of the leaves that may hold any text; a list of words or a number can hold nobody's name. */
function openLeaves(schema: Schema, pointer: string): string[] {
  switch (schema.type) {
    case 'string':
      return [pointer]
    case 'object':
      return Object.entries(schema.entries!).flatMap(([name, one]) => openLeaves(one, `${pointer}/${name}`))
    case 'array':
      return openLeaves(schema.item!, `${pointer}/*`)
    case 'variant':
      return schema.options!.flatMap((one) => openLeaves(one, pointer))
    case 'nullable':
    case 'optional':
      return openLeaves(schema.wrapped!, pointer)
    case 'picklist':
    case 'literal':
    case 'number':
    case 'boolean':
      return []
    default:
      throw new Error(`${pointer} is a ${schema.type}: say here what texts it may hold`)
  }
}

/** Leaves that hold nobody's name although any text would be of their shape, by their name. */
const nobodys: readonly [why: string, leaves: RegExp][] = [
  [
    'a time',
    /(?:^|\/)(?:at|asOf|since|until|first|last|from|to|lastSync|accountExpires|(?:\w+)At|notBefore|notAfter|validFrom|validTo|(?:start|end)DateTime)$/,
  ],
  ['a version', /\/version$|^vc-runtime\/installed$/],
  ['an object identifier or a kind of key that X.509 names', /\/(?:purposes\/\*|keyType)$/],
  [
    'a cryptographic provider or protocol, as its maker or a standard names it',
    /\/(?:provider|protocol|proxySchemes\/\*|cipherSuites\/names\/\*)$/,
  ],
  [
    'Windows’ own names of channels, types, services, files and editions',
    /\/(?:channel|type)$|^(?:roles|sync-services)\/\*\/|^vc-runtime\/files\/\*\/name$|^operating-system\/name$|^machine\/platform$/,
  ],
  [
    'a code: of the extension, of Node.js, of the system or of OAuth 2.0, and the registry value it is about',
    /^(?:extension-events\/problems|sign-in-log\/entries)\/\*\/(?:code|key|method)$|\/failure\/code$|^token\/error$|^radius-(?:server|sign-in)\/.+\/error$/,
  ],
  [
    'Microsoft Graph’s own words for kinds and states',
    /^authentication-methods\/|^(?:tenant|user)-licences\/|^entra-user\/(?:userType|provisioningErrors\/\*\/\w+)$|^tenant-metadata\/region(?:Sub)?Scope$/,
  ],
  ['the MFA service’s own names', /^mfa-service(?:-user)?\/(?:result|methods\/\*\/id)$/],
  ['npsmfa’s own names of checks and of ways to sign in', /^settings\/(?:only\/\*|skip\/\*|signIn)$/],
]

describe('what facts say of their leaves', () => {
  for (const [key, fact] of factsByKey()) {
    const open = new Set(openLeaves(fact.shape as unknown as Schema, ''))
    const declared = Object.values(fact.identifies).flat()
    it(`${key}: every text is declared, or known to identify nobody`, () => {
      const forgotten = [...open].filter(
        (pointer) =>
          !declared.includes(pointer) && !nobodys.some(([, leaves]) => leaves.test(`${key}${pointer}`)),
      )
      assert.deepEqual(forgotten, [])
    })
    it(`${key}: what is declared is there, once, and not called nobody’s`, () => {
      assert.deepEqual(
        declared.filter((pointer) => !open.has(pointer)),
        [],
      )
      assert.equal(new Set(declared).size, declared.length)
    })
  }
  it('every reason is needed', () => {
    const all = [...factsByKey()].flatMap(([key, {shape}]) =>
      openLeaves(shape as unknown as Schema, '').map((pointer) => key + pointer),
    )
    assert.deepEqual(
      nobodys.filter(([, leaves]) => !all.some((leaf) => leaves.test(leaf))).map(([why]) => why),
      [],
    )
  })
})
