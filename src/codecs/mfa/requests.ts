import {XmlError} from '../xml.ts'
import {type Operation, requestContracts} from './contracts.ts'
import {type Fields, readDocument} from './document.ts'

/**
 * A request as the service reads it: what stands after a member that its contract has later is lost
 * (DataContractSerializer). Null for what is no such request.
 */
export function readRequest(operation: Operation, text: string): Fields | null {
  try {
    return readDocument(`${operation}Request`, text)?.inOrder(requestContracts[operation]) ?? null
  } catch (error) {
    if (error instanceof XmlError) return null
    throw error
  }
}
