/** The words of gifts. Amounts in minor units of credit. */

/** `pending`: sent, waits to be claimed; the others are ends. */
export type GiftState = 'pending' | 'claimed' | 'declined' | 'cancelled' | 'lapsed';

/** What a gift's saga knows from its start. */
export interface SendGiftInput {
  readonly senderId: string;
  readonly senderName: string;
  /** What the sender wrote: an e-mail address or a customer's id. */
  readonly addressee: string;
  /** Who that is; null for nobody, which the sender is not told. */
  readonly receiverId: string | null;
  readonly amountMinor: number;
  readonly message: string | null;
  /** When it can no longer be claimed, in milliseconds since the epoch. */
  readonly untilMs: number;
}

/** A gift as it is kept. What was not claimed went back (`returnedMinor`), or had expired meanwhile (`expiredMinor`). */
export interface GiftRow {
  readonly id: string;
  readonly senderId: string;
  readonly senderName: string;
  readonly addressee: string;
  readonly receiverId: string | null;
  readonly amountMinor: number;
  readonly message: string | null;
  readonly state: GiftState;
  readonly createdAt: Date;
  readonly claimableUntil: Date;
  readonly acceptedAt: Date | null;
  readonly closedAt: Date | null;
  readonly claimedMinor: number;
  readonly returnedMinor: number;
  readonly expiredMinor: number;
  readonly eventSeq: number;
}
