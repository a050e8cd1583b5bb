import {parseXml, type XmlElement, XmlError} from './xml.ts'

/** One event of a Windows event log. */
export interface WindowsEvent {
  provider: string
  id: number
  /** 1 critical, 2 error, 3 warning, 4 information, 5 verbose; 0 where the provider gives none. */
  level: number
  /** ISO. */
  at: string
  channel: string
  computer: string
  recordId: number | null
  /** SID of whoever wrote it, where the event tells. */
  user: string | null
  /** What it says, in order; by name where the provider gives names. */
  data: {name: string | null; text: string}[]
}

/** An event is at most 64 KB in Windows; as XML it may be some times that. */
const limits = {length: 1_048_576, depth: 16, elements: 4_096}

/** Reads an event as Windows renders it (EvtRenderEventXml); null for what is no event. */
export function readEvent(xml: string): WindowsEvent | null {
  try {
    return eventOf(parseXml(xml, limits))
  } catch (error) {
    if (error instanceof XmlError) return null
    throw error
  }
}

const local = (name: string) => name.slice(name.lastIndexOf(':') + 1)
const child = (element: XmlElement | undefined, name: string) =>
  element?.children.find((candidate) => local(candidate.name) === name)

/** The same of an element that is read already; null for what is no event. */
export function eventOf(root: XmlElement): WindowsEvent | null {
  const system = child(root, 'System')
  const attribute = (name: string, key: string) => child(system, name)?.attributes[key] ?? null
  const text = (name: string) => child(system, name)?.text.trim() ?? ''
  const ms = Date.parse(attribute('TimeCreated', 'SystemTime') ?? '')
  const id = whole(text('EventID'))
  if (local(root.name) !== 'Event' || Number.isNaN(ms) || id === null) return null
  return {
    provider: attribute('Provider', 'Name') ?? '',
    id,
    level: whole(text('Level')) ?? 0,
    at: new Date(ms).toISOString(),
    channel: text('Channel'),
    computer: text('Computer'),
    recordId: whole(text('EventRecordID')),
    user: attribute('Security', 'UserID'),
    data: [...dataOf(child(root, 'EventData')), ...leavesOf(child(root, 'UserData'))],
  }
}

const whole = (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : null)

/** EventData is a list of Data elements, with a Name where the provider has a manifest. */
const dataOf = (eventData: XmlElement | undefined): WindowsEvent['data'] =>
  (eventData?.children ?? [])
    .filter(({name}) => local(name) === 'Data')
    .map(({attributes: {Name: name = null}, text}) => ({name, text}))

/** UserData is what the provider likes; its innermost elements are named. */
const leavesOf = (element: XmlElement | undefined): WindowsEvent['data'] =>
  (element?.children ?? []).flatMap((inner) =>
    inner.children.length > 0 ? leavesOf(inner) : [{name: local(inner.name), text: inner.text}],
  )
