// Holds what the lab's Graph answers against Microsoft's published schema. The extract of it (subset.json, made from
// the v1.0 CSDL) is no part of this repository: NPSMFA_REFERENCE names the folder that has it.
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {clientAppId, connectorAppId} from '../src/catalogue/apps.ts'
import {buildLab, type Introduction, startLab} from '../src/lab/index.ts'
import {request} from '../test/lab/help.ts'
import {type Schema, validate} from './csdl.ts'

interface Question {
  path: string
  /** Type of the answer, or of each row where it is a list. */
  type: string
  many?: boolean
  /** What is created by it, where it is not read. */
  body?: object
}

const select = (type: string) =>
  type === 'user'
    ? 'id,userPrincipalName,userType,accountEnabled,displayName,mail,proxyAddresses,usageLocation,assignedPlans,assignedLicenses,onPremisesImmutableId,onPremisesSyncEnabled,onPremisesLastSyncDateTime,onPremisesProvisioningErrors,onPremisesDomainName,onPremisesSamAccountName,onPremisesSecurityIdentifier,onPremisesUserPrincipalName'
    : 'id,appId,displayName,accountEnabled,appOwnerOrganizationId,keyCredentials,passwordCredentials'

const general: Question[] = [
  {path: 'organization', type: 'organization', many: true},
  {path: 'domains', type: 'domain', many: true},
  {path: 'subscribedSkus', type: 'subscribedSku', many: true},
  {path: 'servicePrincipals', type: 'servicePrincipal', many: true},
  {path: 'users', type: 'user', many: true},
  {
    path: `servicePrincipals(appId='${clientAppId}')?$select=${select('servicePrincipal')}`,
    type: 'servicePrincipal',
  },
]

const ofUser = (name: string): Question[] => {
  const user = `users/${encodeURIComponent(name)}`
  return [
    {path: `${user}?$select=${select('user')}`, type: 'user'},
    {path: `${user}/authentication/methods`, type: 'authenticationMethod', many: true},
    {path: `${user}/licenseDetails`, type: 'licenseDetails', many: true},
  ]
}

async function ask({path, type, many, body}: Question, introduction: Introduction): Promise<unknown> {
  const headers = {Authorization: `Bearer ${introduction.adminToken}`, 'Content-Type': 'application/json'}
  const wish = body ? {method: 'POST', headers, body: JSON.stringify(body)} : {headers}
  const {status, json} = await request(introduction, 'graph.microsoft.com', `/v1.0/${path}`, wish)
  if (status !== (body ? 201 : 200)) throw new Error(`${path} (${type}) was answered with ${status}`)
  return many ? json.value : json
}

/** Types that the extract lacks; what of them is in it is still looked at. */
const additions: Schema = {
  'microsoft.graph.licenseDetails': {
    kind: 'EntityType',
    base: 'graph.entity',
    props: {
      servicePlans: {t: 'Collection(graph.servicePlanInfo)', nn: 1},
      skuId: {t: 'Edm.Guid'},
      skuPartNumber: {t: 'Edm.String'},
    },
  },
}

async function main(folder: string): Promise<void> {
  const published = JSON.parse(readFileSync(join(folder, 'subset.json'), 'utf8')) as Schema
  const added = Object.keys(additions).filter((name) => !published[name])
  const state = await buildLab('healthy')
  // What the healthy installation has nothing of has a shape, too.
  Object.assign(state.tenant.users[0]!, {
    provisioningErrors: [
      {category: 'PropertyConflict', propertyCausingError: 'ProxyAddresses', value: 'x', minutesAgo: 60},
    ],
  })
  // Made anew by a request.
  state.tenant.principals = state.tenant.principals.filter(({appId}) => appId !== connectorAppId)
  const lab = await startLab(state)
  try {
    const introduction = (await (await fetch(lab.address)).json()) as Introduction
    const questions = [
      ...general,
      {path: 'servicePrincipals', type: 'servicePrincipal', body: {appId: connectorAppId}},
      ...state.tenant.users.flatMap(({userPrincipalName}) => ofUser(userPrincipalName)),
    ]
    const judged = []
    for (const question of questions) {
      const type = `graph.${question.type}`
      const answer = await ask(question, introduction)
      const where = question.path.replace(/\?.*/, '')
      judged.push(
        validate({...additions, ...published}, answer, question.many ? `Collection(${type})` : type, where),
      )
    }
    const violations = judged.flatMap((one) => one.violations)
    const unknown = [...new Set(judged.flatMap((one) => one.unknownTypes))]
    const conform = judged.reduce((sum, one) => sum + one.conform, 0)
    for (const violation of violations) process.stdout.write(`${violation}\n`)
    process.stdout.write(
      `${questions.length} answers, ${conform} values conform, ${violations.length} violations\n`,
    )
    if (unknown.length > 0)
      process.stdout.write(`Not judged, for the extract lacks them: ${unknown.join(', ')}\n`)
    if (added.length > 0)
      process.stdout.write(
        `Not in the extract, held against microsoft-graph-types instead: ${added.join(', ')}\n`,
      )
    process.stdout.write(
      'Not in the extract, not looked at: signInPreferences (beta), directoryAudits, tenantAppManagementPolicy\n',
    )
    if (violations.length > 0) process.exitCode = 1
  } finally {
    await lab.close()
  }
}

const folder = process.env.NPSMFA_REFERENCE
if (folder) await main(folder)
else {
  process.stderr.write(
    "Compares the Graph answers of the lab with Microsoft's published schema. Set NPSMFA_REFERENCE to the folder that has its extract, subset.json.\n",
  )
  process.exitCode = 2
}
