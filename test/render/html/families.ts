import {diagnose} from '../../../src/app/diagnose.ts'
import type {Report} from '../../../src/core/report.ts'

const people = Array.from({length: 12}, (_, index) => `person${index}@contoso.example`)

/** A report of every kind: scenarios of the lab, alone and together, and for whom they are asked. */
const asked: Readonly<Record<string, readonly string[]>> = {
  healthy: [],
  'certificate-ends-soon': [],
  'radius-client-unknown': [],
  'certificate-expired': [],
  'resource-left-public': [],
  'login-dns-missing': [],
  'mfa-service-silent': [],
  'nps-stopped': [],
  'user-locked': [],
  'monday-certificate': [],
  'monday-mfa-off': [],
  'monday-secret': [],
  'not-administrator': [],
  'directory-silent': [],
  'certificate-expired+user-locked': [],
  'user-locked+user-match-off+extension-outdated+certificate-ends-soon': [],
  'healthy for many': ['alice@contoso.example', ...people],
}

export const families = Object.keys(asked)

export async function reportOf(family: string): Promise<Report> {
  const {report} = await diagnose({lab: family.split(' ')[0]!, users: asked[family]!})
  return report
}
