// Servers that change one service principal at once, as often as the tenant of a large company sees it in years.
process.env.NPSMFA_TEST_ROUNDS = '50'
await import('../world/tenant-rivals.test.ts')
await import('../changes/rivals.test.ts')
