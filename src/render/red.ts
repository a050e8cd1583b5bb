import type {Finding, Report} from '../core/report.ts'

/** Whether a finding makes the report red: a failure, with `--strict` also a warning. */
export const red =
  ({strict}: Report) =>
  ({status}: Finding): boolean =>
    status === 'fail' || (strict === true && status === 'warn')
