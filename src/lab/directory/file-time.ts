const unitsPerMs = 10_000n
/** 1970 in units of 100 ns since 1601. */
const unixEpoch = 116_444_736_000_000_000n

/** Windows' notation of a time, as the directory prints it. */
export const fileTime = (ms: number): string => String(BigInt(Math.trunc(ms)) * unitsPerMs + unixEpoch)

/** A span of time as the domain's policy has it: negative. */
export const fileSpan = (ms: number): string => String(BigInt(Math.trunc(ms)) * -unitsPerMs)

/** "Never", of an end; of a span it is the same number below zero. */
export const never = '9223372036854775807'
export const noSpan = '-9223372036854775808'
