interface Row {
  id: string
  title: string
  facts: readonly string[]
  permissions: readonly string[]
  endings: readonly {code: string; status: string}[]
}

const pad = (label: string) => `  ${label.padEnd(8)} `

/** Every check with what it needs and how it can end, for people. */
export const renderList = (rows: readonly Row[]): string =>
  rows
    .flatMap(({id, title, facts, permissions, endings}) => [
      `${id}   ${title}`,
      `${pad('knows')}${facts.join(', ')}`,
      ...permissions.map((permission) => `${pad('needs')}${permission}`),
      ...endings.map(({status, code}) => `${pad(status)}${code}`),
      '',
    ])
    .join('\n')
