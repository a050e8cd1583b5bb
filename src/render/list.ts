interface Row {
  id: string
  title: string
  facts: readonly string[]
  endings: readonly {code: string; status: string; message: string}[]
}

/** Every check with its endings, for people. */
export const renderList = (rows: readonly Row[]): string =>
  rows
    .map(({id, title, facts, endings}) =>
      [
        `${id}   ${title}`,
        `  knows    ${facts.join(', ')}`,
        ...endings.map((e) => `  ${e.status.padEnd(8)} ${e.code}`),
        '',
      ].join('\n'),
    )
    .join('\n')
