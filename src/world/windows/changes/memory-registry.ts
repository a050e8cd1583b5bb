import type {RegistryValue} from '../api.ts'
import {find, type MemoryMachine, same} from '../memory.ts'
import {encoded} from './registry-data.ts'

type Key = MemoryMachine['registry'][string]

const empty: Key = {values: [], writtenAt: null}

/** Changes the values of a key, which is made where it is missing, and notes when. */
export function setRegistryValue(machine: MemoryMachine, path: string, value: RegistryValue): void {
  encoded(value)
  const key = find(machine.registry, path) ?? empty
  const there = key.values.some(({name}) => same(name, value.name))
  // Windows keeps the name as it was written first.
  const replaced = (old: RegistryValue) => (same(old.name, value.name) ? {...value, name: old.name} : old)
  write(machine, path, there ? key.values.map(replaced) : [...key.values, value])
}

export function deleteRegistryValue(machine: MemoryMachine, path: string, name: string): void {
  const key = find(machine.registry, path)
  const left = key?.values.filter((value) => !same(value.name, name))
  if (key && left && left.length < key.values.length) write(machine, path, left)
}

/** In place of the key that was there, which whoever has read it keeps. */
function write(machine: MemoryMachine, path: string, values: Key['values']): void {
  const entry = Object.keys(machine.registry).find((key) => same(key, path)) ?? path
  machine.registry = {...machine.registry, [entry]: {values, writtenAt: new Date().toISOString()}}
}
