const script = '& "$env:ProgramFiles\\Microsoft\\AzureMfa\\Config\\AzureMfaNpsExtnConfigSetup.ps1"'

/** What cures most faults of the certificate: a new one. The vendor's script makes one, too. */
export const setup = {
  do: 'On the server run npsmfa setup, or the extension’s configuration script: each makes a new certificate, registers it in the tenant and restarts NPS.',
  run: ['npsmfa setup --apply', script],
} as const

/** The same while the present one works. */
export const renewal = {
  do: 'On the server run npsmfa setup --renew, or the extension’s configuration script: each makes a new certificate, registers it in the tenant and restarts NPS.',
  run: ['npsmfa setup --renew --apply', script],
} as const
