/** The forms of text that fields name: one definition for both validators. */
import { isRfc3339 } from './rfc3339.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** What mail servers in use accept; the proof of an address is a mail to it. */
const EMAIL = /^[^\s@"(),:;<>[\\\]\p{C}]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/iu;

/** By the name a schema gives them. */
export const FORMATS = { uuid: UUID, email: EMAIL, 'date-time': isRfc3339, uri: isHttpUrl } as const;

/** A format's name. */
export type FormatName = keyof typeof FORMATS;

function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s\\]+$/i.test(text) && URL.canParse(text);
}
