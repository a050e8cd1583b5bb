/** Time that looks share: what goes on at once counts once. */
export interface Budget {
  begin(): {leftMs(): number; end(): void}
}

export function budgetOf(ms: number, now: () => number = () => performance.now()): Budget {
  let spent = 0
  let since = 0
  let active = 0
  return {
    begin() {
      if (active === 0) since = now()
      active += 1
      return {
        leftMs: () => ms - spent - (now() - since),
        end() {
          active -= 1
          if (active === 0) spent += now() - since
        },
      }
    },
  }
}
