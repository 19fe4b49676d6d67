/** The demo shop's goods as tables: who sells what, in which colours and sizes. Prices in minor units, weights in grams. */
import type { MessageField, ProductKind, TakesStockAt, PurchaseLimit, CategoryShape } from '#libs/catalog';
import type { UpsertMerchant } from '#libs/merchant';

type DemoMerchant = Omit<UpsertMerchant, 'merchantId' | 'state' | 'warehouses'> & {
  readonly key: string;
  /** Codes with names, by priority. */
  readonly warehouses: readonly (readonly [code: string, name: string])[];
};

export const demoMerchants: readonly DemoMerchant[] = [
  {
    key: 'store',
    name: 'Cartwright Store',
    phone: '+1 555 0100',
    goodsType: 'self_operated',
    rewardBps: 3_000,
    shipping: { flatMinor: 600, perKgMinor: 0, freeFromMinor: 9_900 },
    warehouses: [
      ['EAST', 'East warehouse'],
      ['WEST', 'West warehouse'],
    ],
  },
  {
    key: 'hillside',
    name: 'Hillside Ceramics',
    phone: '+1 555 0111',
    goodsType: 'consignment',
    rewardBps: 2_000,
    shipping: { flatMinor: 500, perKgMinor: 150, freeFromMinor: 29_900 },
    warehouses: [['KILN', 'Kiln Lane store']],
  },
  {
    key: 'tea',
    name: '江南茶舍 Jiangnan Tea House',
    phone: '+86 571 5550 122',
    goodsType: 'third_party',
    rewardBps: 1_500,
    shipping: { flatMinor: 800, perKgMinor: 200, freeFromMinor: 19_900 },
    warehouses: [['HZ-1', '杭州一仓']],
  },
  {
    key: 'northlight',
    name: 'Northlight Apparel',
    phone: '+1 555 0133',
    goodsType: 'third_party',
    rewardBps: 1_000,
    shipping: { flatMinor: 700, perKgMinor: 100, freeFromMinor: 14_900 },
    warehouses: [['MAIN', 'Main warehouse']],
  },
  {
    key: 'pixel',
    name: 'Pixel & Page',
    phone: '+1 555 0144',
    goodsType: 'self_operated',
    rewardBps: 500,
    shipping: { flatMinor: 0, perKgMinor: 0, freeFromMinor: null },
    warehouses: [['HUB', 'Media hub']],
  },
];

/** Slug paths with names; a parent stands before its children. */
export const demoCategories: readonly (readonly [path: string, name: CategoryShape['name']])[] = [
  ['home', 'Home 家居'],
  ['home/kitchen', 'Kitchen 厨房'],
  ['home/lighting', 'Lighting 灯具'],
  ['home/decor', 'Decor 装饰'],
  ['clothing', 'Clothing 服装'],
  ['clothing/tops', 'Tops 上衣'],
  ['clothing/shoes', 'Shoes 鞋'],
  ['clothing/accessories', 'Accessories 配饰'],
  ['electronics', 'Electronics 数码'],
  ['electronics/audio', 'Audio 音频'],
  ['electronics/wearables', 'Wearables 穿戴'],
  ['tea', 'Tea 茶'],
  ['tea/green', 'Green tea 绿茶'],
  ['tea/ware', 'Tea ware 茶具'],
  ['books', 'Books 图书'],
  ['gifts', 'Gifts 礼品'],
  ['digital', 'Digital 虚拟商品'],
];

/** A product of the demo shop. Its variants are all its colours in all its sizes; without either it has one. */
export interface DemoProduct {
  readonly key: string;
  readonly merchant: string;
  readonly categories: readonly string[];
  readonly title: string;
  readonly description: string;
  readonly motif: string;
  readonly priceMinor: number;
  readonly weightGrams?: number;
  readonly colours?: readonly string[];
  readonly sizes?: readonly string[];
  /** What each further size adds to the price. */
  readonly sizeStepMinor?: number;
  /** Units per variant over all warehouses; 60 unless given. */
  readonly stock?: number;
  readonly kind?: ProductKind;
  readonly takesStockAt?: TakesStockAt;
  readonly purchaseLimit?: PurchaseLimit;
  readonly messageFields?: readonly MessageField[];
  /** A percentage off for members of tier gold, in basis points. */
  readonly goldBps?: number;
  readonly shelf?: 'on' | 'off';
  readonly onShelfAt?: Date;
}

/** What the colours' names look like. */
export const demoColours: Readonly<Record<string, string>> = {
  black: '#2d3136',
  blue: '#2f6db5',
  celadon: '#7fb89a',
  green: '#3c8d5a',
  grey: '#8a8f98',
  ivory: '#d9c9a3',
  red: '#c0392b',
  sand: '#c8a06a',
  teal: '#1f8a8a',
  violet: '#7a4fa3',
  yellow: '#d9a514',
};

const SIZES = ['S', 'M', 'L', 'XL'];
const SHOE_SIZES = ['39', '40', '41', '42', '43'];
const field = (key: string, label: string, more: Partial<MessageField>): MessageField => ({
  key,
  label,
  required: false,
  maxLength: 20,
  pattern: null,
  ...more,
});
const store = { merchant: 'store' } as const;
const hillside = { merchant: 'hillside' } as const;
const tea = { merchant: 'tea' } as const;
const northlight = { merchant: 'northlight' } as const;
const pixel = { merchant: 'pixel' } as const;

/** A table: one row a product. */
// prettier-ignore
export const demoProducts: readonly DemoProduct[] = [
  { ...store, key: 'desk-lamp', categories: ['home/lighting'], title: 'Folding desk lamp 折叠台灯', description: 'Three steps of warm light, folds flat.', motif: 'lamp', priceMinor: 4_900, weightGrams: 900, colours: ['black', 'ivory', 'teal'], goldBps: 500 },
  { ...store, key: 'floor-lamp', categories: ['home/lighting'], title: 'Tripod floor lamp', description: 'Oak legs, linen shade.', motif: 'lamp', priceMinor: 12_900, weightGrams: 4_200, colours: ['sand', 'grey'], stock: 20 },
  { ...store, key: 'night-light', categories: ['home/lighting', 'gifts'], title: '小夜灯 Night light', description: '感应式，睡前不刺眼。 Switches itself on in the dark.', motif: 'lamp', priceMinor: 1_590, weightGrams: 120, colours: ['yellow', 'blue'] },
  { ...store, key: 'reading-chair', categories: ['home/decor'], title: 'Reading chair', description: 'Beech and wool felt.', motif: 'chair', priceMinor: 24_900, weightGrams: 9_800, colours: ['grey', 'green'], stock: 8 },
  { ...store, key: 'storage-box', categories: ['home/decor'], title: 'Felt storage box', description: 'Stacks, folds, washes.', motif: 'box', priceMinor: 1_900, weightGrams: 350, colours: ['grey', 'sand', 'teal'], sizes: ['S', 'M', 'L'], sizeStepMinor: 600 },
  { ...store, key: 'rice-cooker', categories: ['home/kitchen'], title: '电饭煲 Rice cooker, bought together', description: 'A group buy: cheaper because many buy at once.', motif: 'bowl', priceMinor: 6_900, weightGrams: 3_100, kind: 'group_buy', stock: 200 },
  { ...store, key: 'kettle', categories: ['home/kitchen'], title: '电热水壶 Electric kettle', description: '1.7 litres, keeps warm for an hour.', motif: 'mug', priceMinor: 5_490, weightGrams: 1_150, colours: ['ivory', 'black'] },
  { ...store, key: 'headphones', categories: ['electronics/audio'], title: 'Wireless headphones 无线耳机', description: 'Thirty hours, foldable.', motif: 'headphones', priceMinor: 8_900, weightGrams: 260, colours: ['black', 'ivory', 'violet'], goldBps: 800 },
  { ...store, key: 'studio-headphones', categories: ['electronics/audio'], title: 'Studio headphones', description: 'Wired, neutral, repairable.', motif: 'headphones', priceMinor: 15_900, weightGrams: 290, colours: ['black'], stock: 25 },
  { ...store, key: 'phone', categories: ['electronics'], title: 'Pocket phone 智能手机', description: 'A small phone that lasts two days.', motif: 'phone', priceMinor: 39_900, weightGrams: 165, colours: ['black', 'blue', 'ivory'], sizes: ['128GB', '256GB'], sizeStepMinor: 6_000, stock: 30 },
  { ...store, key: 'phone-limited', categories: ['electronics'], title: 'Pocket phone, numbered edition 限量版', description: 'One hundred pieces; two to a customer within thirty days. Held for you when it is in your cart.', motif: 'phone', priceMinor: 49_900, weightGrams: 165, colours: ['red'], stock: 100, takesStockAt: 'cart', purchaseLimit: { units: 2, windowDays: 30 } },
  { ...store, key: 'smart-watch', categories: ['electronics/wearables'], title: 'Smart watch 智能手表', description: 'Steps, sleep, and the time.', motif: 'watch', priceMinor: 19_900, weightGrams: 48, colours: ['black', 'sand', 'teal'] },
  { ...store, key: 'watch-classic', categories: ['electronics/wearables', 'gifts'], title: 'Mechanical watch', description: 'Forty hours of reserve.', motif: 'watch', priceMinor: 59_900, weightGrams: 85, colours: ['black', 'blue'], stock: 12, messageFields: [field('engraving', 'Engraving on the back', { pattern: '[A-Za-z0-9 .&\\-]*' })] },
  { ...store, key: 'fountain-pen', categories: ['gifts'], title: 'Engraved fountain pen 刻字钢笔', description: 'Tell us the name: it is engraved on the barrel.', motif: 'pen', priceMinor: 3_900, weightGrams: 40, colours: ['black', 'blue', 'green'], messageFields: [field('engraving', 'Name to engrave 刻字', { required: true, maxLength: 16, pattern: '[\\p{L} .\\-]{1,16}' })] },
  { ...store, key: 'candle', categories: ['home/decor', 'gifts'], title: 'Beeswax candle', description: 'Burns for forty hours.', motif: 'candle', priceMinor: 1_290, weightGrams: 380, colours: ['yellow', 'ivory'] },
  { ...store, key: 'fern', categories: ['home/decor'], title: 'Potted fern 盆栽蕨', description: 'Likes shade and forgets a watering.', motif: 'plant', priceMinor: 1_790, weightGrams: 1_400, stock: 40 },
  { ...store, key: 'backpack', categories: ['clothing/accessories'], title: 'Commuter backpack 双肩包', description: 'Eighteen litres, a place for a laptop.', motif: 'bag', priceMinor: 7_900, weightGrams: 720, colours: ['black', 'grey', 'blue'] },

  { ...hillside, key: 'mug', categories: ['home/kitchen'], title: 'Stoneware mug 陶瓷马克杯', description: 'Holds 350 ml; dishwasher safe.', motif: 'mug', priceMinor: 1_900, weightGrams: 380, colours: ['red', 'blue', 'celadon', 'ivory'], messageFields: [field('greeting', 'Greeting on the card', { maxLength: 60 })] },
  { ...hillside, key: 'espresso-cup', categories: ['home/kitchen'], title: 'Espresso cup', description: 'Thick walls, 80 ml.', motif: 'mug', priceMinor: 1_200, weightGrams: 190, colours: ['black', 'ivory'] },
  { ...hillside, key: 'noodle-bowl', categories: ['home/kitchen'], title: '面碗 Noodle bowl', description: '手工拉坯，可进微波炉。 Thrown by hand.', motif: 'bowl', priceMinor: 2_600, weightGrams: 640, colours: ['celadon', 'blue'] },
  { ...hillside, key: 'serving-bowl', categories: ['home/kitchen'], title: 'Large serving bowl', description: 'For salad or for show.', motif: 'bowl', priceMinor: 5_900, weightGrams: 1_600, colours: ['ivory', 'sand'], stock: 15 },
  { ...hillside, key: 'vase', categories: ['home/decor'], title: '青瓷花瓶 Celadon vase', description: '龙泉釉色，每件不同。 No two glazes alike.', motif: 'bottle', priceMinor: 8_800, weightGrams: 1_250, colours: ['celadon'], sizes: ['S', 'L'], sizeStepMinor: 4_000, stock: 10 },
  { ...hillside, key: 'planter', categories: ['home/decor'], title: 'Terracotta planter', description: 'With a saucer.', motif: 'plant', priceMinor: 2_200, weightGrams: 1_900, sizes: ['S', 'M', 'L'], sizeStepMinor: 900 },
  { ...hillside, key: 'oil-bottle', categories: ['home/kitchen'], title: 'Oil bottle', description: 'Pours without a drip.', motif: 'bottle', priceMinor: 2_400, weightGrams: 520, colours: ['green', 'ivory'] },
  { ...hillside, key: 'artist-piece', categories: ['home/decor', 'gifts'], title: 'One-off wall piece', description: 'There is one. It is yours when it is paid.', motif: 'ring', priceMinor: 42_000, weightGrams: 2_800, stock: 1, takesStockAt: 'payment' },

  { ...tea, key: 'longjing', categories: ['tea/green'], title: '西湖龙井 Longjing green tea', description: '明前采摘，豆香。 Picked before Qingming.', motif: 'tea', priceMinor: 6_800, weightGrams: 130, sizes: ['50g', '100g', '250g'], sizeStepMinor: 5_800, goldBps: 500 },
  { ...tea, key: 'biluochun', categories: ['tea/green'], title: '碧螺春 Biluochun green tea', description: '花果香，细嫩。', motif: 'tea', priceMinor: 5_800, weightGrams: 130, sizes: ['50g', '100g'], sizeStepMinor: 4_900 },
  { ...tea, key: 'jasmine', categories: ['tea/green'], title: '茉莉花茶 Jasmine tea', description: '七窨一提。 Scented seven times.', motif: 'tea', priceMinor: 3_200, weightGrams: 130, sizes: ['100g', '250g'], sizeStepMinor: 3_600 },
  { ...tea, key: 'oolong', categories: ['tea'], title: '铁观音 Tieguanyin oolong', description: '清香型。', motif: 'tea', priceMinor: 4_500, weightGrams: 150, sizes: ['100g', '250g'], sizeStepMinor: 5_000 },
  { ...tea, key: 'puer', categories: ['tea'], title: '普洱茶饼 Aged pu-erh cake', description: '2015 年，357 克。', motif: 'tea', priceMinor: 16_800, weightGrams: 400, stock: 30, purchaseLimit: { units: 3, windowDays: 90 } },
  { ...tea, key: 'tea-month', categories: ['tea', 'digital'], title: '每月一茶 A tea a month', description: 'Twelve parcels, one a month.', motif: 'tea', priceMinor: 29_900, weightGrams: 130, kind: 'subscription', stock: 500 },
  { ...tea, key: 'gaiwan', categories: ['tea/ware'], title: '盖碗 Porcelain gaiwan', description: '白瓷，150 毫升。', motif: 'bowl', priceMinor: 3_600, weightGrams: 260, colours: ['ivory', 'celadon'] },
  { ...tea, key: 'teapot', categories: ['tea/ware', 'gifts'], title: '紫砂壶 Yixing clay teapot', description: '一人一壶；付款后为您留货。 One to a customer; yours when paid.', motif: 'mug', priceMinor: 38_000, weightGrams: 480, colours: ['red'], stock: 5, takesStockAt: 'payment', purchaseLimit: { units: 1, windowDays: 365 } },
  { ...tea, key: 'tea-tray', categories: ['tea/ware'], title: '竹茶盘 Bamboo tea tray', description: '可储水。', motif: 'box', priceMinor: 7_200, weightGrams: 1_350, stock: 25 },

  { ...northlight, key: 'tee', categories: ['clothing/tops'], title: 'Organic cotton T-shirt T恤', description: 'Heavy jersey, pre-washed.', motif: 'shirt', priceMinor: 2_490, weightGrams: 220, colours: ['black', 'ivory', 'teal', 'red'], sizes: SIZES },
  { ...northlight, key: 'hoodie', categories: ['clothing/tops'], title: 'Brushed hoodie 连帽卫衣', description: 'Soft inside.', motif: 'shirt', priceMinor: 5_900, weightGrams: 610, colours: ['grey', 'green'], sizes: SIZES },
  { ...northlight, key: 'linen-shirt', categories: ['clothing/tops'], title: 'Linen shirt 亚麻衬衫', description: 'For summer.', motif: 'shirt', priceMinor: 6_500, weightGrams: 240, colours: ['ivory', 'blue'], sizes: SIZES },
  { ...northlight, key: 'dress', categories: ['clothing'], title: '红色连衣裙 Red dress', description: '夏季轻薄面料。 Light, lined, with pockets.', motif: 'shirt', priceMinor: 8_900, weightGrams: 330, colours: ['red'], sizes: ['S', 'M', 'L'] },
  { ...northlight, key: 'runner', categories: ['clothing/shoes'], title: 'Running shoes 跑鞋', description: 'For roads and a little gravel.', motif: 'shoe', priceMinor: 11_900, weightGrams: 540, colours: ['blue', 'black'], sizes: SHOE_SIZES, stock: 15, goldBps: 1_000 },
  { ...northlight, key: 'sneaker-drop', categories: ['clothing/shoes'], title: 'Numbered sneaker', description: 'Forty pairs a size; one to a customer. Held for twenty minutes in your cart.', motif: 'shoe', priceMinor: 17_900, weightGrams: 620, colours: ['violet'], sizes: SHOE_SIZES, stock: 40, takesStockAt: 'cart', purchaseLimit: { units: 1, windowDays: 30 } },
  { ...northlight, key: 'beanie', categories: ['clothing/accessories'], title: 'Merino beanie', description: 'One size.', motif: 'hat', priceMinor: 2_900, weightGrams: 80, colours: ['grey', 'yellow', 'red'] },
  { ...northlight, key: 'sun-hat', categories: ['clothing/accessories'], title: '遮阳帽 Sun hat', description: '可折叠，防晒。', motif: 'hat', priceMinor: 3_400, weightGrams: 110, colours: ['sand', 'ivory'], stock: 0 },
  { ...northlight, key: 'silver-ring', categories: ['clothing/accessories', 'gifts'], title: 'Silver ring', description: 'With two initials inside, if you like.', motif: 'ring', priceMinor: 4_900, weightGrams: 8, sizes: ['52', '54', '56', '58'], messageFields: [field('initials', 'Initials', { maxLength: 2, pattern: '[A-Z]{2}' })] },

  { ...pixel, key: 'gift-card', categories: ['digital', 'gifts'], title: 'Gift card 礼品卡', description: 'Arrives by mail within a minute.', motif: 'card', priceMinor: 2_500, kind: 'virtual', sizes: ['25', '50', '75', '100'], sizeStepMinor: 2_500, stock: 100_000 },
  { ...pixel, key: 'ebook', categories: ['digital', 'books'], title: 'The Small Shop, e-book', description: 'EPUB and PDF.', motif: 'book', priceMinor: 990, kind: 'virtual', stock: 100_000 },
  { ...pixel, key: 'magazine', categories: ['digital', 'books'], title: 'Makers magazine, a year', description: 'Four issues.', motif: 'book', priceMinor: 3_600, kind: 'subscription', stock: 10_000 },
  { ...pixel, key: 'cookbook', categories: ['books'], title: '家常菜谱 Home cooking, bilingual', description: '一百道家常菜。 One hundred dishes.', motif: 'book', priceMinor: 2_900, weightGrams: 980 },
  { ...pixel, key: 'atlas', categories: ['books', 'gifts'], title: 'Atlas of small islands', description: 'Clothbound.', motif: 'book', priceMinor: 4_500, weightGrams: 1_250, stock: 18 },
  { ...pixel, key: 'novel', categories: ['books'], title: 'A quiet novel', description: 'Paperback.', motif: 'book', priceMinor: 1_290, weightGrams: 310, stock: 120 },
  { ...pixel, key: 'calendar-2028', categories: ['books'], title: 'Calendar 2028', description: 'On sale from autumn 2027.', motif: 'book', priceMinor: 1_890, weightGrams: 420, onShelfAt: new Date('2027-09-01T00:00:00.000Z') },
  { ...pixel, key: 'discontinued', categories: ['books'], title: 'Last year’s almanac', description: 'No longer sold.', motif: 'book', priceMinor: 990, weightGrams: 300, shelf: 'off' },
];
