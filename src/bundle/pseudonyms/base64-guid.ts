import {guidBytes, guidText} from '../../codecs/guid.ts'

/** 16 bytes in base64, as Active Directory's ids are handed on to Entra. */
export const base64Guid = /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{21}[AQgw]==(?![A-Za-z0-9+/=])/g

/** Does to a GUID in base64 what `alias` does to its text, so that both stay the same object. */
export const guidInBase64 = (text: string, alias: (guid: string) => string): string =>
  guidBytes(alias(guidText(Buffer.from(text, 'base64')))).toString('base64')
