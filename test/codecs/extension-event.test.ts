import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {longestText, readExtensionEvent} from '../../src/codecs/extension-event.ts'

const cid = '5b0f6c3e-1d24-4f7a-9a53-0c6f0d7e2b19'
const trace = '0a1b2c3d-4e5f-4061-8273-94a5b6c7d8e9'
const prefix = `NPS Extension for Azure MFA:  CID: ${cid} :`

const nothing = {
  kind: 'other',
  cid: null,
  user: null,
  code: null,
  inner: null,
  handle: null,
  aadsts: null,
  traceId: null,
  correlationId: null,
  result: null,
  state: null,
  key: null,
} as const

const texts = {
  'a token refused, line breaks and all': [
    `${prefix}Exception in Authentication Ext for User kim@contoso.example :: ErrorCode:: CID :${cid} ESTS_TOKEN_ERROR Msg:: Verify the client certificate is properly enrolled in Azure against your tenant and the server can access URL in Registry STS_URL. Error authenticating to eSTS: ErrorCode:: ESTS_TOKEN_ERROR Msg:: Error in retreiving token details from request handle: -895352831 AADSTS7000112: Application is disabled.\r\nTrace ID: ${trace}\r\nCorrelation ID: ${cid}\r\nTimestamp: 2026-11-20 07:12:01Z Enter ERROR_CODE @ https://go.microsoft.com/fwlink/?linkid=846827 for detailed troubleshooting steps.`,
    {
      kind: 'exception',
      cid,
      user: 'kim@contoso.example',
      code: 'ESTS_TOKEN_ERROR',
      inner: 'ESTS_TOKEN_ERROR',
      handle: -895352831,
      aadsts: 7000112,
      traceId: trace,
      correlationId: cid,
    },
  ],
  'a wrapper around another code': [
    `${prefix}Exception in Authentication Ext for User CONTOSO\\Jörg Bär :: ErrorCode:: CID :${cid} ESTS_TOKEN_ERROR Msg:: text ErrorCode:: HTTP_CONNECT_ERROR Msg:: text`,
    {
      kind: 'exception',
      cid,
      user: 'CONTOSO\\Jörg Bär',
      code: 'ESTS_TOKEN_ERROR',
      inner: 'HTTP_CONNECT_ERROR',
    },
  ],
  'a refusal of the service': [
    `${prefix}Access Rejected for user kim@contoso.example with Azure MFA response: UserNotFound and message: MSODS Graph call returned user not found error.,,${trace}`,
    {kind: 'rejected', cid, user: 'kim@contoso.example', result: 'UserNotFound'},
  ],
  'a user whose name ends in a carriage return': [
    `${prefix} Access Rejected for user kim@contoso.example\r\n with Azure MFA response: UserNotFound and message: none`,
    {kind: 'rejected', cid, user: 'kim@contoso.example', result: 'UserNotFound'},
  ],
  'an acceptance': [
    `${prefix}Access Accepted for user kim@contoso.example with Azure MFA response: Success and message: session ${trace}`,
    {kind: 'accepted', cid, user: 'kim@contoso.example', result: 'Success'},
  ],
  'a first factor that failed': [
    'NPS Extension for Azure MFA: NPS Extension for Azure MFA only performs Secondary Auth for Radius requests in AccessAccept State. Request received for User kim with response state AccessReject, ignoring request.',
    {kind: 'ignored', user: 'kim', state: 'AccessReject'},
  ],
  'a challenge, older wording': [
    `${prefix} Challenge requested in Authentication Ext for User kim@contoso.example with state ${trace}`,
    {kind: 'challenge', cid, user: 'kim@contoso.example'},
  ],
  'a challenge, newer wording': [
    'NPS Extension for Azure MFA: Challenge requested in Authentication extension for the user kim@contoso.example',
    {kind: 'challenge', user: 'kim@contoso.example'},
  ],
  'a registry value that is not there': [
    'NPS Extension for Azure MFA: IP Whitelist not intialized::  ErrorCode:: REGISTRY_CONFIG_ERROR Msg:: Neither registry entry not default value found for key: IP_WHITELIST',
    {
      kind: 'exception',
      code: 'REGISTRY_CONFIG_ERROR',
      inner: 'REGISTRY_CONFIG_ERROR',
      key: 'IP_WHITELIST',
    },
  ],
  'a code without its label': [
    'ALTERNATE_LOGIN_ID_ERROR  Error: Alternate LoginId value is empty',
    {kind: 'exception', code: 'ALTERNATE_LOGIN_ID_ERROR', inner: 'ALTERNATE_LOGIN_ID_ERROR'},
  ],
  'a remark': [
    'NPS Extension for Azure MFA: Radius request is missing NAS Identifier and Nas IpAddress attribute.Populating atleast one of these fields is recommended.This is not an error.',
    {},
  ],
  'a user who calls himself a success': [
    `${prefix} Access Rejected for user Access Accepted for user x with Azure MFA response: UserNotFound and message: x`,
    {kind: 'rejected', cid, user: 'Access Accepted for user x', result: 'UserNotFound'},
  ],
  'a handle without its sign': ['from request handle: 3399614465', {handle: -895352831}],
  'a handle in hexadecimal': ['from request handle: 0xCAA20001', {handle: -895352831}],
  'a handle that is none': ['from request handle: 9999999999', {}],
} as const

for (const [name, [text, expected]] of Object.entries(texts))
  test(`reads ${name}`, () => assert.deepEqual(readExtensionEvent(text), {...nothing, ...expected}))

test('any text is read', () => {
  const fragment = fc.constantFrom(
    'for user ',
    'ErrorCode:: ',
    'CID :',
    cid,
    ' with response state ',
    'AADSTS',
    '7000112',
    'request handle: ',
    '_ERROR',
    'A_A',
    ' ',
    '\r\n',
  )
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(fragment, fc.string()), {maxLength: 60}).map((a) => a.join('')),
  )
  fc.assert(
    fc.property(text, (whole) => {
      const {handle, aadsts} = readExtensionEvent(whole)
      assert.ok(handle === null || (Number.isInteger(handle) && handle === (handle | 0)))
      assert.ok(aadsts === null || aadsts <= 999_999_999)
    }),
    {numRuns: 500},
  )
})

test('no text takes long', () => {
  const traps = [
    'for user x ',
    'ErrorCode:: a',
    'A_',
    'AA',
    ' ',
    'CID :0',
    'Access',
    'for key: ',
    `CID :${cid} `,
  ]
  for (const trap of traps) {
    const text = trap.repeat(Math.ceil((longestText * 4) / trap.length))
    const started = performance.now()
    readExtensionEvent(text)
    const took = performance.now() - started
    assert.ok(took < 250, `${trap}: ${took} ms`)
  }
})

test('what stands far behind is not read', () => {
  const text = `${' '.repeat(longestText)}ErrorCode:: HTTP_CONNECT_ERROR Msg:: x`
  assert.deepEqual(readExtensionEvent(text), nothing)
})
