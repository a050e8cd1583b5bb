import type {IncomingHttpHeaders} from 'node:http'

/** A request as the hosts of the lab see it. */
export interface Asked {
  method: string
  url: URL
  headers: IncomingHttpHeaders
  body: string
}

/** Their answer; an object is sent as JSON, text as a page unless its headers say otherwise. */
export interface Told {
  status: number
  headers?: Readonly<Record<string, string>>
  body: string | object
}

/** What a genuine host says; it may take its time, and null is that it never answers. */
export type Face = (asked: Asked) => Told | null | Promise<Told | null>

export const page = (status: number, text: string): Told => ({
  status,
  body: `<!DOCTYPE html><html><head><title>${text}</title></head><body><p>${text}</p></body></html>`,
})
