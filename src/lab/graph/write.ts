import {randomUUID} from 'node:crypto'
import {clientAppId, connectorAppId} from '../../catalogue/apps.ts'
import {replacePrincipals} from '../replicas.ts'
import type {Running} from '../running.ts'
import type {Principal} from '../state.ts'
import {keysOf, newKey} from './credentials.ts'
import {GraphFailure} from './failure.ts'
import {same} from './filter.ts'
import {checkProof} from './proof.ts'
import type {Target} from './query.ts'
import {keyRow, principalRow} from './rows/principal.ts'
import type {Row} from './rows/row.ts'

/** What a write has come to: nothing to say (204), or an object of the type that its context names. */
export type Written = {status: 204} | {status: 200 | 201; context: string; body: Row}

type Write = (lab: Running, principal: Principal, body: Row) => Written

const nothing: Written = {status: 204}

/** Writes to a single principal, by method and part. */
const writes: Readonly<Record<string, Write>> = {
  PATCH: update,
  'POST addKey': addKey,
  'POST removeKey': removeKey,
}

/** The write that a request asks for, ready to be done; it works on what is there then, not on a replica. */
export function writeOf(lab: Running, method: string, {set, key, part}: Target): (body: Row) => Written {
  const write = writes[[method, part ?? []].flat().join(' ')]
  if (set === 'servicePrincipals' && method === 'POST' && key === null) return (body) => create(lab, body)
  if (set !== 'servicePrincipals' || key === null || !write)
    throw new GraphFailure('BadRequest', `Resource not found for the segment '${part ?? set}'.`)
  return (body) => {
    const principal = lab.state.tenant.principals.find(({objectId: id, appId}) =>
      same({id, appId}, key.property, key.value),
    )
    if (principal) return write(lab, principal, body)
    throw new GraphFailure(
      'Request_ResourceNotFound',
      `Resource '${key.value}' does not exist or one of its queried reference-property objects are not present.`,
    )
  }
}

function update(
  lab: Running,
  principal: Principal,
  {accountEnabled, keyCredentials, ...others}: Row,
): Written {
  const [unknown] = Object.keys(others).filter((name) => !name.startsWith('@odata.'))
  if (unknown) throw new GraphFailure('Request_BadRequest', `Invalid property '${unknown}'.`)
  if (accountEnabled !== undefined && typeof accountEnabled !== 'boolean')
    throw new GraphFailure('Request_BadRequest', "Invalid value specified for property 'accountEnabled'.")
  const {tenant} = lab.state
  change(lab, principal, {
    ...(accountEnabled === undefined ? {} : {accountEnabled}),
    ...(keyCredentials === undefined
      ? {}
      : {keys: keysOf(keyCredentials, principal.keys, tenant, lab.now())}),
  })
  return nothing
}

function addKey(lab: Running, principal: Principal, {keyCredential, proof}: Row): Written {
  prove(lab, principal, proof)
  const entry = (keyCredential ?? {}) as Row
  if (entry.type !== 'AsymmetricX509Cert' || entry.usage !== 'Verify')
    throw new GraphFailure('Request_BadRequest', "Invalid value specified for property 'keyCredential'.")
  const key = newKey(entry, lab.state.tenant, lab.now())
  change(lab, principal, {keys: [...principal.keys, key]})
  return {status: 200, context: 'microsoft.graph.keyCredential', body: {...keyRow(key), key: null}}
}

function removeKey(lab: Running, principal: Principal, {keyId, proof}: Row): Written {
  prove(lab, principal, proof)
  const keys = principal.keys.filter((key) => key.keyId !== keyId)
  if (keys.length === principal.keys.length)
    throw new GraphFailure('Request_BadRequest', `No credentials found to be removed with key id '${keyId}'.`)
  change(lab, principal, {keys})
  return nothing
}

/** How a tenant answers that takes no proof for a principal of Microsoft's is not documented; the code is a guess. */
function prove(lab: Running, principal: Principal, proof: unknown): void {
  if (lab.state.tenant.writing.refusesProofs) throw new GraphFailure('Authorization_RequestDenied')
  checkProof(proof, principal, lab.now())
}

const change = (lab: Running, {objectId}: Principal, changed: Partial<Principal>) =>
  replacePrincipals(lab, (principals) =>
    principals.map((one) => (one.objectId === objectId ? {...one, ...changed} : one)),
  )

/** Applications of Microsoft that a tenant may have or not. */
const available: Readonly<Record<string, string>> = {
  [clientAppId]: 'Azure Multi-Factor Auth Client',
  [connectorAppId]: 'Azure Multi-Factor Auth Connector',
}

function create(lab: Running, {appId}: Row): Written {
  const displayName = available[String(appId)]
  if (!displayName)
    throw new GraphFailure(
      'Request_BadRequest',
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
    )
  if (lab.state.tenant.principals.some((one) => one.appId === appId))
    throw new GraphFailure('Request_MultipleObjectsWithSameKeyValue')
  const made = {objectId: randomUUID(), appId: String(appId), displayName, accountEnabled: true, keys: []}
  replacePrincipals(lab, (principals) => [...principals, made])
  return {status: 201, context: 'servicePrincipals/$entity', body: principalRow(made)}
}
