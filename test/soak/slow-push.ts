// The sign-ins against FreeRADIUS, with a push that takes as long as a person does.
process.env.NPSMFA_TEST_PUSH_SECONDS = '20'
await import('../real/radius.test.ts')
