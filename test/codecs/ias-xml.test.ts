import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {readIasXml} from '../../src/codecs/ias-xml.ts'
import {XmlError} from '../../src/codecs/xml.ts'
import {healthyIas, iasXml} from '../../src/lab/healthy/windows/ias-xml.ts'

const document = (service: string) =>
  `<Root><Children><Microsoft_Internet_Authentication_Service><Children>${service}</Children></Microsoft_Internet_Authentication_Service></Children></Root>`
const list = (name: string, ...children: string[]) =>
  `<${name}><Children>${children.join('')}</Children></${name}>`
const object = (name: string, properties: Record<string, string | string[]>) =>
  `<X name="${name}"><Properties>${Object.entries(properties)
    .flatMap(([key, value]) => [value].flat().map((one) => `<${key}>${one}</${key}>`))
    .join('')}</Properties></X>`
const types = (...numbers: number[]) => ({msNPAuthenticationType2: numbers.map(String)})

describe('ias.xml', () => {
  it('tells clients, policies and remote groups, and no secret', () => {
    const text = iasXml({
      ...healthyIas,
      forwardTo: 'TS GATEWAY SERVER GROUP',
      remoteServers: [{group: 'TS GATEWAY SERVER GROUP', address: '192.0.2.80', timeout: 3, blackout: 30}],
    })
    const read = readIasXml(text)
    assert.deepEqual(read, {
      clients: [
        {
          name: 'VPN gateway',
          address: '192.0.2.70',
          enabled: true,
          requiresMessageAuthenticator: true,
          vendor: 0,
        },
      ],
      networkPolicies: [
        {name: 'VPN users', enabled: true, order: 1, grants: true, authenticationTypes: ['pap']},
        {
          name: 'Connections to other access servers',
          enabled: true,
          order: 999999,
          grants: false,
          authenticationTypes: ['ms-chap', 'ms-chap-v2'],
        },
      ],
      connectionRequestPolicies: [
        {
          name: 'Use Windows authentication for all users',
          enabled: true,
          order: 999999,
          provider: 'radius',
          remoteGroup: 'TS GATEWAY SERVER GROUP',
        },
      ],
      remoteGroups: [
        {
          name: 'TS GATEWAY SERVER GROUP',
          servers: [{address: '192.0.2.80', timeout: 3, blackout: 30, sendsMessageAuthenticator: true}],
        },
      ],
    })
    assert.match(text, /not-read-by-anybody/)
    assert.doesNotMatch(JSON.stringify(read), /not-read-by-anybody/)
  })

  it('takes clients that stand directly in the service, enabled where nothing is said', () => {
    const {clients} = readIasXml(document(list('Clients', object('Old', {IP_Address: '192.0.2.9'}))))
    assert.deepEqual(clients, [
      {name: 'Old', address: '192.0.2.9', enabled: true, requiresMessageAuthenticator: false, vendor: null},
    ])
  })

  it('joins a policy with its profile by name, else by what its action names', () => {
    const {networkPolicies} = readIasXml(
      document(
        list(
          'NetworkPolicy',
          object('A', {msNPAction: 'Copy of A'}),
          object('B', {msNPAction: 'C', Policy_Enabled: '0'}),
        ) +
          list(
            'RadiusProfiles',
            object('Copy of A', types(1)),
            object('A', types(5, 8)),
            object('C', types(2, 7)),
          ),
      ),
    )
    assert.deepEqual(networkPolicies, [
      {name: 'A', enabled: true, order: null, authenticationTypes: ['eap', 'other']},
      {name: 'B', enabled: false, order: null, authenticationTypes: ['chap', 'unauthenticated']},
    ])
  })

  it('finds servers of a group however deep they stand', () => {
    const servers = list('RADIUS_Servers', object('one', {Address: 'nps2', Timeout: 'soon'}))
    const {remoteGroups} = readIasXml(document(list('RADIUS_Server_Groups', list('G', servers))))
    assert.deepEqual(remoteGroups, [
      {
        name: 'G',
        servers: [{address: 'nps2', timeout: null, blackout: null, sendsMessageAuthenticator: null}],
      },
    ])
  })

  it('refuses another document', () => {
    assert.throws(() => readIasXml('<Root><Children/></Root>'), XmlError)
    assert.throws(() => readIasXml('<html/>'), XmlError)
  })

  it('reads or refuses any mutilation of one', () => {
    const whole = iasXml(healthyIas)
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(200), fc.string({maxLength: 4}), (at, gone, noise) => {
        try {
          readIasXml(whole.slice(0, at) + noise + whole.slice(at + gone))
        } catch (error) {
          assert.ok(error instanceof XmlError, String(error))
        }
      }),
      {numRuns: 2_000},
    )
  })
})
