/** What an entry of the audit log tells of an act besides who, when and which: one JSON text, under one hash. Pure. */
import type { RecordedAct } from '#libs/platform';

/** An entry's content, read. */
export interface EntryContent {
  /** The body of the request, without secrets and personal data. */
  readonly sent: unknown;
  /** What came of it that was not sent; null for nothing. */
  readonly outcome: unknown;
}

/** The text that is kept of an act. */
export function contentTextOf({ content, outcome }: Pick<RecordedAct, 'content' | 'outcome'>): string {
  return `{"sent":${content()},"outcome":${JSON.stringify(outcome)}}`;
}

/** Reads what {@link contentTextOf} wrote. The first entries were the body alone, and no operation takes a field `sent`. */
export function readContent(text: string): EntryContent {
  const content = JSON.parse(text) as unknown;
  const isWhole = typeof content === 'object' && content !== null && 'sent' in content && 'outcome' in content;
  return isWhole ? (content as EntryContent) : { sent: content, outcome: null };
}

/** Why it was done, where the act says so: what was sent as its `reason` or `note`. */
export function reasonOf({ sent }: EntryContent): string | null {
  if (typeof sent !== 'object' || sent === null) return null;
  const { reason, note } = sent as { reason?: unknown; note?: unknown };
  return [reason, note].find((text) => typeof text === 'string') ?? null;
}
