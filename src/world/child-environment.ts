const ours = /^NPSMFA_/i
/** A proxy's address may carry a password. */
const proxies = /_proxy$/i

const without = (...left: readonly RegExp[]): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !left.some((one) => one.test(name))))

/** The environment of our own processes, which need no secret: any process list shows it to the same account. */
export const bareEnvironment = () => without(ours, proxies)

/** That of a program which goes out by itself, and so through the proxy that is set here. */
export const outgoingEnvironment = () => without(ours)
