import {jsonText} from '../core/words.ts'
import {lookOf} from './look.ts'
import {print} from './print.ts'

/** What `doctor --self-test` does: prints how Windows answers; exit 3 where something could not be told. */
export async function runSelfTest(json: boolean): Promise<void> {
  const {selfTest} = await import('../index.ts')
  const told = await selfTest()
  process.exitCode = told.answers.every(({known}) => known) ? 0 : 3
  const {renderSelfTest} = await import('../render/self-test.ts')
  await print(json ? `${jsonText(told)}\n` : renderSelfTest(told, lookOf(true)))
}
