import { judge, skuOf, SKIP_REASONS, type FileRow, type Sale, type SkipReason } from '../rules.js';

const row: FileRow = {
  InvoiceNo: '536365',
  StockCode: '85123A',
  Description: 'WHITE HANGING HEART T-LIGHT HOLDER',
  Quantity: '6',
  InvoiceDate: '2010-12-01 08:26:00',
  UnitPrice: '2.55',
  CustomerID: '17850.0',
  Country: 'United Kingdom',
};

describe('what is a sale', () => {
  it('takes a sale with its exact price in pence', () => {
    expect(judge(row)).toEqual({
      invoice: '536365',
      stockCode: '85123A',
      description: 'WHITE HANGING HEART T-LIGHT HOLDER',
      quantity: 6,
      minute: '2010-12-01T08:26',
      priceMinor: 255,
      customer: '17850',
      country: 'United Kingdom',
    } satisfies Sale);
    expect(skuOf(judge(row) as Sale)).toBe('85123A-255');
  });

  it.each<[string, number]>([
    ['0.01', 1],
    ['0.1', 10],
    ['4', 400],
    ['8.50', 850],
    ['1.100', 110],
    ['38970.00', 3_897_000],
    // 1.15 × 100 is 114.99999999999999 in binary fractions.
    ['1.15', 115],
  ])('reads the price %s as %i pence', (UnitPrice, pence) => {
    expect(judge({ ...row, UnitPrice })).toMatchObject({ priceMinor: pence });
  });

  it.each<[Partial<FileRow>, SkipReason]>([
    [{ InvoiceNo: 'C536379' }, 'cancellation'],
    [{ InvoiceNo: 'C536379', Quantity: '-1', StockCode: 'D' }, 'cancellation'],
    [{ InvoiceNo: 'A563185', StockCode: 'B' }, 'adjustment'],
    [{ StockCode: 'B' }, 'adjustment'],
    [{ StockCode: 'POST' }, 'postage'],
    [{ StockCode: 'DOT', CustomerID: '' }, 'postage'],
    [{ StockCode: 'C2' }, 'postage'],
    [{ StockCode: 'BANK CHARGES' }, 'fee'],
    [{ StockCode: 'AMAZONFEE' }, 'fee'],
    [{ StockCode: 'CRUK' }, 'fee'],
    [{ StockCode: 'M' }, 'manual'],
    [{ StockCode: 'm' }, 'manual'],
    [{ StockCode: 'D' }, 'discount'],
    [{ StockCode: 'S' }, 'sample'],
    [{ StockCode: 'gift_0001_20' }, 'voucher'],
    [{ StockCode: 'ADJUST2' }, 'not_a_product'],
    [{ Quantity: '-9360', UnitPrice: '0.0' }, 'no_quantity'],
    [{ Quantity: '0' }, 'no_quantity'],
    [{ UnitPrice: '-11062.06' }, 'negative_price'],
    [{ UnitPrice: '0.0' }, 'zero_price'],
    [{ UnitPrice: '-0.0' }, 'zero_price'],
    [{ StockCode: 'PADS', UnitPrice: '0.001' }, 'below_a_penny'],
    [{ UnitPrice: '0.009' }, 'below_a_penny'],
    [{ UnitPrice: '1.125' }, 'fraction_of_a_penny'],
    [{ CustomerID: '' }, 'no_customer'],
    [{ CustomerID: 'nobody' }, 'malformed'],
    [{ Quantity: '1.5' }, 'malformed'],
    [{ Quantity: '' }, 'malformed'],
    [{ UnitPrice: '1e3' }, 'malformed'],
    [{ UnitPrice: '' }, 'malformed'],
    [{ InvoiceDate: '01/12/2010 08:26' }, 'malformed'],
    [{ InvoiceDate: '2010-13-01 08:26:00' }, 'malformed'],
    [{ InvoiceNo: '' }, 'malformed'],
    [{ StockCode: '' }, 'malformed'],
  ])('skips %j as %s', (change, reason) => {
    expect(judge({ ...row, ...change })).toBe(reason);
    expect(SKIP_REASONS).toHaveProperty(reason);
  });

  it.each(['22423', '85123A', '15056BL', '79323GR', '85123a', 'DCGS0076', 'DCGSSGIRL', 'PADS'])(
    'takes the code %s',
    (StockCode) => {
      expect(judge({ ...row, StockCode })).toMatchObject({ stockCode: StockCode });
    },
  );
});
