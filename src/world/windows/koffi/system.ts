import type {System} from '../api.ts'
import {layout} from './layout.ts'
import type {Lib} from './lib.ts'
import {textIn} from './memory.ts'

/** VER_NT_WORKSTATION, VER_NT_DOMAIN_CONTROLLER, VER_NT_SERVER */
const products: Readonly<Record<number, System['product']>> = {
  1: 'workstation',
  2: 'domain-controller',
  3: 'server',
}

export function system(lib: Lib): System {
  const at = layout.OSVERSIONINFOEXW
  const version = Buffer.alloc(at.size)
  version.writeUInt32LE(at.size, at.dwOSVersionInfoSize)
  lib.succeed('RtlGetVersion', version)
  const parts = [at.dwMajorVersion, at.dwMinorVersion, at.dwBuildNumber].map((part) =>
    version.readUInt32LE(part),
  )
  const folder = Buffer.alloc(1024)
  lib.must('GetSystemDirectoryW', folder, 512)
  return {
    version: parts.join('.'),
    product: products[version[at.wProductType] ?? 0] ?? 'server',
    systemFolder: textIn(folder),
  }
}
