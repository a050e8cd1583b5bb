interface Row {
  id: string
  title: string
  facts: readonly string[]
  endings: readonly {code: string; status: string; message: string}[]
}

const words = {pass: 'pass', warn: 'warn', fail: 'fail', skip: 'skip', unknown: 'unkn'} as Readonly<
  Record<string, string>
>

/** Every check with its endings, for people. */
export const renderList = (rows: readonly Row[]): string =>
  rows
    .map(({id, title, facts, endings}) =>
      [
        `${id}   ${title}`,
        `  knows  ${facts.join(', ')}`,
        ...endings.map((e) => `  ${words[e.status]}   ${e.code}`),
        '',
      ].join('\n'),
    )
    .join('\n')
