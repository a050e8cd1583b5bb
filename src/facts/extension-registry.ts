import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {time} from './time.ts'

/** HKLM\SOFTWARE\Microsoft\AzureMfa. */
const shape = v.variant('present', [
  v.object({present: v.literal(false)}),
  v.object({
    present: v.literal(true),
    /** ISO: when the key was last written to. */
    writtenAt: v.nullable(time),
    values: v.array(
      v.object({
        name: v.string(),
        type: v.string(),
        /** As text; null for names that are not the product's, which may hold anybody's secrets. */
        data: v.nullable(v.string()),
        /** The data is longer than anything that belongs there; this is its beginning. */
        cut: v.optional(v.literal(true)),
      }),
    ),
  }),
])
export type ExtensionRegistry = v.InferOutput<typeof shape>

export const extensionRegistry = defineFact<ExtensionRegistry>({
  key: 'extension-registry',
  about: 'the extension’s registry key',
  shape,
  identifies: {text: ['/values/*/name', '/values/*/data']},
})
