/**
 * Operation × role × ownership: who may call what, and what the same role gets to see of another's (../../shared/design/proof.md,
 * "Security"). One row an operation, written down and reviewed apart from the code; policy.spec.ts fails when the code says
 * anything else, when an operation has no row, and when the running API lets anybody do more or less than its row says.
 */

export const ROLES = ['guest', 'customer', 'merchant', 'operator', 'admin', 'service'] as const;

export interface PolicyRow {
  readonly route: string;
  /** The roles, sorted, or `public`: credentials are not looked at. */
  readonly may: string;
  /**
   * Whose it is that the address names or the operation acts upon:
   * - `404`: somebody's own; another of the same role is told that there is nothing.
   * - `self`: the caller's own, which no address names: another's cannot be asked for.
   * - `shop`: the shop's; who may call sees all of it.
   */
  readonly object: '404' | 'self' | 'shop';
  /** What an API key must hold in addition. */
  readonly scope?: string;
}

export const POLICY_MATRIX: Readonly<Record<string, PolicyRow>> = {
  addCartLines: { route: 'POST /v1/cart/lines', may: 'customer guest', object: 'self' },
  addVariant: { route: 'POST /v1/admin/products/:id/variants', may: 'admin merchant operator', object: '404' },
  applyAsMerchant: { route: 'POST /v1/merchants', may: 'customer', object: 'self' },
  approveCreditGrant: {
    route: 'POST /v1/admin/credit-grants/:grantId/approval',
    may: 'admin operator',
    object: 'shop',
  },
  approveMerchant: { route: 'POST /v1/admin/merchants/:id/approval', may: 'admin operator', object: 'shop' },
  cancelOrder: { route: 'POST /v1/orders/:orderId/cancellation', may: 'customer', object: '404' },
  changeCartLine: { route: 'PATCH /v1/cart/lines/:id', may: 'customer guest', object: '404' },
  changePassword: { route: 'POST /v1/password-changes', may: 'admin customer merchant operator', object: 'self' },
  changeStock: { route: 'POST /v1/admin/stock/changes', may: 'admin operator', object: 'shop' },
  claimCoupon: { route: 'POST /v1/coupon-claims', may: 'customer', object: 'self' },
  clearCartLines: { route: 'DELETE /v1/cart/lines', may: 'customer guest', object: 'self' },
  cloneOffer: { route: 'POST /v1/admin/offers/:id/clones', may: 'admin operator', object: 'shop' },
  confirmPayment: { route: 'POST /v1/payments/:id/confirmation', may: 'customer', object: '404' },
  countOrders: { route: 'GET /v1/orders/counts', may: 'customer', object: 'self' },
  createApiKey: { route: 'POST /v1/admin/api-keys', may: 'admin', object: 'shop' },
  createCategory: { route: 'POST /v1/admin/categories', may: 'admin operator', object: 'shop' },
  createCoupon: { route: 'POST /v1/admin/coupons', may: 'admin operator', object: 'shop' },
  createOffer: { route: 'POST /v1/admin/offers', may: 'admin operator', object: 'shop' },
  createProduct: { route: 'POST /v1/admin/products', may: 'admin merchant operator', object: 'self' },
  createStaffAccount: { route: 'POST /v1/admin/accounts', may: 'admin', object: 'shop' },
  disableAccount: { route: 'POST /v1/admin/accounts/:id/disablement', may: 'admin', object: 'shop' },
  dryRunOffer: { route: 'POST /v1/admin/offer-dry-runs', may: 'admin operator', object: 'shop' },
  editCategory: { route: 'PATCH /v1/admin/categories/:id', may: 'admin operator', object: 'shop' },
  editMerchant: { route: 'PATCH /v1/admin/merchants/:id', may: 'admin merchant operator', object: '404' },
  editProduct: { route: 'PATCH /v1/admin/products/:id', may: 'admin merchant operator', object: '404' },
  editVariant: { route: 'PATCH /v1/admin/variants/:id', may: 'admin merchant operator', object: '404' },
  editWarehouse: {
    route: 'PATCH /v1/admin/merchants/:id/warehouses/:warehouseId',
    may: 'admin merchant operator',
    object: '404',
  },
  enableAccount: { route: 'DELETE /v1/admin/accounts/:id/disablement', may: 'admin', object: 'shop' },
  getAccount: { route: 'GET /v1/admin/accounts/:id', may: 'admin operator', object: 'shop' },
  getAnyOrder: { route: 'GET /v1/admin/orders/:orderId', may: 'admin operator', object: 'shop' },
  getCart: { route: 'GET /v1/cart', may: 'customer guest', object: 'self' },
  getCoupon: { route: 'GET /v1/admin/coupons/:id', may: 'admin operator', object: 'shop' },
  getLiveness: { route: 'GET /health/live', may: 'public', object: 'shop' },
  getMe: { route: 'GET /v1/me', may: 'admin customer merchant operator', object: 'self' },
  getMerchant: { route: 'GET /v1/merchants/:id', may: 'public', object: 'shop' },
  getMerchantForAdmin: { route: 'GET /v1/admin/merchants/:id', may: 'admin merchant operator', object: '404' },
  getMetrics: { route: 'GET /metrics', may: 'public', object: 'shop' },
  getMyMerchant: { route: 'GET /v1/merchants/mine', may: 'customer merchant', object: 'self' },
  getOfferForAdmin: { route: 'GET /v1/admin/offers/:id', may: 'admin operator', object: 'shop' },
  getOrder: { route: 'GET /v1/orders/:orderId', may: 'customer', object: '404' },
  getOrderFlows: { route: 'GET /v1/order-flows', may: 'public', object: 'shop' },
  getOrderTimeline: { route: 'GET /v1/orders/:orderId/timeline', may: 'customer', object: '404' },
  getPayment: { route: 'GET /v1/payments/:id', may: 'customer', object: '404' },
  getPicture: { route: 'GET /v1/pictures/:id', may: 'public', object: 'shop' },
  getProduct: { route: 'GET /v1/products/:id', may: 'public', object: 'shop' },
  getProductForAdmin: { route: 'GET /v1/admin/products/:id', may: 'admin merchant operator', object: '404' },
  getReadiness: { route: 'GET /health/ready', may: 'public', object: 'shop' },
  getSaga: { route: 'GET /v1/admin/sagas/:sagaId', may: 'admin operator', object: 'shop' },
  getWallet: { route: 'GET /v1/wallet', may: 'customer', object: 'self' },
  giveBackOutside: {
    route: 'POST /v1/admin/payments/:paymentId/outside-refund',
    may: 'admin operator',
    object: 'shop',
  },
  giveCoupons: { route: 'POST /v1/admin/coupons/:id/grants', may: 'admin operator', object: 'shop' },
  listAccounts: { route: 'GET /v1/admin/accounts', may: 'admin operator', object: 'shop' },
  listApiKeys: { route: 'GET /v1/admin/api-keys', may: 'admin', object: 'shop' },
  listCategories: { route: 'GET /v1/categories', may: 'public', object: 'shop' },
  listCoupons: { route: 'GET /v1/admin/coupons', may: 'admin operator', object: 'shop' },
  listCreditGrants: { route: 'GET /v1/admin/credit-grants', may: 'admin operator', object: 'shop' },
  listMerchants: { route: 'GET /v1/admin/merchants', may: 'admin merchant operator', object: 'self' },
  listMyCoupons: { route: 'GET /v1/me/coupons', may: 'customer', object: 'self' },
  listOffers: { route: 'GET /v1/offers', may: 'public', object: 'shop' },
  listOffersForAdmin: { route: 'GET /v1/admin/offers', may: 'admin operator', object: 'shop' },
  listOperatorActs: { route: 'GET /v1/admin/operator-acts', may: 'admin operator', object: 'shop' },
  listOrderPayments: { route: 'GET /v1/orders/:orderId/payments', may: 'customer', object: '404' },
  listOrders: { route: 'GET /v1/orders', may: 'customer', object: 'self' },
  listPaymentAlarms: {
    route: 'GET /v1/admin/payment-alarms',
    may: 'admin operator service',
    object: 'shop',
    scope: 'payments:read',
  },
  listPaymentRefunds: { route: 'GET /v1/admin/payments/:paymentId/refunds', may: 'admin operator', object: 'shop' },
  listPayments: {
    route: 'GET /v1/admin/payments',
    may: 'admin operator service',
    object: 'shop',
    scope: 'payments:read',
  },
  listPrices: { route: 'GET /v1/admin/variants/:id/prices', may: 'admin merchant operator', object: '404' },
  listProducts: { route: 'GET /v1/products', may: 'public', object: 'shop' },
  listProductsForAdmin: { route: 'GET /v1/admin/products', may: 'admin merchant operator', object: 'self' },
  listSagas: { route: 'GET /v1/admin/sagas', may: 'admin operator', object: 'shop' },
  listShippingWork: { route: 'GET /v1/admin/shipping-work', may: 'admin merchant operator', object: 'self' },
  listStock: { route: 'GET /v1/admin/stock', may: 'admin operator', object: 'shop' },
  listStockMovements: { route: 'GET /v1/admin/stock/movements', may: 'admin operator', object: 'shop' },
  listWalletEntries: { route: 'GET /v1/wallet/entries', may: 'customer', object: 'self' },
  listWarehouses: { route: 'GET /v1/admin/merchants/:id/warehouses', may: 'admin merchant operator', object: '404' },
  listWebhookEvents: {
    route: 'GET /v1/admin/webhook-events',
    may: 'admin operator service',
    object: 'shop',
    scope: 'payments:read',
  },
  logIn: { route: 'POST /v1/sessions', may: 'public', object: 'shop' },
  logOut: { route: 'DELETE /v1/sessions/current', may: 'admin customer merchant operator', object: 'self' },
  openPayment: { route: 'POST /v1/orders/:orderId/payments', may: 'customer', object: '404' },
  openWarehouse: { route: 'POST /v1/admin/merchants/:id/warehouses', may: 'admin merchant operator', object: '404' },
  placeOrder: { route: 'POST /v1/orders', may: 'customer', object: 'self' },
  placeOrderFromCart: { route: 'POST /v1/orders/from-cart', may: 'customer', object: 'self' },
  previewCheckout: { route: 'POST /v1/checkout/preview', may: 'customer', object: 'self' },
  proposeCreditGrant: { route: 'POST /v1/admin/credit-grants', may: 'admin operator', object: 'shop' },
  receivePaymentWebhook: { route: 'POST /v1/webhooks/payments/:provider', may: 'public', object: 'shop' },
  refreshSession: { route: 'POST /v1/sessions/refresh', may: 'public', object: 'shop' },
  registerCustomer: { route: 'POST /v1/customers', may: 'public', object: 'shop' },
  rejectCreditGrant: {
    route: 'POST /v1/admin/credit-grants/:grantId/rejection',
    may: 'admin operator',
    object: 'shop',
  },
  removeCartLine: { route: 'DELETE /v1/cart/lines/:id', may: 'customer guest', object: '404' },
  removeCategory: { route: 'DELETE /v1/admin/categories/:id', may: 'admin operator', object: 'shop' },
  resolvePaymentAlarm: {
    route: 'POST /v1/admin/payment-alarms/:alarmId/resolution',
    may: 'admin operator',
    object: 'shop',
  },
  resumeSaga: { route: 'POST /v1/admin/sagas/:sagaId/resumption', may: 'admin operator', object: 'shop' },
  retryWebhookEvent: {
    route: 'POST /v1/admin/webhook-events/:provider/:eventId/retries',
    may: 'admin operator',
    object: 'shop',
  },
  revokeApiKey: { route: 'DELETE /v1/admin/api-keys/:id', may: 'admin', object: 'shop' },
  scheduleOffer: { route: 'POST /v1/admin/offers/:id/schedule', may: 'admin operator', object: 'shop' },
  searchOrders: { route: 'GET /v1/admin/orders', may: 'admin operator', object: 'shop' },
  selectCartLines: { route: 'POST /v1/cart/selection', may: 'customer guest', object: 'self' },
  stopCoupon: { route: 'POST /v1/admin/coupons/:id/stop', may: 'admin operator', object: 'shop' },
  stopOffer: { route: 'POST /v1/admin/offers/:id/stop', may: 'admin operator', object: 'shop' },
  streamEvents: { route: 'GET /v1/events', may: 'admin customer merchant operator', object: 'self' },
  suspendMerchant: { route: 'POST /v1/admin/merchants/:id/suspension', may: 'admin operator', object: 'shop' },
  updateMe: { route: 'PATCH /v1/me', may: 'admin customer merchant operator', object: 'self' },
  welcomeGuest: { route: 'POST /v1/guests', may: 'public', object: 'shop' },
};
