import type {AuthenticationMethod, SignInPreferences} from '../state.ts'
import {everyKind, usualMethods} from './methods.ts'
import {domainSid, formerCompany, upnSuffix} from './names.ts'

/** Somebody on premises, in the cloud, or in both; most are odd in one way. */
export interface Person {
  /** Common name in the directory. */
  name: string
  samAccountName: string
  /** "S-1-5-21-…-1101" */
  sid: string
  /** The two principal names; null where there is no such account. */
  directoryUpn: string | null
  entraUpn: string | null
  mail?: string
  /** The bytes of objectGUID, and of mS-DS-ConsistencyGuid where it is filled. */
  objectGuid: string
  consistencyGuid?: string
  /** What Entra holds as source anchor, as bytes; null for an account that only lives in the cloud. */
  anchor: string | null
  methods: AuthenticationMethod[]
  preferences: SignInPreferences
}

const guid = (last: string) => `6c42a1f09be84d4f8a7c00000000${last}`
const at = (name: string) => `${name}@${upnSuffix}`

const usual = (name: string, samAccountName: string, upn: string, last: string): Person => ({
  name,
  samAccountName,
  sid: `${domainSid}-${parseInt(last, 16)}`,
  directoryUpn: at(upn),
  entraUpn: at(upn),
  mail: at(samAccountName),
  objectGuid: guid(last),
  anchor: guid(last),
  methods: usualMethods(),
  preferences: {preferred: 'push', systemPreferred: 'PhoneAppNotification'},
})

export const people: readonly Person[] = [
  usual('Alice Andersen', 'alice', 'alice', '0a11'),
  usual('We*ird (Star) \\Name', 'weird', 'we*ird(star)\\name', '0e1d'),
  usual("Owen O'Hara", 'ohara', "o'hara", '0a4a'),
  usual('Zoë Müller', 'zoe', 'zoë.müller', '020e'),
  // Pasted from a table: the name on premises ends in a carriage return.
  {...usual('Trail Turner', 'trail', 'trail', '07a1'), directoryUpn: `${at('trail')}\r`},
  // Still has the name of the company that was taken over.
  {...usual('Lee Lindqvist', 'lee', 'lee', '01ee'), directoryUpn: `lee.old@${formerCompany}`},
  // Was made anew on premises, so the cloud holds the anchor of the former account.
  {...usual('Mia Moreau', 'mia', 'mia', '031a'), anchor: guid('dead')},
  // The same name in both, but nothing ties the two accounts together.
  {...usual('Carl Cloud', 'carl', 'carl', '0ca1'), anchor: null},
  {...usual('Nora Novak', 'nora', 'nora', '0407'), entraUpn: null},
  {...usual('Erik Entra', 'erik', 'erik', '0e41'), directoryUpn: null, anchor: null},
  // Sixteen bytes that are all letters: a client may take them for text.
  {
    ...usual('Kim Kowalski', 'kim', 'kim', '0417'),
    consistencyGuid: Buffer.from('SixteenAsciiByte').toString('hex'),
    anchor: Buffer.from('SixteenAsciiByte').toString('hex'),
    methods: everyKind(),
    preferences: {preferred: 'oath', systemPreferred: 'Fido2'},
  },
]
