/** What cures most faults of the certificate: the vendor's script, which makes, registers and enters a new one. */
export const setupScript = {
  do: 'On the server run the extension’s configuration script; it makes a new certificate, registers it in the tenant and restarts NPS.',
  run: '& "$env:ProgramFiles\\Microsoft\\AzureMfa\\Config\\AzureMfaNpsExtnConfigSetup.ps1"',
} as const
