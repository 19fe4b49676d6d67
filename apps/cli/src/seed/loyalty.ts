/** Demo data: tiers whose names the demo catalog's member prices know, three rewards, and points to redeem them with. */
import type { Tx } from '#libs/platform';
import type { NewReward, RewardCatalogue, Tier, TierService } from '#libs/loyalty';
import type { WalletService } from '#libs/wallet-credit';
import { demoId } from './catalog.js';

/** Ada's points: enough for the dearest reward and some credit. */
const DEMO_POINTS = 2_500;

const demoTiers: readonly Tier[] = [
  { name: 'silver', fromMinor: 50_000, discountBps: 200, earningMultiplierBps: 11_000, expiryExtensionDays: 30 },
  { name: 'gold', fromMinor: 150_000, discountBps: 500, earningMultiplierBps: 12_500, expiryExtensionDays: 90 },
];

const ANY = { asset: 'points', productId: null, link: null, stock: null, startsAt: null, endsAt: null } as const;

const demoRewards: readonly NewReward[] = [
  {
    ...ANY,
    id: demoId('reward calendar-2028'),
    name: 'Calendar 2028, before everybody else',
    description: 'Opens the calendar to you before it goes on sale.',
    kind: 'early_access',
    price: 500,
    productId: demoId('product calendar-2028'),
    stock: 100,
    perCustomerLimit: 1,
    tiers: [],
    shelf: 'on',
  },
  {
    ...ANY,
    id: demoId('reward making-of'),
    name: 'How our mugs are made',
    description: 'A film from the workshop, for those who collect.',
    kind: 'content',
    price: 200,
    link: 'https://example.com/films/how-our-mugs-are-made',
    perCustomerLimit: 1,
    tiers: [],
    shelf: 'on',
  },
  {
    ...ANY,
    id: demoId('reward tote-bag'),
    name: 'A linen bag',
    description: 'A present for gold and silver members, handed over in the shop.',
    kind: 'gift',
    price: 1_500,
    stock: 50,
    perCustomerLimit: 2,
    tiers: ['silver', 'gold'],
    shelf: 'on',
  },
];

/** Writes tiers, rewards and one customer's points. Answers how many rewards there are. */
export async function seedLoyalty(
  tx: Tx,
  services: { readonly tiers: TierService; readonly catalogue: RewardCatalogue; readonly wallet: WalletService },
  pointsOwnerId: string,
): Promise<number> {
  const { version } = await services.tiers.table(tx);
  await services.tiers.replace(tx, { version, tiers: demoTiers, author: null });
  for (const reward of demoRewards) await services.catalogue.create(tx, reward, { author: null });
  await services.wallet.grant(tx, [
    {
      transferId: demoId('transfer points'),
      lotId: demoId('lot points'),
      ownerId: pointsOwnerId,
      asset: 'points',
      amount: DEMO_POINTS,
      source: 'opening',
      from: 'opening',
      kind: 'opening_credit',
      reference: demoId('opening points'),
      expiresAt: null,
      actor: null,
      reason: 'demo data',
    },
  ]);
  return demoRewards.length;
}
