#!/usr/bin/env node
// The program straight from its sources (Node.js 24 strips the types); what is shipped is bin/run.js.
import {fileURLToPath} from 'node:url'
import {main} from '../src/commands/cli.ts'

await main(process.argv.slice(2), fileURLToPath(new URL('..', import.meta.url)))
