/** What the tour reads of the shop's answers; the whole shapes stand in the OpenAPI document. */

export interface SignedIn {
  readonly accessToken: string;
  readonly account: { readonly id: string };
  readonly cartMerge: unknown;
}

export interface ProductList {
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly priceFromMinor: number;
    readonly kind: string;
  }[];
}

export interface ProductPage {
  readonly id: string;
  readonly title: string;
  readonly messageFields: readonly { readonly required: boolean }[];
  readonly variants: readonly {
    readonly sku: string;
    readonly priceMinor: number;
    readonly available: number;
    readonly takesStockAt: string;
    readonly purchaseLimit: unknown;
  }[];
}

export interface Cart {
  readonly groups: readonly {
    readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly price: number }[];
  }[];
}

export interface Wallet {
  readonly credit: { readonly balance: number; readonly held: number; readonly available: number };
}

export interface Preview {
  readonly total: number;
  readonly creditApplied: number;
  readonly amountDue: number;
  readonly placeable: boolean;
  readonly problems: readonly unknown[];
}

export interface Order {
  readonly id: string;
  readonly state: string;
  readonly paymentState: string;
  readonly breakdown: { readonly total: number };
  readonly creditApplied: number;
  readonly amountDue: number;
  readonly amountPaid: number;
  readonly payBy: string | null;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly subOrders: readonly { readonly number: number; readonly state: string }[];
  readonly wallet?: { readonly balance: number; readonly held: number; readonly available: number } | null;
}

export interface Page<Item> {
  readonly items: readonly Item[];
}

export interface Payment {
  readonly id: string;
  readonly state: string;
  readonly amount: number;
}

export interface Grant {
  readonly id: string;
  readonly state: string;
  readonly amount: number;
}

export interface Entry {
  readonly kind: string;
  readonly amount: number;
  readonly balanceAfter: number;
  readonly orderId: string | null;
}

export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly available?: number;
  readonly shortfall?: number;
}

export interface TimelineEvent {
  readonly what: string;
  readonly toState: string | null;
}

export interface Part {
  readonly number: number;
  readonly state: string;
  readonly mayMoveTo: readonly string[];
  readonly confirmBy: string | null;
}

export interface Review {
  readonly rating: number;
  readonly text: string;
  readonly points: number;
}

export interface Earning {
  readonly orderId: string | null;
  readonly amount: number;
  readonly state: string;
  readonly maturesAt: string | null;
}
