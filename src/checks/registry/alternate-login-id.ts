import {registryValues} from '../../catalogue/registry-values.ts'
import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, warn} from '../../core/outcome.ts'
import {extensionRegistry} from '../../facts/extension-registry.ts'
import {described, type Reading, readingOf, restart} from '../registry-value.ts'

const server = {owner: 'server', disrupts: 'nps-restart'} as const
const attributeName = registryValues.LDAP_ALTERNATE_LOGINID_ATTRIBUTE!.allowed!
const forest = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i

export default defineCheck({
  id: 'registry.alternate-login-id',
  title: 'The alternate login ID is set up as the extension understands it',
  needs: {registry: extensionRegistry},
  after: ['extension.installed'],
  outcomes: {
    unused: pass('No alternate login ID: the extension sends the UPN.'),
    used: pass('The extension sends the attribute {attribute} in the place of the UPN.'),
    'no-key': skip('The extension’s registry key is not on this machine.'),
    'attribute-malformed': fail(
      'LDAP_ALTERNATE_LOGINID_ATTRIBUTE is {found}, which is no name of an attribute: the look-up of every user fails, and so does every sign-in.',
      {
        do: [
          'Set it to the name of an Active Directory attribute, such as mail, or empty it to send the UPN (REG_SZ). Then restart NPS.',
        ],
        run: ['npsmfa repair registry.alternate-login-id/attribute-malformed --apply', restart],
        ...server,
      },
    ),
    'forests-malformed': fail(
      'LDAP_LOOKUP_FORESTS is {found}: it takes names of forests with a semicolon between them, so the look-up of every user fails.',
      {
        do: [
          'Write it as contoso.com;fabrikam.com (REG_SZ), or empty it if there is one forest only. Then restart NPS.',
        ],
        run: ['npsmfa repair registry.alternate-login-id/forests-malformed --apply', restart],
        ...server,
      },
    ),
    'without-attribute': warn(
      '{names} is set, but LDAP_ALTERNATE_LOGINID_ATTRIBUTE is not, and without it the extension looks nobody up there.',
      {
        do: [
          'Set LDAP_ALTERNATE_LOGINID_ATTRIBUTE, to userPrincipalName if people of other forests sign in with their UPN. Then restart NPS.',
        ],
        run: [restart],
        ...server,
      },
    ),
    'catalog-not-understood': warn(
      'LDAP_FORCE_GLOBAL_CATALOG is {found}; documented are TRUE and FALSE, as REG_SZ. Whether a global catalog is asked is left to chance.',
      {
        do: ['Set it to TRUE or FALSE (REG_SZ), then restart NPS.'],
        run: ['npsmfa repair registry.alternate-login-id/catalog-not-understood --apply', restart],
        ...server,
      },
    ),
  },
  judge({registry}, say) {
    if (!registry.present) return say('no-key')
    const read = (name: string) => readingOf(registry.values, name)
    const attribute = read('LDAP_ALTERNATE_LOGINID_ATTRIBUTE')
    const forests = read('LDAP_LOOKUP_FORESTS')
    const catalog = read('LDAP_FORCE_GLOBAL_CATALOG')
    if (attribute.is !== 'nothing' && !isName(attribute))
      return say('attribute-malformed', {found: described(attribute)})
    if (catalog.is !== 'nothing' && !/^(true|false)$/i.test(catalog.is === 'text' ? catalog.text : ''))
      return say('catalog-not-understood', {found: described(catalog)})
    const forced = catalog.is === 'text' && /^true$/i.test(catalog.text)
    if (attribute.is === 'nothing') {
      const names = [
        ...(forests.is === 'nothing' ? [] : ['LDAP_LOOKUP_FORESTS']),
        ...(forced ? ['LDAP_FORCE_GLOBAL_CATALOG'] : []),
      ]
      return names.length > 0 ? say('without-attribute', {names}) : say('unused')
    }
    if (forests.is !== 'nothing' && !isList(forests))
      return say('forests-malformed', {found: described(forests)})
    return say('used', {attribute: described(attribute)})
  },
})

const isName = (reading: Reading) => reading.is === 'text' && attributeName.test(reading.text)
const isList = (reading: Reading) =>
  reading.is === 'text' &&
  reading.text.split(';').every((name, i) => forest.test(name) || (name === '' && i > 0))
