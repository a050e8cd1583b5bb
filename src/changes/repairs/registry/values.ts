import {registryValues} from '../../../catalogue/registry-values.ts'
import {cloudOf} from '../../../catalogue/tenant-cloud.ts'
import {type Reading, readingOf, type Values} from '../../../checks/registry-value.ts'
import {hasOlderHost, valueClouds} from '../../../checks/value-clouds.ts'
import {certificateStore} from '../../../facts/certificate-store.ts'
import {deployment} from '../../../facts/deployment.ts'
import {extension} from '../../../facts/extension.ts'
import {extensionRegistry} from '../../../facts/extension-registry.ts'
import {npsService} from '../../../facts/nps-service.ts'
import {clientPrincipal} from '../../../facts/principal.ts'
import {run} from '../../../facts/run.ts'
import {type TenantMetadata, tenantMetadata} from '../../../facts/tenant-metadata.ts'
import type {Step} from '../../change.ts'
import {defineRepair} from '../../repair.ts'
import {chosen, registeredOne} from '../chosen.ts'
import {valuesIn} from '../cloud-values.ts'
import {restarting} from '../restarting.ts'
import {textValue} from '../text-value.ts'

type Rule = (typeof registryValues)[string]

/** What each ending says of a value. */
const faults: Readonly<Record<string, (reading: Reading, rule: Rule) => boolean>> = {
  missing: ({is}) => is === 'nothing',
  'wrong-type': ({is}) => is === 'other-type',
  malformed: (reading, {allowed}) =>
    reading.is === 'unclear' || (reading.is === 'text' && allowed?.test(reading.text) === false),
  different: (reading, {only}) =>
    reading.is === 'text' && only !== undefined && reading.text.toLowerCase() !== only.toLowerCase(),
}

export const values = defineRepair({
  check: 'registry.values',
  endings: [...Object.keys(faults), 'no-slash'],
  needs: {registry: extensionRegistry, run},
  wants: {
    ...{service: npsService, metadata: tenantMetadata, deployment, extension},
    ...{store: certificateStore, principal: clientPrincipal},
  },
  steps({registry, service, run, metadata, ...known}, ending) {
    if (!registry.present) return null
    const {values} = registry
    const url = readingOf(values, 'STS_URL')
    if (ending === 'no-slash')
      return url.is === 'text' ? [textValue('STS_URL', `${url.text}/`), ...restarting(service)] : null
    const own = registeredOne(known, run.asOf)
    const steps = Object.entries(registryValues)
      .filter(([name, rule]) => rule.required && faults[ending]!(readingOf(values, name), rule))
      .filter(([name]) => ending !== 'missing' || !mayLack(name, values))
      .map(([name, rule]): Step[] | null => {
        if (name === 'CLIENT_CERT_IDENTIFIER') return own ? chosen(own, known) : null
        const text = rule.only ?? textOf(name, values, metadata)
        return text === null ? null : [textValue(name, text)]
      })
    return steps.every((one) => one !== null) ? [...steps.flat(), ...restarting(service)] : null
  },
})

const mayLack = (name: string, values: Values) =>
  name === 'AZURE_MFA_RESOURCE_HOSTNAME' && hasOlderHost(values)

/** What the tenant says of itself, else what the value itself says in another form; null where neither tells. */
function textOf(name: string, values: Values, metadata: TenantMetadata | undefined): string | null {
  if (name === 'TENANT_ID') return (metadata?.present && metadata.tenantId) || idIn(values)
  const itself = valueClouds(encrypted(values)).find((value) => value.name === name)?.family
  const cloud = (metadata?.present && cloudOf(metadata)) || itself
  return (cloud && valuesIn(cloud)[name as keyof ReturnType<typeof valuesIn>]) ?? null
}

const encrypted = (values: Values): Values =>
  values.map((value) => ({...value, data: value.data?.replace(/^http:/i, 'https:') ?? null}))

/** A GUID in braces, with blanks around it, or in a value of another type. */
const idIn = (values: Values): string | null =>
  /^\s*[{(]?\s*([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\s*[)}]?\s*$/i.exec(
    values.find(({name}) => name === 'TENANT_ID')?.data ?? '',
  )?.[1] ?? null
