import { differences, type ShopBooks } from '../verdict.js';

const truth = {
  unitsBySku: new Map([['85123A-255', 8n]]),
  revenueByCustomer: new Map([['17850', 2_040n]]),
  revenueByMonth: new Map([['2010-12', 2_040n]]),
  invoices: 1,
  soldRows: 2,
};
const books: ShopBooks = {
  unitsBySku: truth.unitsBySku,
  revenueByCustomer: truth.revenueByCustomer,
  revenueByMonth: truth.revenueByMonth,
  orders: 1,
  unpaid: [],
  doubled: [],
  creditByCustomer: new Map([['17850', 0n]]),
};
const creditLeft = new Map([['17850', 0n]]);

describe('the verdict', () => {
  it('finds nothing where both agree', () => expect(differences(books, truth, creditLeft)).toEqual([]));

  it.each<[string, Partial<ShopBooks>, string]>([
    [
      'a unit too many',
      { unitsBySku: new Map([['85123A-255', 9n]]) },
      'units of SKU 85123A-255: the file has 8, the shop 9',
    ],
    ['a SKU that is missing', { unitsBySku: new Map() }, 'units of SKU 85123A-255: the file has 8, the shop 0'],
    [
      'a SKU never sold',
      { unitsBySku: new Map([...truth.unitsBySku, ['X-1', 1n]]) },
      'units of SKU X-1: the file has 0, the shop 1',
    ],
    [
      'a penny of a customer',
      { revenueByCustomer: new Map([['17850', 2_039n]]) },
      'revenue of customer 17850: the file has 2040, the shop 2039',
    ],
    [
      'a penny of a month',
      { revenueByMonth: new Map([['2010-12', 2_041n]]) },
      'revenue of month 2010-12: the file has 2040, the shop 2041',
    ],
    [
      'credit not taken',
      { creditByCustomer: new Map([['17850', 5n]]) },
      'credit left of customer 17850: the file has 0, the shop 5',
    ],
    ['an order too many', { orders: 2 }, 'orders: the file has 1, the shop 2'],
    ['an unpaid order', { unpaid: ['536365'] }, 'invoice 536365 is not paid'],
    ['a doubled order', { doubled: ['536365'] }, 'invoice 536365 has more than one order'],
  ])('finds %s', (_, planted, sentence) => {
    expect(differences({ ...books, ...planted }, truth, creditLeft)).toEqual([sentence]);
  });
});
