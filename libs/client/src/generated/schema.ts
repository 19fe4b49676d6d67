/** Written by `npm run sync` from docs/openapi.json; do not edit. */
export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the process alive */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Should the process be sent requests; 503 with the same body when not */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Numbers for Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Accounts, newest first
         * @description For operator, admin.
         */
        get: operations["listAccounts"];
        put?: never;
        /**
         * Create an account for staff
         * @description For admin.
         */
        post: operations["createStaffAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An account
         * @description For operator, admin.
         */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/accounts/{id}/disablement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an account: its sessions end at once and it cannot log in
         * @description For admin.
         */
        post: operations["disableAccount"];
        /**
         * Let a stopped account log in again
         * @description For admin.
         */
        delete: operations["enableAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * API keys, newest first
         * @description For admin.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key for a service; it is shown once
         * @description For admin.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Refuse an API key from now on
         * @description For admin.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a category
         * @description For operator, admin.
         */
        post: operations["createCategory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/categories/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a category without children and products
         * @description For operator, admin.
         */
        delete: operations["removeCategory"];
        options?: never;
        head?: never;
        /**
         * Rename or move a category; what is below it follows
         * @description For operator, admin.
         */
        patch: operations["editCategory"];
        trace?: never;
    };
    "/v1/admin/coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Coupons, newest first
         * @description For operator, admin.
         */
        get: operations["listCoupons"];
        put?: never;
        /**
         * Make a coupon
         * @description For operator, admin.
         */
        post: operations["createCoupon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/coupons/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A coupon with its counters
         * @description For operator, admin.
         */
        get: operations["getCoupon"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/coupons/{id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a coupon to customers; each gets one or a reason
         * @description For operator, admin.
         */
        post: operations["giveCoupons"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/coupons/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * No one can claim or use it from now on; orders that have it keep it
         * @description For operator, admin.
         */
        post: operations["stopCoupon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/credit-grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Proposed and decided grants, newest first
         * @description For operator, admin.
         */
        get: operations["listCreditGrants"];
        put?: never;
        /**
         * Propose a grant of credit or points
         * @description For operator, admin.
         */
        post: operations["proposeCreditGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/credit-grants/{grantId}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve somebody else's proposal; the credit is there at once
         * @description For operator, admin.
         */
        post: operations["approveCreditGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/credit-grants/{grantId}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject somebody else's proposal
         * @description For operator, admin.
         */
        post: operations["rejectCreditGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/merchants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Merchants, newest first; a merchant account sees its own
         * @description For operator, admin, merchant.
         */
        get: operations["listMerchants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/merchants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A merchant
         * @description For operator, admin, merchant.
         */
        get: operations["getMerchantForAdmin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a merchant's particulars
         * @description A merchant account changes its own name, phone and shipping; operators the rest.
         *
         *     For operator, admin, merchant.
         */
        patch: operations["editMerchant"];
        trace?: never;
    };
    "/v1/admin/merchants/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a merchant sell, for the first time or again
         * @description The account that applied becomes the merchant's: from the same moment its sessions see this merchant's data, and only that; it shops no more. A merchant whose applicant had no account gets one from an administrator.
         *
         *     For operator, admin.
         */
        post: operations["approveMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/merchants/{id}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a merchant from selling; what is ordered stays ordered
         * @description Its accounts keep working: what is ordered is still to be sent.
         *
         *     For operator, admin.
         */
        post: operations["suspendMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/merchants/{id}/warehouses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A merchant's warehouses, by priority
         * @description For operator, admin, merchant.
         */
        get: operations["listWarehouses"];
        put?: never;
        /**
         * Open a warehouse
         * @description For operator, admin, merchant.
         */
        post: operations["openWarehouse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/merchants/{id}/warehouses/{warehouseId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change, close or reopen a warehouse
         * @description For operator, admin, merchant.
         */
        patch: operations["editWarehouse"];
        trace?: never;
    };
    "/v1/admin/offer-dry-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Price a basket at a time under an offer; nothing is kept
         * @description Lines are keyed by their place, from 0.
         *
         *     For operator, admin.
         */
        post: operations["dryRunOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Offers of every state, newest first
         * @description For operator, admin.
         */
        get: operations["listOffersForAdmin"];
        put?: never;
        /**
         * Make an offer; it runs by itself from startsAt to endsAt
         * @description For operator, admin.
         */
        post: operations["createOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/offers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An offer with its counters
         * @description For operator, admin.
         */
        get: operations["getOfferForAdmin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/offers/{id}/clones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an offer with the terms of another, in a window of its own
         * @description For operator, admin.
         */
        post: operations["cloneOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/offers/{id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move the window of an offer; preheating shows it before it starts
         * @description For operator, admin.
         */
        post: operations["scheduleOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/offers/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End an offer now
         * @description One that has not begun will not begin; orders placed under it keep their prices.
         *
         *     For operator, admin.
         */
        post: operations["stopOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/operator-acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What operators did by hand, and why, newest first
         * @description For operator, admin.
         */
        get: operations["listOperatorActs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All customers' orders, newest first
         * @description For operator, admin.
         */
        get: operations["searchOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Any customer's order
         * @description For operator, admin.
         */
        get: operations["getAnyOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/payment-alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What gateways told us that does not fit, newest first
         * @description For operator, admin, service with the scope `payments:read` for service keys.
         */
        get: operations["listPaymentAlarms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/payment-alarms/{alarmId}/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve an alarm with a note
         * @description What raised it raises it again if it is told once more; then it is open again.
         *
         *     For operator, admin.
         */
        post: operations["resolvePaymentAlarm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Payments, newest first
         * @description For operator, admin, service with the scope `payments:read` for service keys.
         */
        get: operations["listPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/payments/{paymentId}/outside-refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record that a payment whose return is stuck was given back without its gateway
         * @description All that is left of it counts as refunded, under the reference given, and the stuck flow goes on. Refused while a refund at the gateway may still succeed.
         *
         *     For operator, admin.
         */
        post: operations["giveBackOutside"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/payments/{paymentId}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The refunds of a payment, each attempt by itself
         * @description For operator, admin.
         */
        get: operations["listPaymentRefunds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Products on and off the shelf, newest first; a merchant account sees its own
         * @description For operator, admin, merchant.
         */
        get: operations["listProductsForAdmin"];
        put?: never;
        /**
         * Add a product with its variants
         * @description For operator, admin, merchant.
         */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A product, on or off the shelf
         * @description For operator, admin, merchant.
         */
        get: operations["getProductForAdmin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a product
         * @description For operator, admin, merchant.
         */
        patch: operations["editProduct"];
        trace?: never;
    };
    "/v1/admin/products/{id}/variants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a variant to a product
         * @description For operator, admin, merchant.
         */
        post: operations["addVariant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/sagas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Flows under way, newest first
         * @description For operator, admin.
         */
        get: operations["listSagas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/sagas/{sagaId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A flow: where it stands and why it is stuck
         * @description For operator, admin.
         */
        get: operations["getSaga"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/sagas/{sagaId}/resumption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a stuck flow go on from where it stopped
         * @description A refund that failed for good is tried again as a new attempt; one whose outcome is unknown is asked about again with the same key.
         *
         *     For operator, admin.
         */
        post: operations["resumeSaga"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/shipping-work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is to be shipped, oldest first; a merchant sees its own
         * @description For merchant, operator, admin.
         */
        get: operations["listShippingWork"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stock of a variant by warehouse
         * @description For operator, admin.
         */
        get: operations["listStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/stock/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Book goods in, back, or counted anew; all or nothing
         * @description For operator, admin.
         */
        post: operations["changeStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/stock/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every movement behind a number, newest first
         * @description For operator, admin.
         */
        get: operations["listStockMovements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/variants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a variant: its price, shelf, limits; its sku stays
         * @description For operator, admin, merchant.
         */
        patch: operations["editVariant"];
        trace?: never;
    };
    "/v1/admin/variants/{id}/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A variant's price history, newest first
         * @description For operator, admin, merchant.
         */
        get: operations["listPrices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhook-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events received from payment gateways, newest first
         * @description For operator, admin, service with the scope `payments:read` for service keys.
         */
        get: operations["listWebhookEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhook-events/{provider}/{eventId}/retries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try an event again that was refused, alarmed or waits
         * @description It is read and recorded as if it came now; the answer says where it stands after that. An event whose payment is still unknown stays as it was.
         *
         *     For operator, admin.
         */
        post: operations["retryWebhookEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The cart with live prices and stock, grouped by seller
         * @description For customer, guest.
         */
        get: operations["getCart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cart/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put articles into the cart
         * @description Each line is added as far as it can be: the same article with the same messages adds to its line, quantities are cut to what may be bought, the rest is left out and explained. 422 NOTHING_ADDED when nothing could be added.
         *
         *     For customer, guest.
         */
        post: operations["addCartLines"];
        /**
         * Remove all lines, the selected ones, or those off shelf
         * @description For customer, guest.
         */
        delete: operations["clearCartLines"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cart/lines/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a line
         * @description For customer, guest.
         */
        delete: operations["removeCartLine"];
        options?: never;
        head?: never;
        /**
         * Change quantity, messages, selection or variant of a line
         * @description A line that becomes the same as another takes it in. The quantity is cut to what may be bought.
         *
         *     For customer, guest.
         */
        patch: operations["changeCartLine"];
        trace?: never;
    };
    "/v1/cart/selection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Select or unselect lines, a seller's lines, or all
         * @description Lines that are out of stock or off shelf stay unselected and are named in `notices`.
         *
         *     For customer, guest.
         */
        post: operations["selectCartLines"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The category tree, parents before children */
        get: operations["listCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkout/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What an order would cost, and what stands against it
         * @description Prices the lines in the body, or the selected cart lines. Holds nothing.
         *
         *     For customer.
         */
        post: operations["previewCheckout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coupon-claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim a coupon by its code
         * @description For customer.
         */
        post: operations["claimCoupon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register and be signed in
         * @description A repetition under the same Idempotency-Key signs in anew: tokens are kept nowhere.
         */
        post: operations["registerCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live changes of my wallet, orders and payments
         * @description Committed changes only, each with an id to go on from. `reset`: too much was missed, load the present state.
         *
         *     For customer, merchant, operator, admin.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/guests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a guest token for a device
         * @description The same device gets the same guest, whose cart is kept. A guest has a cart and nothing else.
         */
        post: operations["welcomeGuest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your own account
         * @description For customer, merchant, operator, admin.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change your name
         * @description For customer, merchant, operator, admin.
         */
        patch: operations["updateMe"];
        trace?: never;
    };
    "/v1/me/coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's coupons, last claimed first
         * @description For customer.
         */
        get: operations["listMyCoupons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply to sell here
         * @description An operator approves; the account then works for the merchant.
         *
         *     For customer.
         */
        post: operations["applyAsMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A merchant that sells here */
        get: operations["getMerchant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The merchant that the caller applied for or works for
         * @description For customer, merchant.
         */
        get: operations["getMyMerchant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Running offers, and upcoming ones that are announced */
        get: operations["listOffers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/order-flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How sub-orders move, by goods type, and the state an order shows */
        get: operations["getOrderFlows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My orders, newest first
         * @description For customer.
         */
        get: operations["listOrders"];
        put?: never;
        /**
         * Buy one product at once, or several
         * @description Does not touch the cart. All or nothing: a refusal holds nothing. Paid in full by credit the order is `paid` at once, else `awaiting_payment` until `payBy`.
         *
         *     For customer.
         */
        post: operations["placeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of my orders
         * @description For customer.
         */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an unpaid order
         * @description Everything held is given back; a payment under way is called off at its gateway first.
         *
         *     For customer.
         */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The payments of an order
         * @description For customer.
         */
        get: operations["listOrderPayments"];
        put?: never;
        /**
         * Open a payment for what is left to pay
         * @description The answer says where the customer goes on. Several payments may cover one order; a failed one leaves it payable until `payBy`.
         *
         *     For customer.
         */
        post: operations["openPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that happened to an order, oldest first
         * @description For customer.
         */
        get: operations["getOrderTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many orders I have in each state
         * @description For customer.
         */
        get: operations["countOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/from-cart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Buy the selected lines of the cart
         * @description The lines leave the cart in the same act.
         *
         *     For customer.
         */
        post: operations["placeOrderFromCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/password-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the password; all other sessions end
         * @description For customer, merchant, operator, admin.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A payment of your own
         * @description For customer.
         */
        get: operations["getPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay with a card token
         * @description Authorises the payment at its provider. `awaiting: gateway` in the answer means that the provider has not answered in time: the outcome comes by itself, or ask again with the same Idempotency-Key.
         *
         *     For customer.
         */
        post: operations["confirmPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pictures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture, drawn as SVG */
        get: operations["getPicture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is on the shelf: filtered, sorted, searched
         * @description Filters add up. Price and attributes must be met by one variant of the product.
         */
        get: operations["listProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The product page: variants, prices and what can be had now */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in with e-mail address and password
         * @description Unknown address, wrong password and disabled account are answered alike. Every login opens a session.
         */
        post: operations["logIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End this session
         * @description For customer, merchant, operator, admin.
         */
        delete: operations["logOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a refresh token for a new pair of tokens
         * @description Each refresh token is good for one exchange; using one again ends its session, for whoever holds its tokens.
         */
        post: operations["refreshSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The balance of credit and points
         * @description For customer.
         */
        get: operations["getWallet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallet/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What came in and went out, newest first
         * @description For customer.
         */
        get: operations["listWalletEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/payments/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * For payment gateways: deliver an event
         * @description Any JSON body, signed by the provider in headers (`webhook-signature`, `stripe-signature`) over its raw bytes.
         */
        post: operations["receivePaymentWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountDto: {
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            /** @example Ada Lovelace */
            displayName: string;
            /**
             * Format: email
             * @description Lower case
             * @example ada@example.com
             */
            email: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * Format: uuid
             * @description For role merchant
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            merchantId: string | null;
            /**
             * @description Others name it when they register
             * @example 7K3MQ0ZT
             */
            referralCode: string;
            /**
             * @example customer
             * @enum {string}
             */
            role: "customer" | "merchant" | "operator" | "admin";
            /**
             * @example active
             * @enum {string}
             */
            state: "active" | "disabled";
            /**
             * @description Grows with each change
             * @example 1
             */
            version: number;
        };
        AccountPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["AccountDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        AddedLineAnswer: {
            /**
             * @description The most units the line may have, when they were cut
             * @example 3
             */
            atMost?: number;
            /**
             * @description What cut them
             * @example line_cap
             * @enum {string}
             */
            boundBy?: "line_cap" | "purchase_limit" | "stock";
            /** @description What is wrong with the messages */
            faults?: string[];
            /**
             * Format: uuid
             * @description The line it is on; null when it was left out
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            lineId: string | null;
            /**
             * @description `added`, `merged` and `quantity_limited` with a lineId are in the cart; the rest was left out
             * @example added
             * @enum {string}
             */
            outcome: "added" | "merged" | "quantity_limited" | "out_of_stock" | "off_shelf" | "message_invalid" | "cart_full" | "unknown_sku";
            /**
             * @description Units on the line afterwards
             * @example 3
             */
            quantity: number;
            /**
             * @description Units asked for
             * @example 2
             */
            requested: number;
            /** @example MUG-BLUE */
            sku: string;
        };
        AddLinesAnswer: {
            lines: components["schemas"]["AddedLineAnswer"][];
            /** @description What was cut or left out, in words */
            notices: components["schemas"]["CartNoticeAnswer"][];
        };
        AddLinesDto: {
            lines: components["schemas"]["WantedLineDto"][];
        };
        AddressDto: {
            /** @example London */
            city: string;
            /**
             * @description ISO 3166-1 alpha-2
             * @example GB
             */
            country: string;
            /** @example 12 St James Square */
            line1: string;
            /** @example Flat 2 */
            line2?: string;
            /** @example Ada Lovelace */
            name: string;
            /** @example +44 20 7946 0000 */
            phone?: string;
            /** @example SW1Y 4JH */
            postalCode?: string;
            /** @example Greater London */
            region?: string;
        };
        AdminCouponDto: {
            /**
             * @description With offBps: at most so much
             * @example 5000
             */
            cap?: number | null;
            /**
             * @description Absent: only operators give it away
             * @example WELCOME
             */
            code?: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-12-31T00:00:00Z
             */
            endsAt?: string | null;
            /**
             * @description How many were claimed or given
             * @example 12
             */
            granted: number;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * @description What the goods must come to after offers
             * @default 0
             * @example 20000
             */
            minSpend: number;
            /** @example Welcome: 20.00 off from 200.00 */
            name: string;
            /**
             * @description An amount off; either this or offBps
             * @example 2000
             */
            off?: number;
            /**
             * @description A share off: 1000 is 10 %
             * @example 1000
             */
            offBps?: number;
            /**
             * @description How many a customer may have
             * @default 1
             * @example 1
             */
            perCustomerLimit: number;
            scope: components["schemas"]["ScopeDto"];
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            startsAt: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            stoppedAt: string | null;
            /**
             * @description How many there are in all
             * @example 10000
             */
            totalLimit?: number | null;
            /**
             * @description Valid so many days after claiming; absent: from startsAt to endsAt
             * @example 30
             */
            validDays?: number | null;
            /** @example 1 */
            version: number;
        };
        AdminCouponPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["AdminCouponDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        AdminOfferDto: {
            /**
             * @description Flash units of orders not paid yet
             * @example 3
             */
            claimed: number;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Absent: until it is stopped
             * @example 2026-12-01T00:00:00Z
             */
            endsAt?: string | null;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * @example threshold_amount_off
             * @enum {string}
             */
            kind: "item_price" | "item_percent" | "flash_sale" | "member_price" | "member_percent" | "threshold_amount_off" | "threshold_percent_off" | "threshold_gift";
            /** @description member_percent */
            memberOffBps?: components["schemas"]["MemberDiscountDto"][];
            /** @description member_price */
            memberPrices?: components["schemas"]["MemberPriceDto"][];
            /** @example 50 off from 300 */
            name: string;
            /**
             * @description item_percent: 1200 is 12 % off
             * @example 1200
             */
            offBps?: number;
            /**
             * @description flash_sale: units a customer
             * @example 2
             */
            perCustomerLimit?: number | null;
            /**
             * Format: date-time
             * @description Shown as upcoming from then on
             * @example 2026-11-22T09:30:00.000Z
             */
            preheatFrom?: string | null;
            /**
             * @description item_price, flash_sale: the price of a unit
             * @example 5900
             */
            price?: number;
            /**
             * @description flash_sale: units in all
             * @example 100
             */
            quota?: number | null;
            scope: components["schemas"]["ScopeDto"];
            /**
             * @description Flash units of paid orders
             * @example 12
             */
            sold: number;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            startsAt: string;
            /**
             * @example running
             * @enum {string}
             */
            state: "hidden" | "upcoming" | "running" | "ended";
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            stoppedAt: string | null;
            /** @description threshold_*: rising */
            tiers?: components["schemas"]["TierDto"][];
            /** @example 17 */
            version: number;
        };
        AdminOfferPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["AdminOfferDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        AdminPaymentDto: {
            /** @example 15250 */
            amount: number;
            /**
             * @description An outside call of whose outcome we are not sure
             * @example null
             * @enum {string|null}
             */
            calling: "create" | "confirm" | "capture" | "void" | null;
            /** @example 15250 */
            captured: number;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            /** @example USD */
            currency: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            customerId: string;
            /** @example null */
            failureReason: string | null;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            orderId: string;
            /** @example sandbox */
            provider: string;
            /** @example pay_1 */
            reference: string | null;
            /** @example 0 */
            refunded: number;
            /**
             * @example captured
             * @enum {string}
             */
            state: "created" | "pending" | "failed" | "authorized" | "voided" | "captured";
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            updatedAt: string;
        };
        AdminPaymentPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["AdminPaymentDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        AdminRefundDto: {
            /** @example 15250 */
            amount: number;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            /** @example null */
            failureReason: string | null;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            paymentId: string;
            /** @example order not carried out */
            reason: string;
            /**
             * @description How the one who paid it names it
             * @example re_1
             */
            reference: string | null;
            /**
             * @example succeeded
             * @enum {string}
             */
            state: "reserved" | "calling" | "failed" | "succeeded";
            /**
             * @description outside: an operator gave it back without the gateway
             * @example gateway
             * @enum {string}
             */
            went: "gateway" | "outside";
        };
        AdminRefundsDto: {
            /** @description Oldest first */
            refunds: components["schemas"]["AdminRefundDto"][];
        };
        AllowedActionDto: {
            /**
             * @example pay
             * @enum {string}
             */
            action: "pay" | "confirm_receipt" | "track" | "remind_shipment" | "review" | "reorder" | "apply_after_sales" | "cancel" | "delete";
            /** @example true */
            allowed: boolean;
            /**
             * @description Lower is shown first
             * @example 1
             */
            priority: number;
            /**
             * @description Why not, when not
             * @example NOTHING_TO_PAY
             */
            reason: string | null;
        };
        ApiKeyDto: {
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description The administrator who made it
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            createdBy: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            expiresAt: string | null;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * @description How the key begins, to tell keys apart
             * @example cwk_Zk3m0b
             */
            keyStart: string;
            /**
             * Format: date-time
             * @description To the hour
             * @example 2026-11-22T09:30:00.000Z
             */
            lastUsedAt: string | null;
            /** @example warehouse scanner */
            name: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            revokedAt: string | null;
            /**
             * @example [
             *       "stock:write"
             *     ]
             */
            scopes: string[];
        };
        ApiKeyPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["ApiKeyDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        ApplyAsMerchantDto: {
            /**
             * @example self_operated
             * @enum {string}
             */
            goodsType: "self_operated" | "consignment" | "third_party";
            /** @example Hillside Ceramics */
            name: string;
            /**
             * @description Customer service
             * @example +1 555 0100
             */
            phone: string;
        };
        ApproveMerchantDto: {
            /**
             * @description Share of a sale given back, in basis points
             * @example 500
             */
            rewardBps?: number;
        };
        AssetBalanceDto: {
            /**
             * @description What can be spent now
             * @example 10000
             */
            available: number;
            /**
             * @description What the ledger says
             * @example 10000
             */
            balance: number;
            /**
             * @description What expires within 7 days unless it is spent
             * @example 0
             */
            expiringSoon: number;
            /**
             * @description Set aside for orders that are not paid yet
             * @example 0
             */
            held: number;
        };
        BasketOfferDto: {
            /**
             * @description How much more reaches the next tier
             * @example null
             */
            addForNext: number | null;
            /** @example true */
            applied: boolean;
            /**
             * @description What these lines come to
             * @example 40950
             */
            base: number;
            /** @example 5000 */
            discount: number;
            /**
             * @description Keys of the lines that take part
             * @example [
             *       "0",
             *       "1"
             *     ]
             */
            lines: string[];
            /** @example 50 off from 300 */
            name: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            offerId: string;
            /**
             * @description OTHER_OFFER: its lines are worth more in other offers
             * @example null
             * @enum {string|null}
             */
            reason: "BELOW_THRESHOLD" | "OTHER_OFFER" | "UPCOMING" | null;
        };
        BreakdownDto: {
            /** @example 5000 */
            basketOffers: number;
            /**
             * @description False when so many offers compete that a better combination cannot be ruled out
             * @example true
             */
            bestProven: boolean;
            /** @example USD */
            currency: string;
            gifts: components["schemas"]["GiftLineDto"][];
            /**
             * @description What the goods come to
             * @example 35950
             */
            goods: number;
            /** @example 0 */
            lineOffers: number;
            lines: components["schemas"]["PricedLineDto"][];
            /** @example 40950 */
            list: number;
            offers: components["schemas"]["BasketOfferDto"][];
        };
        BuyLineDto: {
            /**
             * @description Values of the product's message fields
             * @example {
             *       "key": "value"
             *     }
             */
            messages?: {
                [key: string]: string;
            };
            /** @example 2 */
            quantity: number;
            /** @example MUG-RED */
            sku: string;
        };
        CartAnswer: {
            /** @example USD */
            currency: string;
            /** @description By newest line; what is off shelf comes last */
            groups: components["schemas"]["CartGroupAnswer"][];
            /** @example 2 */
            lineCount: number;
            /**
             * @description The most lines a cart carries
             * @example 120
             */
            lineCountMax: number;
            notices: components["schemas"]["CartNoticeAnswer"][];
            /**
             * @description Goods of the selected lines at live prices, before offers, coupons and shipping
             * @example 3998
             */
            selectedGoodsTotal: number;
            /** @example 1 */
            selectedLineCount: number;
            /** @example 2 */
            selectedUnitCount: number;
        };
        CartGroupAnswer: {
            /**
             * @example merchant
             * @enum {string}
             */
            kind: "merchant" | "off_shelf";
            /** @description Newest first */
            lines: components["schemas"]["CartLineAnswer"][];
            /**
             * Format: uuid
             * @description The seller of a `merchant` group
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            merchantId: string | null;
            /**
             * @description How many of its selectable lines are selected
             * @example all
             * @enum {string}
             */
            selection: "all" | "some" | "none";
            /**
             * @description What to write above the group
             * @example Blue Kiln
             */
            title: string | null;
        };
        CartLineAnswer: {
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            addedAt: string;
            /**
             * @example {
             *       "colour": "blue"
             *     }
             */
            attributes: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description Until when the line holds its stock; then it leaves the cart
             * @example 2026-11-22T09:30:00.000Z
             */
            holdExpiresAt: string | null;
            /**
             * @description Seconds left of the hold
             * @example 1140
             */
            holdSecondsLeft: number | null;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * @description The limit per customer in words
             * @example at most 2 per customer in 30 days
             */
            limitText: string | null;
            /**
             * @description Price now times quantity, before offers
             * @example 3998
             */
            lineTotal: number;
            /**
             * @description The most units this line may have now
             * @example 3
             */
            maxQuantity: number;
            /**
             * @description Values of the message fields
             * @example {
             *       "engraving": "For Ada"
             *     }
             */
            messages: {
                [key: string]: string;
            };
            /** @example /v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
            pictureUrl: string | null;
            /**
             * @description Price of one unit now
             * @example 1999
             */
            price: number;
            /**
             * @description The price now against the price when added
             * @example down
             * @enum {string}
             */
            priceChange: "same" | "up" | "down";
            /**
             * @description Price of one unit when it was added
             * @example 2499
             */
            priceWhenAdded: number;
            /**
             * Format: uuid
             * @description null when the variant is gone from the catalog
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            productId: string | null;
            /** @example 2 */
            quantity: number;
            /**
             * @description False while it is out of stock or off shelf
             * @example true
             */
            selectable: boolean;
            /**
             * @description Counts in the totals and goes into an order
             * @example true
             */
            selected: boolean;
            /** @example MUG-BLUE */
            sku: string | null;
            /**
             * @example in_stock
             * @enum {string}
             */
            stockState: "in_stock" | "low" | "out_of_stock" | "off_shelf";
            /**
             * @description The stock in words
             * @example only 3 left
             */
            stockText: string;
            /**
             * @description When its stock is taken
             * @example order
             * @enum {string|null}
             */
            takesStockAt: "cart" | "order" | "payment" | null;
            /** @example Mug */
            title: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            variantId: string;
        };
        CartNoticeAnswer: {
            /**
             * @description The most units the line may have
             * @example 3
             */
            atMost: number | null;
            /**
             * @example QUANTITY_LIMITED
             * @enum {string}
             */
            code: "QUANTITY_LIMITED" | "OUT_OF_STOCK" | "OFF_SHELF" | "MESSAGE_INVALID" | "CART_FULL" | "UNKNOWN_SKU";
            /**
             * Format: uuid
             * @description The line it is about, if it is in the cart
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            lineId: string | null;
            /** @example MUG-BLUE */
            sku: string | null;
            /**
             * @description A sentence to show
             * @example at most 3
             */
            text: string;
        };
        CategoryDto: {
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /** @example Kitchen */
            name: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            parentId: string | null;
            /** @example home/kitchen */
            path: string;
            /**
             * @description Among its siblings, lower first
             * @example 1
             */
            position: number;
            /** @example kitchen */
            slug: string;
            /**
             * @description Also the ETag; send it as If-Match
             * @example 1
             */
            version: number;
        };
        ChangeLineAnswer: {
            /**
             * Format: uuid
             * @description A line with the same variant and messages that was taken into this one
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            absorbedLineId: string | null;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            lineId: string;
            notices: components["schemas"]["CartNoticeAnswer"][];
            /** @example 3 */
            quantity: number;
        };
        ChangeLineDto: {
            /**
             * @description All values of the message fields
             * @example {
             *       "engraving": "For Ada"
             *     }
             */
            messages?: {
                [key: string]: string;
            };
            /** @example 3 */
            quantity?: number;
            /** @example true */
            selected?: boolean;
            /**
             * @description Another variant in place of this one
             * @example MUG-RED
             */
            sku?: string;
        };
        ClaimCouponDto: {
            /**
             * @description Capitals do not matter
             * @example WELCOME
             */
            code: string;
        };
        ClearedAnswer: {
            /**
             * @example invalid
             * @enum {string}
             */
            filter: "invalid" | "selected" | "all";
            /** @description The lines that are gone */
            lineIds: string[];
        };
        CloneDto: {
            /**
             * Format: date-time
             * @description Absent: until it is stopped
             * @example 2026-12-01T00:00:00Z
             */
            endsAt?: string | null;
            /**
             * @description Absent: as the original
             * @example 50 off from 300, again
             */
            name?: string;
            /**
             * Format: date-time
             * @description Shown as upcoming from then on
             * @example 2026-11-22T09:30:00.000Z
             */
            preheatFrom?: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            startsAt: string;
        };
        ConfirmPaymentDto: {
            /**
             * @description The provider’s token of a card; never a card number
             * @example tok_ok
             */
            instrument: string;
        };
        CouponTermsDto: {
            /**
             * @description With offBps: at most so much
             * @example 5000
             */
            cap?: number | null;
            /**
             * @description Absent: only operators give it away
             * @example WELCOME
             */
            code?: string | null;
            /**
             * Format: date-time
             * @example 2026-12-31T00:00:00Z
             */
            endsAt?: string | null;
            /**
             * @description What the goods must come to after offers
             * @default 0
             * @example 20000
             */
            minSpend: number;
            /** @example Welcome: 20.00 off from 200.00 */
            name: string;
            /**
             * @description An amount off; either this or offBps
             * @example 2000
             */
            off?: number;
            /**
             * @description A share off: 1000 is 10 %
             * @example 1000
             */
            offBps?: number;
            /**
             * @description How many a customer may have
             * @default 1
             * @example 1
             */
            perCustomerLimit: number;
            scope: components["schemas"]["ScopeDto"];
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            startsAt: string;
            /**
             * @description How many there are in all
             * @example 10000
             */
            totalLimit?: number | null;
            /**
             * @description Valid so many days after claiming; absent: from startsAt to endsAt
             * @example 30
             */
            validDays?: number | null;
        };
        CreatedApiKeyDto: {
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description The administrator who made it
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            createdBy: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            expiresAt: string | null;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * @description Shown this once; null when the request is a repetition. Send as `X-Api-Key`
             * @example cwk_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E
             */
            key: string | null;
            /**
             * @description How the key begins, to tell keys apart
             * @example cwk_Zk3m0b
             */
            keyStart: string;
            /**
             * Format: date-time
             * @description To the hour
             * @example 2026-11-22T09:30:00.000Z
             */
            lastUsedAt: string | null;
            /** @example warehouse scanner */
            name: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            revokedAt: string | null;
            /**
             * @example [
             *       "stock:write"
             *     ]
             */
            scopes: string[];
        };
        CreditDto: {
            /**
             * @description With `exact`: how much credit pays
             * @example 1000
             */
            amount?: number;
            /**
             * @description none; as much as there is up to the total; or exactly `amount`
             * @example exact
             * @enum {string}
             */
            use: "none" | "max" | "exact";
        };
        DerivedStateDto: {
            /**
             * @description The least and the furthest progress among live sub-orders: 0 awaiting payment, 1 paid or accepted, 2 shipped, 3 delivered, 4 completed
             * @example 1-2
             */
            progress: string;
            /**
             * @example awaiting_payment
             * @enum {string}
             */
            state: "awaiting_payment" | "paid" | "partly_shipped" | "shipped" | "partly_delivered" | "delivered" | "completed" | "cancelled";
        };
        DryRunDto: {
            /**
             * Format: date-time
             * @description Absent: now
             * @example 2026-11-22T09:30:00.000Z
             */
            at?: string;
            lines: components["schemas"]["TrialLineDto"][];
            member?: components["schemas"]["TrialMemberDto"];
            /** @description An offer that does not exist yet */
            offer?: components["schemas"]["OfferTermsDto"];
            /**
             * Format: uuid
             * @description An offer that exists, in whatever state
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            offerId?: string;
            /**
             * @description Beside the offers of the shop; false: alone
             * @default true
             * @example true
             */
            withOthers: boolean;
        };
        EditCategoryDto: {
            /** @example Kitchen */
            name?: string;
            /**
             * Format: uuid
             * @description null: to the root
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            parentId?: string | null;
            /**
             * @description Among its siblings, lower first
             * @example 0
             */
            position?: number;
            /** @example kitchen */
            slug?: string;
        };
        EditMerchantDto: {
            /**
             * @description Operators only
             * @example self_operated
             * @enum {string}
             */
            goodsType?: "self_operated" | "consignment" | "third_party";
            /** @example Hillside Ceramics */
            name?: string;
            /**
             * @description Customer service
             * @example +1 555 0100
             */
            phone?: string;
            /**
             * @description Share of a sale given back, in basis points; operators only
             * @example 500
             */
            rewardBps?: number;
            shipping?: components["schemas"]["ShippingRuleDto"];
        };
        EditProductDto: {
            categoryIds?: string[];
            /** @example Holds 350 ml. */
            description?: string;
            messageFields?: components["schemas"]["MessageFieldDto"][];
            /**
             * Format: date-time
             * @description On the shelf from then on; null for at once
             * @example 2026-11-22T09:30:00.000Z
             */
            onShelfAt?: string | null;
            picture?: components["schemas"]["PictureDto"];
            /**
             * @example on
             * @enum {string}
             */
            shelf?: "on" | "off";
            /** @example Stoneware mug 陶瓷杯 */
            title?: string;
        };
        EditVariantDto: {
            /**
             * @example {
             *       "colour": "red",
             *       "size": "M"
             *     }
             */
            attributes?: {
                [key: string]: string;
            };
            memberPrices?: components["schemas"]["TierPriceDto"][];
            picture?: components["schemas"]["PictureDto"];
            /**
             * @description A change is kept in the price history
             * @example 1250
             */
            priceMinor?: number;
            purchaseLimit?: components["schemas"]["PurchaseLimitDto"] | null;
            /**
             * @example on
             * @enum {string}
             */
            shelf?: "on" | "off";
            /**
             * @description When stock is held for a buyer
             * @example order
             * @enum {string}
             */
            takesStockAt?: "cart" | "order" | "payment";
            /** @example 350 */
            weightGrams?: number;
        };
        EditWarehouseDto: {
            /** @example East */
            name?: string;
            /**
             * @description Lower is served first
             * @example 100
             */
            priority?: number;
            /**
             * @example open
             * @enum {string}
             */
            state?: "open" | "closed";
        };
        FlowStepDto: {
            /**
             * @example customer
             * @enum {string}
             */
            by: "customer" | "merchant" | "system";
            /**
             * @example awaiting_payment
             * @enum {string}
             */
            from: "awaiting_payment" | "paid" | "accepted" | "shipped" | "delivered" | "completed" | "cancelling" | "cancelled";
            /**
             * @example awaiting_payment
             * @enum {string}
             */
            to: "awaiting_payment" | "paid" | "accepted" | "shipped" | "delivered" | "completed" | "cancelling" | "cancelled";
        };
        GiftDto: {
            /** @example 1 */
            quantity: number;
            /**
             * @description What it counts as when offers compete for a line
             * @example 1500
             */
            value: number;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            variantId: string;
        };
        GiftLineDto: {
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            offerId: string;
            /** @example 1 */
            quantity: number;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            variantId: string;
        };
        GiveBackOutsideDto: {
            /**
             * @description Why; kept with who and when
             * @example The card is closed; the customer gave an account
             */
            reason: string;
            /**
             * @description How the transfer can be found again
             * @example SEPA 2026-11-22 0815
             */
            reference: string;
        };
        GiveCouponsDto: {
            customerIds: string[];
        };
        GivenBackDto: {
            /**
             * @description What was left of the payment
             * @example 1250
             */
            amount: number;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            paymentId: string;
            /** @example SEPA 2026-11-22 0815 */
            reference: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            refundId: string;
            /**
             * Format: uuid
             * @description The flow that goes on
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            sagaId: string;
        };
        GivenCouponDto: {
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            customerId: string;
            /**
             * Format: uuid
             * @description Null when refused
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            grantId: string | null;
            /**
             * @example null
             * @enum {string|null}
             */
            reason: "COUPON_ENDED" | "COUPON_NOT_STARTED" | "COUPON_GONE" | "COUPON_USED" | null;
        };
        GrantDto: {
            /** @example 10000 */
            amount: number;
            /**
             * @example credit
             * @enum {string}
             */
            asset: "credit" | "points";
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            decidedAt: string | null;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            decidedBy: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            expiresAt: string | null;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            ownerId: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            proposedAt: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            proposedBy: string;
            /** @example text */
            reason: string;
            /**
             * @example proposed
             * @enum {string}
             */
            state: "proposed" | "approved" | "rejected";
        };
        GrantPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["GrantDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        GuestDto: {
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            guestId: string;
            /**
             * @description Send as `Authorization: Bearer …`
             * @example cwg_019a5d2e7c407d618f3a2b9c4e5f6a7b.tdz1mo.pQ3rXb1YV0m2uJ8s9wK4tG7hL6nD5cF0aE1iR2oZxW8
             */
            guestToken: string;
        };
        LivenessDto: {
            /**
             * @description Always true: a dead process does not answer
             * @example true
             */
            live: boolean;
        };
        LoginDto: {
            /**
             * Format: email
             * @example ada@example.com
             */
            email: string;
            /**
             * @description The cart of this guest becomes the customer's, in the same transaction
             * @example cwg_019a5d2e7c407d618f3a2b9c4e5f6a7b.tdz1mo.pQ3rXb1YV0m2uJ8s9wK4tG7hL6nD5cF0aE1iR2oZxW8
             */
            guestToken?: string;
            /** @example correct horse battery */
            password: string;
        };
        MemberDiscountDto: {
            /** @example 500 */
            offBps: number;
            /** @example gold */
            tier: string;
        };
        MemberPriceDto: {
            /** @example 1799 */
            price: number;
            /** @example gold */
            tier: string;
        };
        MerchantCardDto: {
            /**
             * @description Of the shipping rule, which is in its minor unit
             * @example USD
             */
            currency: string;
            /**
             * @example self_operated
             * @enum {string}
             */
            goodsType: "self_operated" | "consignment" | "third_party";
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /** @example Hillside Ceramics */
            name: string;
            /**
             * @description Customer service
             * @example +1 555 0100
             */
            phone: string;
            shipping: components["schemas"]["ShippingRuleDto"];
        };
        MerchantDto: {
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            /**
             * @description Of the shipping rule, which is in its minor unit
             * @example USD
             */
            currency: string;
            /**
             * @example self_operated
             * @enum {string}
             */
            goodsType: "self_operated" | "consignment" | "third_party";
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /** @example Hillside Ceramics */
            name: string;
            /**
             * Format: uuid
             * @description The account that applied
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            ownerId: string | null;
            /**
             * @description Customer service
             * @example +1 555 0100
             */
            phone: string;
            /**
             * @description Share of a sale given back, in basis points
             * @example 500
             */
            rewardBps: number;
            shipping: components["schemas"]["ShippingRuleDto"];
            /**
             * @example applied
             * @enum {string}
             */
            state: "applied" | "approved" | "suspended";
            /**
             * @description Why it is suspended
             * @example null
             */
            stateReason: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            updatedAt: string;
            /**
             * @description Also the ETag; send it as If-Match
             * @example 1
             */
            version: number;
        };
        MerchantPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["MerchantDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        MessageFieldDto: {
            /** @example engraving */
            key: string;
            /** @example Engraving */
            label: string;
            /**
             * @description In characters
             * @example 20
             */
            maxLength: number;
            /**
             * @description The whole value must match. Characters, `.`, `[…]`, `\d \w \s`, `\p{L} \p{Lu} \p{Ll} \p{N} \p{Script=Han}`, each with `? * + {n,m}`; alternatives with `|`. No groups, no anchors.
             * @example [A-Za-z ]{1,20}
             */
            pattern: string | null;
            /** @example true */
            required: boolean;
        };
        MovementDto: {
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            author: string | null;
            /**
             * @example received
             * @enum {string}
             */
            kind: "received" | "reserved" | "released" | "shipped" | "returned" | "adjusted";
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            movedAt: string;
            /** @example 100 */
            quantity: number;
            /** @example text */
            reason: string | null;
            /**
             * Format: uuid
             * @description The order or document behind it
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            reference: string | null;
            /**
             * @description Numbers the movements of a variant in a warehouse without gaps
             * @example 1
             */
            seq: number;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            warehouseId: string;
        };
        MovementPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["MovementDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        MyCouponDto: {
            /** @example 5000 */
            cap?: number | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            claimedAt: string;
            /** @example WELCOME */
            code: string | null;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            couponId: string;
            /**
             * Format: uuid
             * @description This one coupon of the customer
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /** @example 20000 */
            minSpend: number;
            /** @example Welcome: 20.00 off from 200.00 */
            name: string;
            /** @example 2000 */
            off?: number;
            /** @example 1000 */
            offBps?: number;
            scope: components["schemas"]["ScopeDto"];
            /**
             * @description held: on an order that is not paid yet
             * @example open
             * @enum {string}
             */
            state: "open" | "held" | "used";
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            validFrom: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            validUntil: string | null;
        };
        MyCouponPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["MyCouponDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        NewApiKeyDto: {
            /**
             * Format: date-time
             * @description Absent: until it is revoked
             * @example 2026-11-22T09:30:00.000Z
             */
            expiresAt?: string;
            /** @example warehouse scanner */
            name: string;
            /**
             * @description What it may do, e.g. stock:write
             * @example [
             *       "stock:write"
             *     ]
             */
            scopes: string[];
        };
        NewCategoryDto: {
            /** @example Kitchen */
            name: string;
            /**
             * Format: uuid
             * @description Absent or null: at the root
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            parentId?: string | null;
            /**
             * @description Among its siblings, lower first
             * @default 0
             * @example 0
             */
            position: number;
            /** @example kitchen */
            slug: string;
        };
        NewGuestDto: {
            /**
             * @description Made up at random by the device and kept there: who knows it is this guest
             * @example b7c2f1de-9a04-4c53-8a6e-3f1d2c5b7a90
             */
            deviceId: string;
        };
        NewProductDto: {
            categoryIds?: string[];
            /** @example Holds 350 ml. */
            description?: string;
            /**
             * @example physical
             * @enum {string}
             */
            kind?: "physical" | "virtual" | "subscription" | "group_buy";
            /**
             * Format: uuid
             * @description Operators: whose product it is. A merchant account's own goes without saying
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            merchantId?: string;
            messageFields?: components["schemas"]["MessageFieldDto"][];
            /**
             * Format: date-time
             * @description On the shelf from then on; null for at once
             * @example 2026-11-22T09:30:00.000Z
             */
            onShelfAt?: string | null;
            picture?: components["schemas"]["PictureDto"];
            /**
             * @example on
             * @enum {string}
             */
            shelf?: "on" | "off";
            /** @example Stoneware mug 陶瓷杯 */
            title: string;
            variants: components["schemas"]["NewVariantDto"][];
        };
        NewStaffDto: {
            /** @example Ada Lovelace */
            displayName: string;
            /**
             * Format: email
             * @example ada@example.com
             */
            email: string;
            /**
             * Format: uuid
             * @description For role merchant, and only for it
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            merchantId?: string;
            /**
             * @description Not the e-mail address and not among the common ones
             * @example correct horse battery
             */
            password: string;
            /**
             * @example merchant
             * @enum {string}
             */
            role: "merchant" | "operator" | "admin";
        };
        NewVariantDto: {
            /**
             * @example {
             *       "colour": "red",
             *       "size": "M"
             *     }
             */
            attributes?: {
                [key: string]: string;
            };
            memberPrices?: components["schemas"]["TierPriceDto"][];
            picture?: components["schemas"]["PictureDto"];
            /** @example 1250 */
            priceMinor: number;
            purchaseLimit?: components["schemas"]["PurchaseLimitDto"] | null;
            /**
             * @example on
             * @enum {string}
             */
            shelf?: "on" | "off";
            /** @example MUG-RED */
            sku: string;
            /**
             * @description When stock is held for a buyer
             * @example order
             * @enum {string}
             */
            takesStockAt?: "cart" | "order" | "payment";
            /** @example 350 */
            weightGrams?: number;
        };
        NotAppliedDto: {
            /**
             * @description LIMIT: the limit a customer; QUOTA: what was left
             * @example 2
             */
            limit?: number;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            offerId: string;
            /**
             * @example LIMIT
             * @enum {string}
             */
            reason: "BEATEN_BY_FLASH" | "BEATEN" | "NOT_LOWER" | "UPCOMING" | "LIMIT" | "QUOTA" | "OTHER_TIER";
            /**
             * @description LIMIT, QUOTA: units charged at the normal price
             * @example 3
             */
            units?: number;
        };
        NoticeDto: {
            /** @example SCARCE_PAY_SOON */
            code: string;
            /** @example MUG-RED */
            sku: string;
            /** @example scarce: pay soon */
            text: string;
        };
        OfferDto: {
            /**
             * Format: date-time
             * @description Absent: until it is stopped
             * @example 2026-12-01T00:00:00Z
             */
            endsAt?: string | null;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * @example threshold_amount_off
             * @enum {string}
             */
            kind: "item_price" | "item_percent" | "flash_sale" | "member_price" | "member_percent" | "threshold_amount_off" | "threshold_percent_off" | "threshold_gift";
            /** @description member_percent */
            memberOffBps?: components["schemas"]["MemberDiscountDto"][];
            /** @description member_price */
            memberPrices?: components["schemas"]["MemberPriceDto"][];
            /** @example 50 off from 300 */
            name: string;
            /**
             * @description item_percent: 1200 is 12 % off
             * @example 1200
             */
            offBps?: number;
            /**
             * @description flash_sale: units a customer
             * @example 2
             */
            perCustomerLimit?: number | null;
            /**
             * Format: date-time
             * @description Shown as upcoming from then on
             * @example 2026-11-22T09:30:00.000Z
             */
            preheatFrom?: string | null;
            /**
             * @description item_price, flash_sale: the price of a unit
             * @example 5900
             */
            price?: number;
            /**
             * @description flash_sale: units in all
             * @example 100
             */
            quota?: number | null;
            scope: components["schemas"]["ScopeDto"];
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            startsAt: string;
            /**
             * @example running
             * @enum {string}
             */
            state: "hidden" | "upcoming" | "running" | "ended";
            /** @description threshold_*: rising */
            tiers?: components["schemas"]["TierDto"][];
        };
        OfferPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["OfferDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        OfferTermsDto: {
            /**
             * Format: date-time
             * @description Absent: until it is stopped
             * @example 2026-12-01T00:00:00Z
             */
            endsAt?: string | null;
            /**
             * @example threshold_amount_off
             * @enum {string}
             */
            kind: "item_price" | "item_percent" | "flash_sale" | "member_price" | "member_percent" | "threshold_amount_off" | "threshold_percent_off" | "threshold_gift";
            /** @description member_percent */
            memberOffBps?: components["schemas"]["MemberDiscountDto"][];
            /** @description member_price */
            memberPrices?: components["schemas"]["MemberPriceDto"][];
            /** @example 50 off from 300 */
            name: string;
            /**
             * @description item_percent: 1200 is 12 % off
             * @example 1200
             */
            offBps?: number;
            /**
             * @description flash_sale: units a customer
             * @example 2
             */
            perCustomerLimit?: number | null;
            /**
             * Format: date-time
             * @description Shown as upcoming from then on
             * @example 2026-11-22T09:30:00.000Z
             */
            preheatFrom?: string | null;
            /**
             * @description item_price, flash_sale: the price of a unit
             * @example 5900
             */
            price?: number;
            /**
             * @description flash_sale: units in all
             * @example 100
             */
            quota?: number | null;
            scope: components["schemas"]["ScopeDto"];
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            startsAt: string;
            /** @description threshold_*: rising */
            tiers?: components["schemas"]["TierDto"][];
        };
        OpenPaymentDto: {
            /**
             * @description The payment provider; the shop's first one by default
             * @example sandbox
             */
            provider?: string;
            /**
             * @description Where the provider's page sends the customer afterwards
             * @example https://shop.example/orders
             */
            returnUrl?: string;
        };
        OpenWarehouseDto: {
            /**
             * @description Unique within the merchant
             * @example EAST-1
             */
            code: string;
            /** @example East */
            name: string;
            /**
             * @description Lower is served first
             * @default 100
             * @example 100
             */
            priority: number;
        };
        OperatorActDto: {
            /**
             * @description The operation
             * @example resumeSaga
             */
            act: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            actedAt: string;
            /**
             * Format: uuid
             * @description The account that acted
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            actorId: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /** @example goes on at payment */
            outcome: string | null;
            /** @example The gateway was away; it answers again */
            reason: string;
            /**
             * @description What was acted on
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            subject: string;
        };
        OperatorActPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["OperatorActDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        OperatorReasonDto: {
            /**
             * @description Why; kept with who and when
             * @example The gateway was away; it answers again
             */
            reason: string;
        };
        OrderBreakdownDto: {
            /**
             * @description What offers and coupons took off
             * @example 1250
             */
            discount: number;
            /**
             * @description The lines at list price
             * @example 1250
             */
            list: number;
            /**
             * @description What points paid
             * @example 1250
             */
            points: number;
            /** @example 1250 */
            shipping: number;
            /** @example 1250 */
            total: number;
        };
        OrderDto: {
            allowedActions: components["schemas"]["AllowedActionDto"][];
            /**
             * @description What is still to be paid beside credit
             * @example 1250
             */
            amountDue: number;
            /**
             * @description What has been paid beside credit
             * @example 1250
             */
            amountPaid: number;
            breakdown: components["schemas"]["OrderBreakdownDto"];
            /** @example text */
            cancelReason: string | null;
            /**
             * @description What credit pays: held until the order is paid, then spent
             * @example 1250
             */
            creditApplied: number;
            /** @example USD */
            currency: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            customerId: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            lines: components["schemas"]["OrderLineDto"][];
            /**
             * Format: date-time
             * @description Unpaid at this moment, the order is cancelled by itself
             * @example 2026-11-22T09:30:00.000Z
             */
            payBy: string | null;
            /**
             * @description not_required: credit and points paid for all of it
             * @example not_required
             * @enum {string}
             */
            paymentState: "not_required" | "awaiting_payment" | "paid" | "cancelled";
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            placedAt: string;
            /**
             * @description Points used
             * @example 0
             */
            pointsApplied: number;
            /**
             * @description The client's own reference
             * @example text
             */
            reference: string | null;
            /**
             * @example none
             * @enum {string}
             */
            refundState: "none" | "partial" | "full";
            shippingAddress: components["schemas"]["AddressDto"] | null;
            /**
             * @example awaiting_payment
             * @enum {string}
             */
            state: "awaiting_payment" | "paid" | "partly_shipped" | "shipped" | "partly_delivered" | "delivered" | "completed" | "cancelled";
            subOrders: components["schemas"]["SubOrderDto"][];
        };
        OrderEventDto: {
            /**
             * Format: uuid
             * @description null when it happened by itself
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            actor: string | null;
            /** @example text */
            fromState: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            happenedAt: string;
            /** @example text */
            note: string | null;
            /** @example 1 */
            seq: number;
            /**
             * @description null when it is about the whole order
             * @example 1
             */
            subOrder: number | null;
            /** @example awaiting_payment */
            toState: string | null;
            /** @example placed */
            what: string;
        };
        OrderFlowDto: {
            /**
             * @example self_operated
             * @enum {string}
             */
            goodsType: "self_operated" | "consignment" | "third_party";
            steps: components["schemas"]["FlowStepDto"][];
        };
        OrderFlowsDto: {
            flows: components["schemas"]["OrderFlowDto"][];
            orderStates: components["schemas"]["DerivedStateDto"][];
        };
        OrderLineDto: {
            /** @example 1250 */
            discount: number;
            /** @example physical */
            kind: string;
            /** @example 1250 */
            list: number;
            /**
             * @description What the buyer filled in
             * @example {
             *       "key": "value"
             *     }
             */
            messages: {
                [key: string]: string;
            } | null;
            /**
             * @description What credit and payment pay for it
             * @example 1250
             */
            payable: number;
            /** @example 1250 */
            points: number;
            /** @example 1 */
            position: number;
            /** @example 2 */
            quantity: number;
            /** @example MUG-RED */
            sku: string;
            /**
             * @description The number of its sub-order
             * @example 1
             */
            subOrder: number;
            /** @example Enamel mug */
            title: string;
            /**
             * @description The list price of one unit when the order was placed
             * @example 1250
             */
            unitPrice: number;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            variantId: string;
        };
        OrderPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["OrderDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        OrderPaymentDto: {
            /** @example 1250 */
            amount: number;
            /**
             * @description For the provider's own form
             * @example text
             */
            clientSecret: string | null;
            /** @example USD */
            currency: string;
            /** @example text */
            failureReason: string | null;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            orderId: string;
            /** @example sandbox */
            provider: string;
            /**
             * @description Where the customer can pay
             * @example http://127.0.0.1:3100/pay/1
             */
            redirectUrl: string | null;
            /**
             * @example created
             * @enum {string}
             */
            state: "created" | "pending" | "failed" | "authorized" | "voided" | "captured";
        };
        PasswordChangedDto: {
            /**
             * @description Other sessions of the account that were ended
             * @example 1
             */
            sessionsEnded: number;
        };
        PasswordChangeDto: {
            /** @example correct horse battery */
            currentPassword: string;
            /**
             * @description Not the e-mail address and not among the common ones
             * @example correct horse battery
             */
            newPassword: string;
        };
        PaymentAlarmDto: {
            /** @example amount_mismatch */
            code: string;
            /** @example told captured 101 USD; ours is 100 USD */
            detail: string;
            /** @example evt_1 */
            eventId: string | null;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            lastAt: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            paymentId: string | null;
            /** @example sandbox */
            provider: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            raisedAt: string;
            /** @example null */
            resolution: string | null;
            /**
             * Format: date-time
             * @description null: nobody has resolved it
             * @example 2026-11-22T09:30:00.000Z
             */
            resolvedAt: string | null;
            /**
             * Format: uuid
             * @description The account that resolved it
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            resolvedBy: string | null;
            /**
             * @example webhook
             * @enum {string}
             */
            source: "webhook" | "poll" | "answer";
            /**
             * @description How often it was raised
             * @example 1
             */
            times: number;
        };
        PaymentAlarmPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["PaymentAlarmDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        PaymentClientDto: {
            /**
             * @description For the provider’s own form
             * @example secret_5f0c
             */
            clientSecret?: string;
            /**
             * @description Send the customer here to pay
             * @example http://127.0.0.1:4010/pay/pay_1
             */
            redirectUrl?: string;
        };
        PaymentDto: {
            /** @example 15250 */
            amount: number;
            /**
             * @description Whose turn it is: the customer confirms; the gateway was asked and has not answered yet, ask again or wait. Null: nobody’s
             * @example customer
             * @enum {string|null}
             */
            awaiting: "customer" | "gateway" | null;
            /** @example 0 */
            captured: number;
            /** @description How the customer goes on; only while it is pending */
            client: components["schemas"]["PaymentClientDto"] | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            /** @example USD */
            currency: string;
            /**
             * @description Why it failed, in the provider’s word
             * @example null
             */
            failureReason: string | null;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            orderId: string;
            /** @example sandbox */
            provider: string;
            /**
             * @description Given back, or set aside to be
             * @example 0
             */
            refunded: number;
            refunds: components["schemas"]["RefundDto"][];
            /**
             * @example pending
             * @enum {string}
             */
            state: "created" | "pending" | "failed" | "authorized" | "voided" | "captured";
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            updatedAt: string;
        };
        PictureDto: {
            /** @example #c0392b */
            colour: string;
            /**
             * @example mug
             * @enum {string}
             */
            motif: "bag" | "book" | "bottle" | "bowl" | "box" | "candle" | "card" | "chair" | "hat" | "headphones" | "lamp" | "mug" | "pen" | "phone" | "plant" | "ring" | "shirt" | "shoe" | "tea" | "watch";
        };
        PlaceCartOrderDto: {
            /** @description Coupons to apply */
            couponCodes?: string[];
            /** @description How much credit pays; none by default */
            credit?: components["schemas"]["CreditDto"];
            /**
             * @description The total the customer has seen; another one is refused with PRICE_CHANGED
             * @example 2500
             */
            expectedTotal?: number;
            /**
             * @description Points to use
             * @example 0
             */
            points?: number;
            /**
             * @description The client's own reference
             * @example web-1042
             */
            reference?: string;
            /** @description Required for goods that are shipped */
            shippingAddress?: components["schemas"]["AddressDto"];
        };
        PlacedOrderDto: {
            /**
             * @description What is still to be paid beside credit
             * @example 1250
             */
            amountDue: number;
            /**
             * @description What has been paid beside credit
             * @example 1250
             */
            amountPaid: number;
            breakdown: components["schemas"]["OrderBreakdownDto"];
            /** @example text */
            cancelReason: string | null;
            /**
             * @description What credit pays: held until the order is paid, then spent
             * @example 1250
             */
            creditApplied: number;
            /** @example USD */
            currency: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            customerId: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            lines: components["schemas"]["OrderLineDto"][];
            notices: components["schemas"]["NoticeDto"][];
            /**
             * Format: date-time
             * @description Unpaid at this moment, the order is cancelled by itself
             * @example 2026-11-22T09:30:00.000Z
             */
            payBy: string | null;
            /**
             * @description not_required: credit and points paid for all of it
             * @example not_required
             * @enum {string}
             */
            paymentState: "not_required" | "awaiting_payment" | "paid" | "cancelled";
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            placedAt: string;
            /**
             * @description Points used
             * @example 0
             */
            pointsApplied: number;
            /**
             * @description The client's own reference
             * @example text
             */
            reference: string | null;
            /**
             * @example none
             * @enum {string}
             */
            refundState: "none" | "partial" | "full";
            shippingAddress: components["schemas"]["AddressDto"] | null;
            /**
             * @example awaiting_payment
             * @enum {string}
             */
            state: "awaiting_payment" | "paid" | "partly_shipped" | "shipped" | "partly_delivered" | "delivered" | "completed" | "cancelled";
            subOrders: components["schemas"]["SubOrderDto"][];
            /** @description The wallet with its new balance; null when no credit was used */
            wallet: components["schemas"]["WalletAfterDto"] | null;
        };
        PlaceOrderDto: {
            /** @description Coupons to apply */
            couponCodes?: string[];
            /** @description How much credit pays; none by default */
            credit?: components["schemas"]["CreditDto"];
            /**
             * @description The total the customer has seen; another one is refused with PRICE_CHANGED
             * @example 2500
             */
            expectedTotal?: number;
            /** @description Several products at once, instead of `sku` */
            lines?: components["schemas"]["BuyLineDto"][];
            /**
             * @description Values of the product's message fields
             * @example {
             *       "key": "value"
             *     }
             */
            messages?: {
                [key: string]: string;
            };
            /**
             * @description Points to use
             * @example 0
             */
            points?: number;
            /** @example 2 */
            quantity?: number;
            /**
             * @description The client's own reference
             * @example web-1042
             */
            reference?: string;
            /** @description Required for goods that are shipped */
            shippingAddress?: components["schemas"]["AddressDto"];
            /**
             * @description One product, bought at once; or send `lines`
             * @example MUG-RED
             */
            sku?: string;
        };
        PortionDto: {
            /**
             * Format: uuid
             * @description The offer that made this price
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            offerId: string | null;
            /**
             * @description The price of one of these units
             * @example 5900
             */
            price: number;
            /** @example 2 */
            units: number;
        };
        PreviewAnswerDto: {
            /**
             * @description What would be left to pay
             * @example 1250
             */
            amountDue: number;
            breakdown: components["schemas"]["OrderBreakdownDto"];
            /**
             * @description What credit would pay
             * @example 1250
             */
            creditApplied: number;
            /** @example USD */
            currency: string;
            lines: components["schemas"]["PreviewLineDto"][];
            /**
             * @description Whether the order could be placed as it is
             * @example true
             */
            placeable: boolean;
            problems: components["schemas"]["PreviewProblemDto"][];
            /**
             * @description Send it as `expectedTotal` with the order
             * @example 1250
             */
            total: number;
            /**
             * @description Credit that can be spent now
             * @example 1250
             */
            usableCredit: number;
            /**
             * @description Points that can be used on this order
             * @example 0
             */
            usablePoints: number;
        };
        PreviewDto: {
            /** @description Coupons to apply */
            couponCodes?: string[];
            /** @description How much credit pays; none by default */
            credit?: components["schemas"]["CreditDto"];
            /**
             * @description Compared with the total; a difference is a problem of the preview
             * @example 2500
             */
            expectedTotal?: number;
            /** @description Lines to price; the selected cart lines when absent */
            lines?: components["schemas"]["BuyLineDto"][];
            /**
             * @description Points to use
             * @example 0
             */
            points?: number;
            /** @description Required for goods that are shipped */
            shippingAddress?: components["schemas"]["AddressDto"];
        };
        PreviewLineDto: {
            /**
             * @description Units that can be bought now; null for goods without stock
             * @example 12
             */
            available: number | null;
            /** @example 1250 */
            discount: number;
            /** @example 1250 */
            list: number;
            /** @example 1250 */
            payable: number;
            /** @example 2 */
            quantity: number;
            /** @example MUG-RED */
            sku: string;
            /** @example text */
            title: string;
            /** @example 1250 */
            unitPrice: number;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            variantId: string;
        };
        PreviewProblemDto: {
            /** @example OUT_OF_STOCK */
            code: string;
            /** @example 2 are available */
            detail: string;
            /** @example MUG-RED */
            sku: string | null;
        };
        PriceChangeDto: {
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            changedAt: string;
            /**
             * Format: uuid
             * @description The account; null for an import
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            changedBy: string | null;
            /** @example 1250 */
            newMinor: number;
            /**
             * @description null for the first price
             * @example 1250
             */
            oldMinor: number | null;
        };
        PriceChangeListDto: {
            /**
             * @description Of all amounts, which are in its minor unit
             * @example USD
             */
            currency: string;
            /** @description At most `limit` items */
            items: components["schemas"]["PriceChangeDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        PricedLineDto: {
            /**
             * @description Its share of the basket offer
             * @example 0
             */
            basketOffer: number;
            /**
             * Format: uuid
             * @description The basket offer the line takes part in
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            basketOfferId: string | null;
            /**
             * @description Its share of the coupons
             * @example 0
             */
            coupon: number;
            /** @example 0 */
            key: string;
            /**
             * @description At list price
             * @example 49500
             */
            list: number;
            notApplied: components["schemas"]["NotAppliedDto"][];
            /**
             * @description The kind of the line offer that won
             * @example flash_sale
             * @enum {string|null}
             */
            offerKind: "item_price" | "item_percent" | "flash_sale" | "member_price" | "member_percent" | "threshold_amount_off" | "threshold_percent_off" | "threshold_gift" | null;
            /**
             * @description What is left to pay
             * @example 41500
             */
            payable: number;
            portions: components["schemas"]["PortionDto"][];
            /** @example 5 */
            quantity: number;
            /**
             * @description After the line offer
             * @example 41500
             */
            sold: number;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            variantId: string;
        };
        /** @description A problem (RFC 9457): `code` is stable and for programs, `detail` for people. Single problems add members. */
        Problem: {
            /** @example VALIDATION_FAILED */
            code: string;
            /** @example lines[0].quantity must be at least 1 */
            detail: string;
            /** @description With VALIDATION_FAILED and its like: what does not fit, and where */
            errors?: {
                code?: string;
                message: string;
                path: string;
            }[];
            /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a00 */
            requestId: string;
            /** @example 400 */
            status: number;
            /** @example The request does not have the documented shape */
            title: string;
            /**
             * Format: uri
             * @example https://cartwright.dev/problems/validation-failed
             */
            type: string;
        } & {
            [key: string]: unknown;
        };
        ProductCardDto: {
            categoryIds: string[];
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * @description Whether a variant that fits the filter can be had now
             * @example true
             */
            inStock: boolean;
            /**
             * @example physical
             * @enum {string}
             */
            kind: "physical" | "virtual" | "subscription" | "group_buy";
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            merchantId: string;
            /**
             * @description An SVG
             * @example /v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            pictureUrl: string | null;
            /**
             * @description Of the cheapest variant
             * @example 1250
             */
            priceFromMinor: number;
            /**
             * @description Of the dearest variant
             * @example 1250
             */
            priceToMinor: number;
            /** @example 1 */
            salesCount: number;
            /** @example Stoneware mug 陶瓷杯 */
            title: string;
        };
        ProductDto: {
            categoryIds: string[];
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            /**
             * @description Of all amounts, which are in its minor unit
             * @example USD
             */
            currency: string;
            /** @example Holds 350 ml. */
            description: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * @example physical
             * @enum {string}
             */
            kind: "physical" | "virtual" | "subscription" | "group_buy";
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            merchantId: string;
            messageFields: components["schemas"]["MessageFieldDto"][];
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            onShelfAt: string | null;
            /**
             * @description An SVG
             * @example /v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            pictureUrl: string | null;
            /**
             * @example on
             * @enum {string}
             */
            shelf: "on" | "off";
            /** @example Stoneware mug 陶瓷杯 */
            title: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            updatedAt: string;
            variants: components["schemas"]["VariantDto"][];
            /**
             * @description Also the ETag; send it as If-Match
             * @example 1
             */
            version: number;
        };
        ProductListDto: {
            /**
             * @description Of all amounts, which are in its minor unit
             * @example USD
             */
            currency: string;
            /** @description At most `limit` items */
            items: components["schemas"]["ProductCardDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        ProductPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["ProductDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        ProductPageDto: {
            categoryIds: string[];
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            /**
             * @description Of all amounts, which are in its minor unit
             * @example USD
             */
            currency: string;
            /** @example Holds 350 ml. */
            description: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * @example physical
             * @enum {string}
             */
            kind: "physical" | "virtual" | "subscription" | "group_buy";
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            merchantId: string;
            messageFields: components["schemas"]["MessageFieldDto"][];
            /**
             * @description False while onShelfAt lies ahead: shown, not sold
             * @example true
             */
            onShelf: boolean;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            onShelfAt: string | null;
            /**
             * @description An SVG
             * @example /v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            pictureUrl: string | null;
            /** @example 1 */
            salesCount: number;
            /** @example Stoneware mug 陶瓷杯 */
            title: string;
            variants: components["schemas"]["VariantOfferDto"][];
        };
        ProposeGrantDto: {
            /**
             * @description Minor units of credit, or points
             * @example 10000
             */
            amount: number;
            /**
             * @default credit
             * @example credit
             * @enum {string}
             */
            asset: "credit" | "points";
            /**
             * Format: date-time
             * @description When it expires, if ever
             * @example 2026-11-22T09:30:00.000Z
             */
            expiresAt?: string | null;
            /**
             * Format: uuid
             * @description Who gets it
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            ownerId: string;
            /** @example Goodwill for a late parcel */
            reason: string;
        };
        PurchaseLimitDto: {
            /** @example 2 */
            units: number;
            /** @example 30 */
            windowDays: number;
        };
        ReadinessDto: {
            /**
             * @description State per check; "ok" or a reason
             * @example {
             *       "database": "ok",
             *       "migrations": "ok"
             *     }
             */
            checks: {
                [key: string]: string;
            };
            /**
             * @description True when every check is ok
             * @example true
             */
            ready: boolean;
        };
        RefreshDto: {
            /** @example cwr_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E */
            refreshToken: string;
        };
        RefundDto: {
            /**
             * @description In minor units of the payment’s currency
             * @example 6553
             */
            amount: number;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            /** @example null */
            failureReason: string | null;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /** @example order_cancelled */
            reason: string;
            /**
             * @description reserved and calling are under way
             * @example succeeded
             * @enum {string}
             */
            state: "reserved" | "calling" | "failed" | "succeeded";
        };
        RegistrationDto: {
            /** @example Ada Lovelace */
            displayName: string;
            /**
             * Format: email
             * @example ada@example.com
             */
            email: string;
            /**
             * @description The cart of this guest becomes the customer's, in the same transaction
             * @example cwg_019a5d2e7c407d618f3a2b9c4e5f6a7b.tdz1mo.pQ3rXb1YV0m2uJ8s9wK4tG7hL6nD5cF0aE1iR2oZxW8
             */
            guestToken?: string;
            /**
             * @description Not the e-mail address and not among the common ones
             * @example correct horse battery
             */
            password: string;
            /**
             * @description Of the customer who recommended the shop
             * @example 7K3MQ0ZT
             */
            referralCode?: string;
        };
        RenameDto: {
            /** @example Ada Lovelace */
            displayName: string;
        };
        ResolveAlarmDto: {
            /**
             * @description What was found and done; kept with who and when
             * @example The gateway corrected the amount by hand
             */
            note: string;
        };
        ResumedSagaDto: {
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            sagaId: string;
        };
        SagaDto: {
            /** @example 0 */
            attempts: number;
            /**
             * @description Why it is stuck
             * @example text
             */
            fault: string | null;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /** @example place_order */
            name: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            orderId: string | null;
            /**
             * Format: uuid
             * @description The payment that is given back
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            paymentId: string | null;
            /** @example text */
            refusal: string | null;
            /**
             * @example running
             * @enum {string}
             */
            state: "running" | "waiting" | "calling" | "undoing" | "done" | "undone" | "stuck";
            /**
             * @description The step it stands at
             * @example payment
             */
            step: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            updatedAt: string;
            /**
             * Format: date-time
             * @description When it is looked at next
             * @example 2026-11-22T09:30:00.000Z
             */
            wakeAt: string | null;
        };
        SagaPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["SagaDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        ScopeDto: {
            /** @description Of what kind says; absent for all */
            ids?: string[];
            /**
             * @description A category covers its descendants
             * @example merchants
             * @enum {string}
             */
            kind: "all" | "merchants" | "categories" | "variants";
        };
        SelectionAnswer: {
            /** @description The lines that now are as asked */
            lineIds: string[];
            /** @description Lines that cannot be selected, and why */
            notices: components["schemas"]["CartNoticeAnswer"][];
        };
        SelectionDto: {
            /**
             * @description true: all lines
             * @example true
             */
            all?: boolean;
            lineIds?: string[];
            /**
             * Format: uuid
             * @description All lines of one seller
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            merchantId?: string;
            /** @example true */
            selected: boolean;
        };
        ShippingRuleDto: {
            /**
             * @description Once an order
             * @example 500
             */
            flatMinor: number;
            /**
             * @description Goods of this amount or more ship free
             * @example 29900
             */
            freeFromMinor: number | null;
            /**
             * @description Per kilogram on top
             * @example 120
             */
            perKgMinor: number;
        };
        ShippingWorkDto: {
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            merchantId: string;
            /**
             * Format: uuid
             * @description The order
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            orderId: string;
            /** @example 1 */
            subOrder: number;
            /**
             * Format: uuid
             * @description null for goods that no warehouse holds
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            warehouseId: string | null;
        };
        ShippingWorkPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["ShippingWorkDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        SignedInDto: {
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            accessExpiresAt: string;
            /**
             * @description Send as `Authorization: Bearer …`
             * @example cwa_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E
             */
            accessToken: string;
            account: components["schemas"]["AccountDto"];
            /**
             * @description What became of the guest's cart; null without a guest
             * @example null
             */
            cartMerge: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            refreshExpiresAt: string;
            /**
             * @description Good for one exchange
             * @example cwr_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E
             */
            refreshToken: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            sessionId: string;
            /**
             * @example Bearer
             * @enum {string}
             */
            tokenType: "Bearer";
        };
        StateCountDto: {
            /** @example 3 */
            orders: number;
            /**
             * @example awaiting_payment
             * @enum {string}
             */
            state: "awaiting_payment" | "paid" | "partly_shipped" | "shipped" | "partly_delivered" | "delivered" | "completed" | "cancelled";
        };
        StockChangeDto: {
            /**
             * @description adjusted: counted anew, `quantity` is the difference
             * @example received
             * @enum {string}
             */
            kind: "received" | "returned" | "adjusted";
            /**
             * @description Units; negative only for `adjusted`
             * @example 100
             */
            quantity: number;
            /**
             * @description Required for `adjusted`
             * @example Delivery 2231
             */
            reason?: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            variantId: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            warehouseId: string;
        };
        StockChangesDto: {
            changes: components["schemas"]["StockChangeDto"][];
        };
        StockDto: {
            /** @example 100 */
            available: number;
            /** @example 120 */
            onHand: number;
            /** @example 20 */
            reserved: number;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            variantId: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            warehouseId: string;
        };
        SubOrderDto: {
            breakdown: components["schemas"]["OrderBreakdownDto"];
            /**
             * @description Its share of the credit
             * @example 1250
             */
            credit: number;
            /**
             * @description Its share of what is paid beside credit
             * @example 1250
             */
            due: number;
            /**
             * @example self_operated
             * @enum {string}
             */
            goodsType: "self_operated" | "consignment" | "third_party";
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            merchantId: string;
            /** @example North Wind Goods */
            merchantName: string;
            /** @example 1 */
            number: number;
            /**
             * @example awaiting_payment
             * @enum {string}
             */
            state: "awaiting_payment" | "paid" | "accepted" | "shipped" | "delivered" | "completed" | "cancelling" | "cancelled";
            /**
             * Format: uuid
             * @description null for goods that no warehouse holds
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            warehouseId: string | null;
        };
        SuspendMerchantDto: {
            /** @example Repeated late shipments */
            reason: string;
        };
        TierDto: {
            /**
             * @description What the lines must come to
             * @example 30000
             */
            from: number;
            /** @description threshold_gift */
            gift?: components["schemas"]["GiftDto"];
            /**
             * @description threshold_amount_off
             * @example 5000
             */
            off?: number;
            /**
             * @description threshold_percent_off: 1000 is 10 %
             * @example 1000
             */
            offBps?: number;
        };
        TierPriceDto: {
            /** @example 1250 */
            priceMinor: number;
            /** @example gold */
            tier: string;
        };
        TokensDto: {
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            accessExpiresAt: string;
            /**
             * @description Send as `Authorization: Bearer …`
             * @example cwa_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E
             */
            accessToken: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            refreshExpiresAt: string;
            /**
             * @description Good for one exchange
             * @example cwr_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E
             */
            refreshToken: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            sessionId: string;
            /**
             * @example Bearer
             * @enum {string}
             */
            tokenType: "Bearer";
        };
        TrialLineDto: {
            /** @description With their ancestors */
            categoryIds?: string[];
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            merchantId: string;
            /**
             * @description The list price of a unit
             * @example 9900
             */
            price: number;
            /** @example 2 */
            quantity: number;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            variantId: string;
        };
        TrialMemberDto: {
            /**
             * @description The tier's standing discount
             * @example 500
             */
            discountBps: number;
            /** @example gold */
            tier: string;
        };
        VariantDto: {
            /**
             * @example {
             *       "colour": "red",
             *       "size": "M"
             *     }
             */
            attributes: {
                [key: string]: string;
            };
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            memberPrices: components["schemas"]["TierPriceDto"][];
            /**
             * @description An SVG
             * @example /v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            pictureUrl: string | null;
            /** @example 1 */
            position: number;
            /** @example 1250 */
            priceMinor: number;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            productId: string;
            purchaseLimit: components["schemas"]["PurchaseLimitDto"] | null;
            /**
             * @example on
             * @enum {string}
             */
            shelf: "on" | "off";
            /** @example MUG-RED */
            sku: string;
            /**
             * @description When stock is held for a buyer
             * @example order
             * @enum {string}
             */
            takesStockAt: "cart" | "order" | "payment";
            /**
             * @description Also the ETag; send it as If-Match
             * @example 1
             */
            version: number;
            /** @example 350 */
            weightGrams: number;
        };
        VariantOfferDto: {
            /**
             * @example {
             *       "colour": "red",
             *       "size": "M"
             *     }
             */
            attributes: {
                [key: string]: string;
            };
            /**
             * @description Units to be had now
             * @example 1
             */
            available: number;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            memberPrices: components["schemas"]["TierPriceDto"][];
            /**
             * @description An SVG
             * @example /v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            pictureUrl: string | null;
            /** @example 1250 */
            priceMinor: number;
            purchaseLimit: components["schemas"]["PurchaseLimitDto"] | null;
            /** @example MUG-RED */
            sku: string;
            /**
             * @description When stock is held for a buyer
             * @example order
             * @enum {string}
             */
            takesStockAt: "cart" | "order" | "payment";
            /** @example 350 */
            weightGrams: number;
        };
        VariantWithCurrencyDto: {
            /**
             * @example {
             *       "colour": "red",
             *       "size": "M"
             *     }
             */
            attributes: {
                [key: string]: string;
            };
            /**
             * @description Of all amounts, which are in its minor unit
             * @example USD
             */
            currency: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            memberPrices: components["schemas"]["TierPriceDto"][];
            /**
             * @description An SVG
             * @example /v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            pictureUrl: string | null;
            /** @example 1 */
            position: number;
            /** @example 1250 */
            priceMinor: number;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            productId: string;
            purchaseLimit: components["schemas"]["PurchaseLimitDto"] | null;
            /**
             * @example on
             * @enum {string}
             */
            shelf: "on" | "off";
            /** @example MUG-RED */
            sku: string;
            /**
             * @description When stock is held for a buyer
             * @example order
             * @enum {string}
             */
            takesStockAt: "cart" | "order" | "payment";
            /**
             * @description Also the ETag; send it as If-Match
             * @example 1
             */
            version: number;
            /** @example 350 */
            weightGrams: number;
        };
        WalletAfterDto: {
            /**
             * @description What can be spent now
             * @example 1250
             */
            available: number;
            /** @example 1250 */
            balance: number;
            /**
             * @description Set aside for orders that are not paid yet
             * @example 1250
             */
            held: number;
        };
        WalletDto: {
            /** @description In minor units: one unit of credit is worth one minor unit */
            credit: components["schemas"]["AssetBalanceDto"];
            /** @example USD */
            currency: string;
            /** @description In whole points */
            points: components["schemas"]["AssetBalanceDto"];
        };
        WalletEntryDto: {
            /**
             * @description Signed: what came in or went out
             * @example -1000
             */
            amount: number;
            /**
             * @description The balance after it
             * @example 1250
             */
            balanceAfter: number;
            /** @example order_payment */
            kind: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            madeAt: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            orderId: string | null;
            /** @example text */
            reason: string | null;
            /**
             * Format: uuid
             * @description The business event behind it
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            reference: string;
            /**
             * @description Numbers the entries of an account without gaps
             * @example 1
             */
            seq: number;
            /**
             * Format: uuid
             * @description The transfer it is a side of
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            transferId: string;
        };
        WalletEntryPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["WalletEntryDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        WantedLineDto: {
            /**
             * @description Values of the article's message fields
             * @example {
             *       "engraving": "For Ada"
             *     }
             */
            messages?: {
                [key: string]: string;
            };
            /** @example 2 */
            quantity: number;
            /** @example MUG-BLUE */
            sku: string;
        };
        WarehouseDto: {
            /**
             * @description Unique within the merchant
             * @example EAST-1
             */
            code: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            id: string;
            /**
             * Format: uuid
             * @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b
             */
            merchantId: string;
            /** @example East */
            name: string;
            /**
             * @description Lower is served first
             * @example 100
             */
            priority: number;
            /**
             * @example open
             * @enum {string}
             */
            state: "open" | "closed";
            /**
             * @description Also the ETag; send it as If-Match
             * @example 1
             */
            version: number;
        };
        WebhookEventDto: {
            /**
             * @description How often the sweep has tried it again
             * @example 0
             */
            attempts: number;
            /** @example null */
            detail: string | null;
            /** @example evt_1 */
            eventId: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            finishedAt: string | null;
            /** @example sandbox */
            provider: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            receivedAt: string;
            /**
             * @description Which accepted secret signed it: 0 is the newest
             * @example 0
             */
            secretIndex: number;
            /**
             * @example processed
             * @enum {string}
             */
            state: "received" | "processed" | "refused" | "alarmed";
            /** @example payment.captured */
            type: string;
        };
        WebhookEventPage: {
            /** @description At most `limit` items */
            items: components["schemas"]["WebhookEventDto"][];
            /**
             * @description Pass as `cursor` for the next page; null at the end
             * @example WyIwMTlhIl0
             */
            nextCursor: string | null;
        };
        WebhookReceiptDto: {
            /**
             * @description waiting: stored, and recorded when its payment is known. Do not send it again
             * @example taken
             * @enum {string}
             */
            outcome: "taken" | "duplicate" | "waiting";
        };
        WindowDto: {
            /**
             * Format: date-time
             * @description Absent: until it is stopped
             * @example 2026-12-01T00:00:00Z
             */
            endsAt?: string | null;
            /**
             * Format: date-time
             * @description Shown as upcoming from then on
             * @example 2026-11-22T09:30:00.000Z
             */
            preheatFrom?: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            startsAt: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "live": true
                     *     }
                     */
                    "application/json": components["schemas"]["LivenessDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ready": true,
                     *       "checks": {
                     *         "database": "ok",
                     *         "migrations": "ok"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ReadinessDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus text format */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description The account of exactly this address */
                email?: string;
                /** @description How many items at most */
                limit?: number;
                role?: "customer" | "merchant" | "operator" | "admin";
                state?: "active" | "disabled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "email": "ada@example.com",
                     *           "role": "customer",
                     *           "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "displayName": "Ada Lovelace",
                     *           "referralCode": "7K3MQ0ZT",
                     *           "state": "active",
                     *           "version": 1,
                     *           "createdAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["AccountPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createStaffAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "password": "correct horse battery",
                 *       "displayName": "Ada Lovelace",
                 *       "role": "merchant",
                 *       "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                 *     }
                 */
                "application/json": components["schemas"]["NewStaffDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "email": "ada@example.com",
                     *       "role": "customer",
                     *       "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "displayName": "Ada Lovelace",
                     *       "referralCode": "7K3MQ0ZT",
                     *       "state": "active",
                     *       "version": 1,
                     *       "createdAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AccountDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `EMAIL_TAKEN` There is an account with this e-mail address */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `EMAIL_NOT_ACCEPTED` This e-mail address cannot be used · `PASSWORD_NOT_ACCEPTED` This password cannot be used · `MERCHANT_ID_MISPLACED` An account of role merchant names its merchant, no other does */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "email": "ada@example.com",
                     *       "role": "customer",
                     *       "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "displayName": "Ada Lovelace",
                     *       "referralCode": "7K3MQ0ZT",
                     *       "state": "active",
                     *       "version": 1,
                     *       "createdAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AccountDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disableAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "email": "ada@example.com",
                     *       "role": "customer",
                     *       "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "displayName": "Ada Lovelace",
                     *       "referralCode": "7K3MQ0ZT",
                     *       "state": "active",
                     *       "version": 1,
                     *       "createdAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AccountDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ACCOUNT_IS_YOUR_OWN` You cannot disable your own account */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enableAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "email": "ada@example.com",
                     *       "role": "customer",
                     *       "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "displayName": "Ada Lovelace",
                     *       "referralCode": "7K3MQ0ZT",
                     *       "state": "active",
                     *       "version": 1,
                     *       "createdAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AccountDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ACCOUNT_IS_YOUR_OWN` You cannot disable your own account */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "name": "warehouse scanner",
                     *           "keyStart": "cwk_Zk3m0b",
                     *           "scopes": [
                     *             "stock:write"
                     *           ],
                     *           "createdBy": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "createdAt": "2026-11-22T09:30:00.000Z",
                     *           "expiresAt": "2026-11-22T09:30:00.000Z",
                     *           "lastUsedAt": "2026-11-22T09:30:00.000Z",
                     *           "revokedAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "warehouse scanner",
                 *       "scopes": [
                 *         "stock:write"
                 *       ],
                 *       "expiresAt": "2026-11-22T09:30:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["NewApiKeyDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "name": "warehouse scanner",
                     *       "keyStart": "cwk_Zk3m0b",
                     *       "scopes": [
                     *         "stock:write"
                     *       ],
                     *       "createdBy": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "expiresAt": "2026-11-22T09:30:00.000Z",
                     *       "lastUsedAt": "2026-11-22T09:30:00.000Z",
                     *       "revokedAt": "2026-11-22T09:30:00.000Z",
                     *       "key": "cwk_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedApiKeyDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `EXPIRY_PASSED` It would end before it begins */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "name": "warehouse scanner",
                     *       "keyStart": "cwk_Zk3m0b",
                     *       "scopes": [
                     *         "stock:write"
                     *       ],
                     *       "createdBy": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "expiresAt": "2026-11-22T09:30:00.000Z",
                     *       "lastUsedAt": "2026-11-22T09:30:00.000Z",
                     *       "revokedAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCategory: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "parentId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                 *       "slug": "kitchen",
                 *       "name": "Kitchen",
                 *       "position": 0
                 *     }
                 */
                "application/json": components["schemas"]["NewCategoryDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "parentId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "slug": "kitchen",
                     *       "name": "Kitchen",
                     *       "path": "home/kitchen",
                     *       "position": 1,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["CategoryDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `CATEGORY_INVALID` The category tree cannot be like this */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeCategory: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `IF_MATCH_MISSING` An If-Match header with the version seen is required */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CATEGORY_IN_USE` The category has children or products */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STALE_VERSION` It has been changed since it was read */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editCategory: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "parentId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                 *       "slug": "kitchen",
                 *       "name": "Kitchen",
                 *       "position": 0
                 *     }
                 */
                "application/json": components["schemas"]["EditCategoryDto"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "parentId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "slug": "kitchen",
                     *       "name": "Kitchen",
                     *       "path": "home/kitchen",
                     *       "position": 1,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["CategoryDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IF_MATCH_MISSING` An If-Match header with the version seen is required */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STALE_VERSION` It has been changed since it was read */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CATEGORY_INVALID` The category tree cannot be like this */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCoupons: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "Welcome: 20.00 off from 200.00",
                     *           "code": "WELCOME",
                     *           "scope": {
                     *             "kind": "merchants",
                     *             "ids": [
                     *               "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *             ]
                     *           },
                     *           "off": 2000,
                     *           "offBps": 1000,
                     *           "cap": 5000,
                     *           "minSpend": 20000,
                     *           "startsAt": "2026-11-22T09:30:00.000Z",
                     *           "endsAt": "2026-12-31T00:00:00Z",
                     *           "validDays": 30,
                     *           "totalLimit": 10000,
                     *           "perCustomerLimit": 1,
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "granted": 12,
                     *           "stoppedAt": "2026-11-22T09:30:00.000Z",
                     *           "createdAt": "2026-11-22T09:30:00.000Z",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["AdminCouponPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCoupon: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Welcome: 20.00 off from 200.00",
                 *       "code": "WELCOME",
                 *       "scope": {
                 *         "kind": "merchants",
                 *         "ids": [
                 *           "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                 *         ]
                 *       },
                 *       "off": 2000,
                 *       "offBps": 1000,
                 *       "cap": 5000,
                 *       "minSpend": 20000,
                 *       "startsAt": "2026-11-22T09:30:00.000Z",
                 *       "endsAt": "2026-12-31T00:00:00Z",
                 *       "validDays": 30,
                 *       "totalLimit": 10000,
                 *       "perCustomerLimit": 1
                 *     }
                 */
                "application/json": components["schemas"]["CouponTermsDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Welcome: 20.00 off from 200.00",
                     *       "code": "WELCOME",
                     *       "scope": {
                     *         "kind": "merchants",
                     *         "ids": [
                     *           "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *         ]
                     *       },
                     *       "off": 2000,
                     *       "offBps": 1000,
                     *       "cap": 5000,
                     *       "minSpend": 20000,
                     *       "startsAt": "2026-11-22T09:30:00.000Z",
                     *       "endsAt": "2026-12-31T00:00:00Z",
                     *       "validDays": 30,
                     *       "totalLimit": 10000,
                     *       "perCustomerLimit": 1,
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "granted": 12,
                     *       "stoppedAt": "2026-11-22T09:30:00.000Z",
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AdminCouponDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `COUPON_CODE_TAKEN` Another coupon has this code */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `COUPON_INVALID` The terms of the coupon do not fit together */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCoupon: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Welcome: 20.00 off from 200.00",
                     *       "code": "WELCOME",
                     *       "scope": {
                     *         "kind": "merchants",
                     *         "ids": [
                     *           "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *         ]
                     *       },
                     *       "off": 2000,
                     *       "offBps": 1000,
                     *       "cap": 5000,
                     *       "minSpend": 20000,
                     *       "startsAt": "2026-11-22T09:30:00.000Z",
                     *       "endsAt": "2026-12-31T00:00:00Z",
                     *       "validDays": 30,
                     *       "totalLimit": 10000,
                     *       "perCustomerLimit": 1,
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "granted": 12,
                     *       "stoppedAt": "2026-11-22T09:30:00.000Z",
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AdminCouponDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    giveCoupons: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "customerIds": [
                 *         "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["GiveCouponsDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "customerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "grantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "reason": null
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["GivenCouponDto"][];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stopCoupon: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Welcome: 20.00 off from 200.00",
                     *       "code": "WELCOME",
                     *       "scope": {
                     *         "kind": "merchants",
                     *         "ids": [
                     *           "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *         ]
                     *       },
                     *       "off": 2000,
                     *       "offBps": 1000,
                     *       "cap": 5000,
                     *       "minSpend": 20000,
                     *       "startsAt": "2026-11-22T09:30:00.000Z",
                     *       "endsAt": "2026-12-31T00:00:00Z",
                     *       "validDays": 30,
                     *       "totalLimit": 10000,
                     *       "perCustomerLimit": 1,
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "granted": 12,
                     *       "stoppedAt": "2026-11-22T09:30:00.000Z",
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AdminCouponDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable · `IF_MATCH_MISSING` An If-Match header with the version seen is required */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STALE_VERSION` It has been changed since it was read */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCreditGrants: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
                state?: "proposed" | "approved" | "rejected";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "ownerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "asset": "credit",
                     *           "amount": 10000,
                     *           "expiresAt": "2026-11-22T09:30:00.000Z",
                     *           "reason": "text",
                     *           "state": "proposed",
                     *           "proposedBy": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "proposedAt": "2026-11-22T09:30:00.000Z",
                     *           "decidedBy": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "decidedAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["GrantPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposeCreditGrant: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ownerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                 *       "asset": "credit",
                 *       "amount": 10000,
                 *       "expiresAt": "2026-11-22T09:30:00.000Z",
                 *       "reason": "Goodwill for a late parcel"
                 *     }
                 */
                "application/json": components["schemas"]["ProposeGrantDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "ownerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "asset": "credit",
                     *       "amount": 10000,
                     *       "expiresAt": "2026-11-22T09:30:00.000Z",
                     *       "reason": "text",
                     *       "state": "proposed",
                     *       "proposedBy": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "proposedAt": "2026-11-22T09:30:00.000Z",
                     *       "decidedBy": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "decidedAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["GrantDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_MISSING` An Idempotency-Key header is required · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveCreditGrant: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                grantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "ownerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "asset": "credit",
                     *       "amount": 10000,
                     *       "expiresAt": "2026-11-22T09:30:00.000Z",
                     *       "reason": "text",
                     *       "state": "proposed",
                     *       "proposedBy": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "proposedAt": "2026-11-22T09:30:00.000Z",
                     *       "decidedBy": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "decidedAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["GrantDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `IDEMPOTENCY_KEY_MISSING` An Idempotency-Key header is required · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation · `GRANT_NEEDS_SECOND_PERSON` Somebody else must decide */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here · `GRANT_NOT_FOUND` No such grant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `GRANT_DECIDED` The grant is decided already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectCreditGrant: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                grantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "ownerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "asset": "credit",
                     *       "amount": 10000,
                     *       "expiresAt": "2026-11-22T09:30:00.000Z",
                     *       "reason": "text",
                     *       "state": "proposed",
                     *       "proposedBy": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "proposedAt": "2026-11-22T09:30:00.000Z",
                     *       "decidedBy": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "decidedAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["GrantDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `IDEMPOTENCY_KEY_MISSING` An Idempotency-Key header is required · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation · `GRANT_NEEDS_SECOND_PERSON` Somebody else must decide */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here · `GRANT_NOT_FOUND` No such grant */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `GRANT_DECIDED` The grant is decided already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMerchants: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
                state?: "applied" | "approved" | "suspended";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "name": "Hillside Ceramics",
                     *           "phone": "+1 555 0100",
                     *           "goodsType": "self_operated",
                     *           "shipping": {
                     *             "flatMinor": 500,
                     *             "perKgMinor": 120,
                     *             "freeFromMinor": 29900
                     *           },
                     *           "currency": "USD",
                     *           "ownerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "state": "applied",
                     *           "stateReason": null,
                     *           "rewardBps": 500,
                     *           "createdAt": "2026-11-22T09:30:00.000Z",
                     *           "updatedAt": "2026-11-22T09:30:00.000Z",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["MerchantPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMerchantForAdmin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "name": "Hillside Ceramics",
                     *       "phone": "+1 555 0100",
                     *       "goodsType": "self_operated",
                     *       "shipping": {
                     *         "flatMinor": 500,
                     *         "perKgMinor": 120,
                     *         "freeFromMinor": 29900
                     *       },
                     *       "currency": "USD",
                     *       "ownerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "state": "applied",
                     *       "stateReason": null,
                     *       "rewardBps": 500,
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "updatedAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MerchantDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editMerchant: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Hillside Ceramics",
                 *       "phone": "+1 555 0100",
                 *       "goodsType": "self_operated",
                 *       "rewardBps": 500,
                 *       "shipping": {
                 *         "flatMinor": 500,
                 *         "perKgMinor": 120,
                 *         "freeFromMinor": 29900
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EditMerchantDto"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "name": "Hillside Ceramics",
                     *       "phone": "+1 555 0100",
                     *       "goodsType": "self_operated",
                     *       "shipping": {
                     *         "flatMinor": 500,
                     *         "perKgMinor": 120,
                     *         "freeFromMinor": 29900
                     *       },
                     *       "currency": "USD",
                     *       "ownerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "state": "applied",
                     *       "stateReason": null,
                     *       "rewardBps": 500,
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "updatedAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MerchantDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IF_MATCH_MISSING` An If-Match header with the version seen is required */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation · `OPERATOR_ONLY` Only an operator changes this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STALE_VERSION` It has been changed since it was read */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveMerchant: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rewardBps": 500
                 *     }
                 */
                "application/json": components["schemas"]["ApproveMerchantDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "name": "Hillside Ceramics",
                     *       "phone": "+1 555 0100",
                     *       "goodsType": "self_operated",
                     *       "shipping": {
                     *         "flatMinor": 500,
                     *         "perKgMinor": 120,
                     *         "freeFromMinor": 29900
                     *       },
                     *       "currency": "USD",
                     *       "ownerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "state": "applied",
                     *       "stateReason": null,
                     *       "rewardBps": 500,
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "updatedAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MerchantDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable · `IF_MATCH_MISSING` An If-Match header with the version seen is required */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MERCHANT_STATE` The merchant's state does not allow this · `MERCHANT_OWNER` The account that applied cannot become the merchant's */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STALE_VERSION` It has been changed since it was read */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suspendMerchant: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Repeated late shipments"
                 *     }
                 */
                "application/json": components["schemas"]["SuspendMerchantDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "name": "Hillside Ceramics",
                     *       "phone": "+1 555 0100",
                     *       "goodsType": "self_operated",
                     *       "shipping": {
                     *         "flatMinor": 500,
                     *         "perKgMinor": 120,
                     *         "freeFromMinor": 29900
                     *       },
                     *       "currency": "USD",
                     *       "ownerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "state": "applied",
                     *       "stateReason": null,
                     *       "rewardBps": 500,
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "updatedAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MerchantDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable · `IF_MATCH_MISSING` An If-Match header with the version seen is required */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MERCHANT_STATE` The merchant's state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STALE_VERSION` It has been changed since it was read */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWarehouses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "code": "EAST-1",
                     *         "name": "East",
                     *         "priority": 100,
                     *         "state": "open",
                     *         "version": 1
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["WarehouseDto"][];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openWarehouse: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "EAST-1",
                 *       "name": "East",
                 *       "priority": 100
                 *     }
                 */
                "application/json": components["schemas"]["OpenWarehouseDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "code": "EAST-1",
                     *       "name": "East",
                     *       "priority": 100,
                     *       "state": "open",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["WarehouseDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `WAREHOUSE_EXISTS` The merchant has a warehouse with this code */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `WAREHOUSES_FULL` The merchant has as many warehouses as it may */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editWarehouse: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                warehouseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "East",
                 *       "priority": 100,
                 *       "state": "open"
                 *     }
                 */
                "application/json": components["schemas"]["EditWarehouseDto"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "code": "EAST-1",
                     *       "name": "East",
                     *       "priority": 100,
                     *       "state": "open",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["WarehouseDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IF_MATCH_MISSING` An If-Match header with the version seen is required */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STALE_VERSION` It has been changed since it was read */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dryRunOffer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "at": "2026-11-22T09:30:00.000Z",
                 *       "lines": [
                 *         {
                 *           "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                 *           "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                 *           "categoryIds": [
                 *             "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                 *           ],
                 *           "quantity": 2,
                 *           "price": 9900
                 *         }
                 *       ],
                 *       "member": {
                 *         "tier": "gold",
                 *         "discountBps": 500
                 *       },
                 *       "offerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                 *       "offer": {
                 *         "preheatFrom": "2026-11-22T09:30:00.000Z",
                 *         "startsAt": "2026-11-22T09:30:00.000Z",
                 *         "endsAt": "2026-12-01T00:00:00Z",
                 *         "name": "50 off from 300",
                 *         "kind": "threshold_amount_off",
                 *         "scope": {
                 *           "kind": "merchants",
                 *           "ids": [
                 *             "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                 *           ]
                 *         },
                 *         "price": 5900,
                 *         "offBps": 1200,
                 *         "memberPrices": [
                 *           {
                 *             "tier": "gold",
                 *             "price": 1799
                 *           }
                 *         ],
                 *         "memberOffBps": [
                 *           {
                 *             "tier": "gold",
                 *             "offBps": 500
                 *           }
                 *         ],
                 *         "tiers": [
                 *           {
                 *             "from": 30000,
                 *             "off": 5000,
                 *             "offBps": 1000,
                 *             "gift": {
                 *               "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                 *               "quantity": 1,
                 *               "value": 1500
                 *             }
                 *           }
                 *         ],
                 *         "quota": 100,
                 *         "perCustomerLimit": 2
                 *       },
                 *       "withOthers": true
                 *     }
                 */
                "application/json": components["schemas"]["DryRunDto"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "currency": "USD",
                     *       "list": 40950,
                     *       "lineOffers": 0,
                     *       "basketOffers": 5000,
                     *       "goods": 35950,
                     *       "lines": [
                     *         {
                     *           "key": "0",
                     *           "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "quantity": 5,
                     *           "list": 49500,
                     *           "sold": 41500,
                     *           "portions": [
                     *             {
                     *               "units": 2,
                     *               "price": 5900,
                     *               "offerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *             }
                     *           ],
                     *           "offerKind": "flash_sale",
                     *           "basketOfferId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "basketOffer": 0,
                     *           "coupon": 0,
                     *           "payable": 41500,
                     *           "notApplied": [
                     *             {
                     *               "offerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *               "reason": "LIMIT",
                     *               "units": 3,
                     *               "limit": 2
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "offers": [
                     *         {
                     *           "offerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "name": "50 off from 300",
                     *           "applied": true,
                     *           "reason": null,
                     *           "lines": [
                     *             "0",
                     *             "1"
                     *           ],
                     *           "base": 40950,
                     *           "discount": 5000,
                     *           "addForNext": null
                     *         }
                     *       ],
                     *       "gifts": [
                     *         {
                     *           "offerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "quantity": 1
                     *         }
                     *       ],
                     *       "bestProven": true
                     *     }
                     */
                    "application/json": components["schemas"]["BreakdownDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OFFER_INVALID` The terms of the offer do not fit together · `BASKET_TOO_LARGE` The basket is dearer than this shop can count */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOffersForAdmin: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                kind?: "item_price" | "item_percent" | "flash_sale" | "member_price" | "member_percent" | "threshold_amount_off" | "threshold_percent_off" | "threshold_gift";
                /** @description How many items at most */
                limit?: number;
                state?: "hidden" | "upcoming" | "running" | "ended";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "preheatFrom": "2026-11-22T09:30:00.000Z",
                     *           "startsAt": "2026-11-22T09:30:00.000Z",
                     *           "endsAt": "2026-12-01T00:00:00Z",
                     *           "name": "50 off from 300",
                     *           "kind": "threshold_amount_off",
                     *           "scope": {
                     *             "kind": "merchants",
                     *             "ids": [
                     *               "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *             ]
                     *           },
                     *           "price": 5900,
                     *           "offBps": 1200,
                     *           "memberPrices": [
                     *             {
                     *               "tier": "gold",
                     *               "price": 1799
                     *             }
                     *           ],
                     *           "memberOffBps": [
                     *             {
                     *               "tier": "gold",
                     *               "offBps": 500
                     *             }
                     *           ],
                     *           "tiers": [
                     *             {
                     *               "from": 30000,
                     *               "off": 5000,
                     *               "offBps": 1000,
                     *               "gift": {
                     *                 "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *                 "quantity": 1,
                     *                 "value": 1500
                     *               }
                     *             }
                     *           ],
                     *           "quota": 100,
                     *           "perCustomerLimit": 2,
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "state": "running",
                     *           "stoppedAt": "2026-11-22T09:30:00.000Z",
                     *           "claimed": 3,
                     *           "sold": 12,
                     *           "createdAt": "2026-11-22T09:30:00.000Z",
                     *           "version": 17
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["AdminOfferPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createOffer: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "preheatFrom": "2026-11-22T09:30:00.000Z",
                 *       "startsAt": "2026-11-22T09:30:00.000Z",
                 *       "endsAt": "2026-12-01T00:00:00Z",
                 *       "name": "50 off from 300",
                 *       "kind": "threshold_amount_off",
                 *       "scope": {
                 *         "kind": "merchants",
                 *         "ids": [
                 *           "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                 *         ]
                 *       },
                 *       "price": 5900,
                 *       "offBps": 1200,
                 *       "memberPrices": [
                 *         {
                 *           "tier": "gold",
                 *           "price": 1799
                 *         }
                 *       ],
                 *       "memberOffBps": [
                 *         {
                 *           "tier": "gold",
                 *           "offBps": 500
                 *         }
                 *       ],
                 *       "tiers": [
                 *         {
                 *           "from": 30000,
                 *           "off": 5000,
                 *           "offBps": 1000,
                 *           "gift": {
                 *             "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                 *             "quantity": 1,
                 *             "value": 1500
                 *           }
                 *         }
                 *       ],
                 *       "quota": 100,
                 *       "perCustomerLimit": 2
                 *     }
                 */
                "application/json": components["schemas"]["OfferTermsDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "preheatFrom": "2026-11-22T09:30:00.000Z",
                     *       "startsAt": "2026-11-22T09:30:00.000Z",
                     *       "endsAt": "2026-12-01T00:00:00Z",
                     *       "name": "50 off from 300",
                     *       "kind": "threshold_amount_off",
                     *       "scope": {
                     *         "kind": "merchants",
                     *         "ids": [
                     *           "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *         ]
                     *       },
                     *       "price": 5900,
                     *       "offBps": 1200,
                     *       "memberPrices": [
                     *         {
                     *           "tier": "gold",
                     *           "price": 1799
                     *         }
                     *       ],
                     *       "memberOffBps": [
                     *         {
                     *           "tier": "gold",
                     *           "offBps": 500
                     *         }
                     *       ],
                     *       "tiers": [
                     *         {
                     *           "from": 30000,
                     *           "off": 5000,
                     *           "offBps": 1000,
                     *           "gift": {
                     *             "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *             "quantity": 1,
                     *             "value": 1500
                     *           }
                     *         }
                     *       ],
                     *       "quota": 100,
                     *       "perCustomerLimit": 2,
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "state": "running",
                     *       "stoppedAt": "2026-11-22T09:30:00.000Z",
                     *       "claimed": 3,
                     *       "sold": 12,
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 17
                     *     }
                     */
                    "application/json": components["schemas"]["AdminOfferDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `OFFER_INVALID` The terms of the offer do not fit together · `OFFERS_FULL` There are as many offers as there may be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOfferForAdmin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "preheatFrom": "2026-11-22T09:30:00.000Z",
                     *       "startsAt": "2026-11-22T09:30:00.000Z",
                     *       "endsAt": "2026-12-01T00:00:00Z",
                     *       "name": "50 off from 300",
                     *       "kind": "threshold_amount_off",
                     *       "scope": {
                     *         "kind": "merchants",
                     *         "ids": [
                     *           "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *         ]
                     *       },
                     *       "price": 5900,
                     *       "offBps": 1200,
                     *       "memberPrices": [
                     *         {
                     *           "tier": "gold",
                     *           "price": 1799
                     *         }
                     *       ],
                     *       "memberOffBps": [
                     *         {
                     *           "tier": "gold",
                     *           "offBps": 500
                     *         }
                     *       ],
                     *       "tiers": [
                     *         {
                     *           "from": 30000,
                     *           "off": 5000,
                     *           "offBps": 1000,
                     *           "gift": {
                     *             "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *             "quantity": 1,
                     *             "value": 1500
                     *           }
                     *         }
                     *       ],
                     *       "quota": 100,
                     *       "perCustomerLimit": 2,
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "state": "running",
                     *       "stoppedAt": "2026-11-22T09:30:00.000Z",
                     *       "claimed": 3,
                     *       "sold": 12,
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 17
                     *     }
                     */
                    "application/json": components["schemas"]["AdminOfferDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cloneOffer: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "preheatFrom": "2026-11-22T09:30:00.000Z",
                 *       "startsAt": "2026-11-22T09:30:00.000Z",
                 *       "endsAt": "2026-12-01T00:00:00Z",
                 *       "name": "50 off from 300, again"
                 *     }
                 */
                "application/json": components["schemas"]["CloneDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "preheatFrom": "2026-11-22T09:30:00.000Z",
                     *       "startsAt": "2026-11-22T09:30:00.000Z",
                     *       "endsAt": "2026-12-01T00:00:00Z",
                     *       "name": "50 off from 300",
                     *       "kind": "threshold_amount_off",
                     *       "scope": {
                     *         "kind": "merchants",
                     *         "ids": [
                     *           "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *         ]
                     *       },
                     *       "price": 5900,
                     *       "offBps": 1200,
                     *       "memberPrices": [
                     *         {
                     *           "tier": "gold",
                     *           "price": 1799
                     *         }
                     *       ],
                     *       "memberOffBps": [
                     *         {
                     *           "tier": "gold",
                     *           "offBps": 500
                     *         }
                     *       ],
                     *       "tiers": [
                     *         {
                     *           "from": 30000,
                     *           "off": 5000,
                     *           "offBps": 1000,
                     *           "gift": {
                     *             "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *             "quantity": 1,
                     *             "value": 1500
                     *           }
                     *         }
                     *       ],
                     *       "quota": 100,
                     *       "perCustomerLimit": 2,
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "state": "running",
                     *       "stoppedAt": "2026-11-22T09:30:00.000Z",
                     *       "claimed": 3,
                     *       "sold": 12,
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 17
                     *     }
                     */
                    "application/json": components["schemas"]["AdminOfferDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `OFFER_INVALID` The terms of the offer do not fit together · `OFFERS_FULL` There are as many offers as there may be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    scheduleOffer: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "preheatFrom": "2026-11-22T09:30:00.000Z",
                 *       "startsAt": "2026-11-22T09:30:00.000Z",
                 *       "endsAt": "2026-12-01T00:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["WindowDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "preheatFrom": "2026-11-22T09:30:00.000Z",
                     *       "startsAt": "2026-11-22T09:30:00.000Z",
                     *       "endsAt": "2026-12-01T00:00:00Z",
                     *       "name": "50 off from 300",
                     *       "kind": "threshold_amount_off",
                     *       "scope": {
                     *         "kind": "merchants",
                     *         "ids": [
                     *           "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *         ]
                     *       },
                     *       "price": 5900,
                     *       "offBps": 1200,
                     *       "memberPrices": [
                     *         {
                     *           "tier": "gold",
                     *           "price": 1799
                     *         }
                     *       ],
                     *       "memberOffBps": [
                     *         {
                     *           "tier": "gold",
                     *           "offBps": 500
                     *         }
                     *       ],
                     *       "tiers": [
                     *         {
                     *           "from": 30000,
                     *           "off": 5000,
                     *           "offBps": 1000,
                     *           "gift": {
                     *             "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *             "quantity": 1,
                     *             "value": 1500
                     *           }
                     *         }
                     *       ],
                     *       "quota": 100,
                     *       "perCustomerLimit": 2,
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "state": "running",
                     *       "stoppedAt": "2026-11-22T09:30:00.000Z",
                     *       "claimed": 3,
                     *       "sold": 12,
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 17
                     *     }
                     */
                    "application/json": components["schemas"]["AdminOfferDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable · `IF_MATCH_MISSING` An If-Match header with the version seen is required */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OFFER_STATE` The offer's state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STALE_VERSION` It has been changed since it was read */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `OFFER_INVALID` The terms of the offer do not fit together */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stopOffer: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "preheatFrom": "2026-11-22T09:30:00.000Z",
                     *       "startsAt": "2026-11-22T09:30:00.000Z",
                     *       "endsAt": "2026-12-01T00:00:00Z",
                     *       "name": "50 off from 300",
                     *       "kind": "threshold_amount_off",
                     *       "scope": {
                     *         "kind": "merchants",
                     *         "ids": [
                     *           "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *         ]
                     *       },
                     *       "price": 5900,
                     *       "offBps": 1200,
                     *       "memberPrices": [
                     *         {
                     *           "tier": "gold",
                     *           "price": 1799
                     *         }
                     *       ],
                     *       "memberOffBps": [
                     *         {
                     *           "tier": "gold",
                     *           "offBps": 500
                     *         }
                     *       ],
                     *       "tiers": [
                     *         {
                     *           "from": 30000,
                     *           "off": 5000,
                     *           "offBps": 1000,
                     *           "gift": {
                     *             "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *             "quantity": 1,
                     *             "value": 1500
                     *           }
                     *         }
                     *       ],
                     *       "quota": 100,
                     *       "perCustomerLimit": 2,
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "state": "running",
                     *       "stoppedAt": "2026-11-22T09:30:00.000Z",
                     *       "claimed": 3,
                     *       "sold": 12,
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 17
                     *     }
                     */
                    "application/json": components["schemas"]["AdminOfferDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable · `IF_MATCH_MISSING` An If-Match header with the version seen is required */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OFFER_STATE` The offer's state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STALE_VERSION` It has been changed since it was read */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOperatorActs: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
                /** @description Only acts on this: an id of a flow, payment or alarm, or `provider/event` */
                subject?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "actorId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "act": "resumeSaga",
                     *           "subject": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "reason": "The gateway was away; it answers again",
                     *           "outcome": "goes on at payment",
                     *           "actedAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["OperatorActPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchOrders: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                customerId?: string;
                /** @description How many items at most */
                limit?: number;
                /** @description Placed at or after */
                placedFrom?: string;
                /** @description Placed before */
                placedTo?: string;
                /** @description Part of a title or sku, an order id, or a reference */
                q?: string;
                state?: "awaiting_payment" | "paid" | "partly_shipped" | "shipped" | "partly_delivered" | "delivered" | "completed" | "cancelled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "customerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "state": "awaiting_payment",
                     *           "refundState": "none",
                     *           "paymentState": "not_required",
                     *           "currency": "USD",
                     *           "breakdown": {
                     *             "list": 1250,
                     *             "discount": 1250,
                     *             "points": 1250,
                     *             "shipping": 1250,
                     *             "total": 1250
                     *           },
                     *           "creditApplied": 1250,
                     *           "pointsApplied": 0,
                     *           "amountDue": 1250,
                     *           "amountPaid": 1250,
                     *           "placedAt": "2026-11-22T09:30:00.000Z",
                     *           "payBy": "2026-11-22T09:30:00.000Z",
                     *           "reference": "text",
                     *           "cancelReason": "text",
                     *           "shippingAddress": {
                     *             "name": "Ada Lovelace",
                     *             "line1": "12 St James Square",
                     *             "line2": "Flat 2",
                     *             "city": "London",
                     *             "region": "Greater London",
                     *             "postalCode": "SW1Y 4JH",
                     *             "country": "GB",
                     *             "phone": "+44 20 7946 0000"
                     *           },
                     *           "lines": [
                     *             {
                     *               "position": 1,
                     *               "subOrder": 1,
                     *               "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *               "sku": "MUG-RED",
                     *               "title": "Enamel mug",
                     *               "kind": "physical",
                     *               "quantity": 2,
                     *               "unitPrice": 1250,
                     *               "list": 1250,
                     *               "discount": 1250,
                     *               "points": 1250,
                     *               "payable": 1250,
                     *               "messages": {
                     *                 "key": "value"
                     *               }
                     *             }
                     *           ],
                     *           "subOrders": [
                     *             {
                     *               "number": 1,
                     *               "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *               "merchantName": "North Wind Goods",
                     *               "warehouseId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *               "goodsType": "self_operated",
                     *               "state": "awaiting_payment",
                     *               "breakdown": {
                     *                 "list": 1250,
                     *                 "discount": 1250,
                     *                 "points": 1250,
                     *                 "shipping": 1250,
                     *                 "total": 1250
                     *               },
                     *               "credit": 1250,
                     *               "due": 1250
                     *             }
                     *           ],
                     *           "allowedActions": [
                     *             {
                     *               "action": "pay",
                     *               "priority": 1,
                     *               "allowed": true,
                     *               "reason": "NOTHING_TO_PAY"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAnyOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "customerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "state": "awaiting_payment",
                     *       "refundState": "none",
                     *       "paymentState": "not_required",
                     *       "currency": "USD",
                     *       "breakdown": {
                     *         "list": 1250,
                     *         "discount": 1250,
                     *         "points": 1250,
                     *         "shipping": 1250,
                     *         "total": 1250
                     *       },
                     *       "creditApplied": 1250,
                     *       "pointsApplied": 0,
                     *       "amountDue": 1250,
                     *       "amountPaid": 1250,
                     *       "placedAt": "2026-11-22T09:30:00.000Z",
                     *       "payBy": "2026-11-22T09:30:00.000Z",
                     *       "reference": "text",
                     *       "cancelReason": "text",
                     *       "shippingAddress": {
                     *         "name": "Ada Lovelace",
                     *         "line1": "12 St James Square",
                     *         "line2": "Flat 2",
                     *         "city": "London",
                     *         "region": "Greater London",
                     *         "postalCode": "SW1Y 4JH",
                     *         "country": "GB",
                     *         "phone": "+44 20 7946 0000"
                     *       },
                     *       "lines": [
                     *         {
                     *           "position": 1,
                     *           "subOrder": 1,
                     *           "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "sku": "MUG-RED",
                     *           "title": "Enamel mug",
                     *           "kind": "physical",
                     *           "quantity": 2,
                     *           "unitPrice": 1250,
                     *           "list": 1250,
                     *           "discount": 1250,
                     *           "points": 1250,
                     *           "payable": 1250,
                     *           "messages": {
                     *             "key": "value"
                     *           }
                     *         }
                     *       ],
                     *       "subOrders": [
                     *         {
                     *           "number": 1,
                     *           "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "merchantName": "North Wind Goods",
                     *           "warehouseId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "goodsType": "self_operated",
                     *           "state": "awaiting_payment",
                     *           "breakdown": {
                     *             "list": 1250,
                     *             "discount": 1250,
                     *             "points": 1250,
                     *             "shipping": 1250,
                     *             "total": 1250
                     *           },
                     *           "credit": 1250,
                     *           "due": 1250
                     *         }
                     *       ],
                     *       "allowedActions": [
                     *         {
                     *           "action": "pay",
                     *           "priority": 1,
                     *           "allowed": true,
                     *           "reason": "NOTHING_TO_PAY"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OrderDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here · `ORDER_NOT_FOUND` No such order */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPaymentAlarms: {
        parameters: {
            query?: {
                code?: string;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
                paymentId?: string;
                state?: "open" | "resolved";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "provider": "sandbox",
                     *           "paymentId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "code": "amount_mismatch",
                     *           "detail": "told captured 101 USD; ours is 100 USD",
                     *           "eventId": "evt_1",
                     *           "source": "webhook",
                     *           "times": 1,
                     *           "raisedAt": "2026-11-22T09:30:00.000Z",
                     *           "lastAt": "2026-11-22T09:30:00.000Z",
                     *           "resolvedAt": "2026-11-22T09:30:00.000Z",
                     *           "resolvedBy": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "resolution": null
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["PaymentAlarmPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolvePaymentAlarm: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                alarmId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "The gateway corrected the amount by hand"
                 *     }
                 */
                "application/json": components["schemas"]["ResolveAlarmDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "provider": "sandbox",
                     *       "paymentId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "code": "amount_mismatch",
                     *       "detail": "told captured 101 USD; ours is 100 USD",
                     *       "eventId": "evt_1",
                     *       "source": "webhook",
                     *       "times": 1,
                     *       "raisedAt": "2026-11-22T09:30:00.000Z",
                     *       "lastAt": "2026-11-22T09:30:00.000Z",
                     *       "resolvedAt": "2026-11-22T09:30:00.000Z",
                     *       "resolvedBy": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "resolution": null
                     *     }
                     */
                    "application/json": components["schemas"]["PaymentAlarmDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_MISSING` An Idempotency-Key header is required · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here · `PAYMENT_ALARM_NOT_FOUND` No such alarm */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYMENT_ALARM_RESOLVED` The alarm is resolved already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPayments: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                customerId?: string;
                /** @description How many items at most */
                limit?: number;
                orderId?: string;
                provider?: string;
                /** @description The provider’s own reference, whole */
                reference?: string;
                state?: "created" | "pending" | "failed" | "authorized" | "voided" | "captured";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "orderId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "customerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "provider": "sandbox",
                     *           "reference": "pay_1",
                     *           "state": "captured",
                     *           "calling": null,
                     *           "currency": "USD",
                     *           "amount": 15250,
                     *           "captured": 15250,
                     *           "refunded": 0,
                     *           "failureReason": null,
                     *           "createdAt": "2026-11-22T09:30:00.000Z",
                     *           "updatedAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["AdminPaymentPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    giveBackOutside: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                paymentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reference": "SEPA 2026-11-22 0815",
                 *       "reason": "The card is closed; the customer gave an account"
                 *     }
                 */
                "application/json": components["schemas"]["GiveBackOutsideDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "refundId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "paymentId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "amount": 1250,
                     *       "reference": "SEPA 2026-11-22 0815",
                     *       "sagaId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *     }
                     */
                    "application/json": components["schemas"]["GivenBackDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_MISSING` An Idempotency-Key header is required · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here · `PAYMENT_NOT_FOUND` No such payment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RETURN_NOT_STUCK` No flow is stuck over giving this payment back · `REFUND_UNDER_WAY` A refund at the gateway may still succeed · `NOTHING_TO_GIVE_BACK` The payment holds no money */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPaymentRefunds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                paymentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "refunds": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "paymentId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "amount": 15250,
                     *           "state": "succeeded",
                     *           "went": "gateway",
                     *           "reference": "re_1",
                     *           "reason": "order not carried out",
                     *           "failureReason": null,
                     *           "createdAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AdminRefundsDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here · `PAYMENT_NOT_FOUND` No such payment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProductsForAdmin: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
                merchantId?: string;
                shelf?: "on" | "off";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "kind": "physical",
                     *           "title": "Stoneware mug 陶瓷杯",
                     *           "description": "Holds 350 ml.",
                     *           "shelf": "on",
                     *           "onShelfAt": "2026-11-22T09:30:00.000Z",
                     *           "pictureUrl": "/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "messageFields": [
                     *             {
                     *               "key": "engraving",
                     *               "label": "Engraving",
                     *               "required": true,
                     *               "maxLength": 20,
                     *               "pattern": "[A-Za-z ]{1,20}"
                     *             }
                     *           ],
                     *           "categoryIds": [
                     *             "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *           ],
                     *           "createdAt": "2026-11-22T09:30:00.000Z",
                     *           "updatedAt": "2026-11-22T09:30:00.000Z",
                     *           "currency": "USD",
                     *           "version": 1,
                     *           "variants": [
                     *             {
                     *               "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *               "productId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *               "sku": "MUG-RED",
                     *               "position": 1,
                     *               "attributes": {
                     *                 "colour": "red",
                     *                 "size": "M"
                     *               },
                     *               "priceMinor": 1250,
                     *               "memberPrices": [
                     *                 {
                     *                   "tier": "gold",
                     *                   "priceMinor": 1250
                     *                 }
                     *               ],
                     *               "pictureUrl": "/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *               "weightGrams": 350,
                     *               "shelf": "on",
                     *               "takesStockAt": "order",
                     *               "purchaseLimit": {
                     *                 "units": 2,
                     *                 "windowDays": 30
                     *               },
                     *               "version": 1
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["ProductPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Stoneware mug 陶瓷杯",
                 *       "description": "Holds 350 ml.",
                 *       "shelf": "on",
                 *       "onShelfAt": "2026-11-22T09:30:00.000Z",
                 *       "picture": {
                 *         "motif": "mug",
                 *         "colour": "#c0392b"
                 *       },
                 *       "messageFields": [
                 *         {
                 *           "key": "engraving",
                 *           "label": "Engraving",
                 *           "required": true,
                 *           "maxLength": 20,
                 *           "pattern": "[A-Za-z ]{1,20}"
                 *         }
                 *       ],
                 *       "categoryIds": [
                 *         "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                 *       ],
                 *       "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                 *       "kind": "physical",
                 *       "variants": [
                 *         {
                 *           "sku": "MUG-RED",
                 *           "attributes": {
                 *             "colour": "red",
                 *             "size": "M"
                 *           },
                 *           "priceMinor": 1250,
                 *           "memberPrices": [
                 *             {
                 *               "tier": "gold",
                 *               "priceMinor": 1250
                 *             }
                 *           ],
                 *           "picture": {
                 *             "motif": "mug",
                 *             "colour": "#c0392b"
                 *           },
                 *           "weightGrams": 350,
                 *           "shelf": "on",
                 *           "takesStockAt": "order",
                 *           "purchaseLimit": {
                 *             "units": 2,
                 *             "windowDays": 30
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewProductDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "kind": "physical",
                     *       "title": "Stoneware mug 陶瓷杯",
                     *       "description": "Holds 350 ml.",
                     *       "shelf": "on",
                     *       "onShelfAt": "2026-11-22T09:30:00.000Z",
                     *       "pictureUrl": "/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "messageFields": [
                     *         {
                     *           "key": "engraving",
                     *           "label": "Engraving",
                     *           "required": true,
                     *           "maxLength": 20,
                     *           "pattern": "[A-Za-z ]{1,20}"
                     *         }
                     *       ],
                     *       "categoryIds": [
                     *         "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *       ],
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "updatedAt": "2026-11-22T09:30:00.000Z",
                     *       "currency": "USD",
                     *       "version": 1,
                     *       "variants": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "productId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "sku": "MUG-RED",
                     *           "position": 1,
                     *           "attributes": {
                     *             "colour": "red",
                     *             "size": "M"
                     *           },
                     *           "priceMinor": 1250,
                     *           "memberPrices": [
                     *             {
                     *               "tier": "gold",
                     *               "priceMinor": 1250
                     *             }
                     *           ],
                     *           "pictureUrl": "/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "weightGrams": 350,
                     *           "shelf": "on",
                     *           "takesStockAt": "order",
                     *           "purchaseLimit": {
                     *             "units": 2,
                     *             "windowDays": 30
                     *           },
                     *           "version": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ProductDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SKU_TAKEN` Another variant has this sku */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `PRODUCT_INVALID` The catalog cannot take this */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProductForAdmin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "kind": "physical",
                     *       "title": "Stoneware mug 陶瓷杯",
                     *       "description": "Holds 350 ml.",
                     *       "shelf": "on",
                     *       "onShelfAt": "2026-11-22T09:30:00.000Z",
                     *       "pictureUrl": "/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "messageFields": [
                     *         {
                     *           "key": "engraving",
                     *           "label": "Engraving",
                     *           "required": true,
                     *           "maxLength": 20,
                     *           "pattern": "[A-Za-z ]{1,20}"
                     *         }
                     *       ],
                     *       "categoryIds": [
                     *         "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *       ],
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "updatedAt": "2026-11-22T09:30:00.000Z",
                     *       "currency": "USD",
                     *       "version": 1,
                     *       "variants": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "productId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "sku": "MUG-RED",
                     *           "position": 1,
                     *           "attributes": {
                     *             "colour": "red",
                     *             "size": "M"
                     *           },
                     *           "priceMinor": 1250,
                     *           "memberPrices": [
                     *             {
                     *               "tier": "gold",
                     *               "priceMinor": 1250
                     *             }
                     *           ],
                     *           "pictureUrl": "/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "weightGrams": 350,
                     *           "shelf": "on",
                     *           "takesStockAt": "order",
                     *           "purchaseLimit": {
                     *             "units": 2,
                     *             "windowDays": 30
                     *           },
                     *           "version": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ProductDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editProduct: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Stoneware mug 陶瓷杯",
                 *       "description": "Holds 350 ml.",
                 *       "shelf": "on",
                 *       "onShelfAt": "2026-11-22T09:30:00.000Z",
                 *       "picture": {
                 *         "motif": "mug",
                 *         "colour": "#c0392b"
                 *       },
                 *       "messageFields": [
                 *         {
                 *           "key": "engraving",
                 *           "label": "Engraving",
                 *           "required": true,
                 *           "maxLength": 20,
                 *           "pattern": "[A-Za-z ]{1,20}"
                 *         }
                 *       ],
                 *       "categoryIds": [
                 *         "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["EditProductDto"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "kind": "physical",
                     *       "title": "Stoneware mug 陶瓷杯",
                     *       "description": "Holds 350 ml.",
                     *       "shelf": "on",
                     *       "onShelfAt": "2026-11-22T09:30:00.000Z",
                     *       "pictureUrl": "/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "messageFields": [
                     *         {
                     *           "key": "engraving",
                     *           "label": "Engraving",
                     *           "required": true,
                     *           "maxLength": 20,
                     *           "pattern": "[A-Za-z ]{1,20}"
                     *         }
                     *       ],
                     *       "categoryIds": [
                     *         "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *       ],
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "updatedAt": "2026-11-22T09:30:00.000Z",
                     *       "currency": "USD",
                     *       "version": 1,
                     *       "variants": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "productId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "sku": "MUG-RED",
                     *           "position": 1,
                     *           "attributes": {
                     *             "colour": "red",
                     *             "size": "M"
                     *           },
                     *           "priceMinor": 1250,
                     *           "memberPrices": [
                     *             {
                     *               "tier": "gold",
                     *               "priceMinor": 1250
                     *             }
                     *           ],
                     *           "pictureUrl": "/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "weightGrams": 350,
                     *           "shelf": "on",
                     *           "takesStockAt": "order",
                     *           "purchaseLimit": {
                     *             "units": 2,
                     *             "windowDays": 30
                     *           },
                     *           "version": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ProductDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IF_MATCH_MISSING` An If-Match header with the version seen is required */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STALE_VERSION` It has been changed since it was read */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PRODUCT_INVALID` The catalog cannot take this */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addVariant: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sku": "MUG-RED",
                 *       "attributes": {
                 *         "colour": "red",
                 *         "size": "M"
                 *       },
                 *       "priceMinor": 1250,
                 *       "memberPrices": [
                 *         {
                 *           "tier": "gold",
                 *           "priceMinor": 1250
                 *         }
                 *       ],
                 *       "picture": {
                 *         "motif": "mug",
                 *         "colour": "#c0392b"
                 *       },
                 *       "weightGrams": 350,
                 *       "shelf": "on",
                 *       "takesStockAt": "order",
                 *       "purchaseLimit": {
                 *         "units": 2,
                 *         "windowDays": 30
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewVariantDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "productId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "sku": "MUG-RED",
                     *       "position": 1,
                     *       "attributes": {
                     *         "colour": "red",
                     *         "size": "M"
                     *       },
                     *       "priceMinor": 1250,
                     *       "memberPrices": [
                     *         {
                     *           "tier": "gold",
                     *           "priceMinor": 1250
                     *         }
                     *       ],
                     *       "pictureUrl": "/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "weightGrams": 350,
                     *       "shelf": "on",
                     *       "takesStockAt": "order",
                     *       "purchaseLimit": {
                     *         "units": 2,
                     *         "windowDays": 30
                     *       },
                     *       "version": 1,
                     *       "currency": "USD"
                     *     }
                     */
                    "application/json": components["schemas"]["VariantWithCurrencyDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SKU_TAKEN` Another variant has this sku */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `PRODUCT_INVALID` The catalog cannot take this */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSagas: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
                /** @description return_payment: money on its way back */
                name?: "place_order" | "return_payment";
                state?: "waiting" | "calling" | "undoing" | "done" | "undone" | "stuck";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "name": "place_order",
                     *           "step": "payment",
                     *           "state": "running",
                     *           "attempts": 0,
                     *           "refusal": "text",
                     *           "fault": "text",
                     *           "orderId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "paymentId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "wakeAt": "2026-11-22T09:30:00.000Z",
                     *           "updatedAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["SagaPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSaga: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                sagaId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "name": "place_order",
                     *       "step": "payment",
                     *       "state": "running",
                     *       "attempts": 0,
                     *       "refusal": "text",
                     *       "fault": "text",
                     *       "orderId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "paymentId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "wakeAt": "2026-11-22T09:30:00.000Z",
                     *       "updatedAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SagaDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here · `SAGA_NOT_FOUND` No such saga */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeSaga: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                sagaId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The gateway was away; it answers again"
                 *     }
                 */
                "application/json": components["schemas"]["OperatorReasonDto"];
            };
        };
        responses: {
            /** @description OK */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sagaId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *     }
                     */
                    "application/json": components["schemas"]["ResumedSagaDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_MISSING` An Idempotency-Key header is required · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here · `SAGA_NOT_FOUND` No such saga */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SAGA_NOT_STUCK` The saga is not stuck */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listShippingWork: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "orderId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "subOrder": 1,
                     *           "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "warehouseId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "createdAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["ShippingWorkPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStock: {
        parameters: {
            query: {
                /** @description The variant */
                variantId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "warehouseId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "onHand": 120,
                     *         "reserved": 20,
                     *         "available": 100
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["StockDto"][];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeStock: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "changes": [
                 *         {
                 *           "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                 *           "warehouseId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                 *           "kind": "received",
                 *           "quantity": 100,
                 *           "reason": "Delivery 2231"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["StockChangesDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "warehouseId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "onHand": 120,
                     *         "reserved": 20,
                     *         "available": 100
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["StockDto"][];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_MISSING` An Idempotency-Key header is required · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `STOCK_BELOW_RESERVED` Less on hand than is reserved */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStockMovements: {
        parameters: {
            query: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
                variantId: string;
                warehouseId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "warehouseId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "seq": 1,
                     *           "kind": "received",
                     *           "quantity": 100,
                     *           "reference": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "reason": "text",
                     *           "author": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "movedAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["MovementPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editVariant: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "attributes": {
                 *         "colour": "red",
                 *         "size": "M"
                 *       },
                 *       "priceMinor": 1250,
                 *       "memberPrices": [
                 *         {
                 *           "tier": "gold",
                 *           "priceMinor": 1250
                 *         }
                 *       ],
                 *       "picture": {
                 *         "motif": "mug",
                 *         "colour": "#c0392b"
                 *       },
                 *       "weightGrams": 350,
                 *       "shelf": "on",
                 *       "takesStockAt": "order",
                 *       "purchaseLimit": {
                 *         "units": 2,
                 *         "windowDays": 30
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EditVariantDto"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "productId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "sku": "MUG-RED",
                     *       "position": 1,
                     *       "attributes": {
                     *         "colour": "red",
                     *         "size": "M"
                     *       },
                     *       "priceMinor": 1250,
                     *       "memberPrices": [
                     *         {
                     *           "tier": "gold",
                     *           "priceMinor": 1250
                     *         }
                     *       ],
                     *       "pictureUrl": "/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "weightGrams": 350,
                     *       "shelf": "on",
                     *       "takesStockAt": "order",
                     *       "purchaseLimit": {
                     *         "units": 2,
                     *         "windowDays": 30
                     *       },
                     *       "version": 1,
                     *       "currency": "USD"
                     *     }
                     */
                    "application/json": components["schemas"]["VariantWithCurrencyDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IF_MATCH_MISSING` An If-Match header with the version seen is required */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STALE_VERSION` It has been changed since it was read */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PRODUCT_INVALID` The catalog cannot take this */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPrices: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "oldMinor": 1250,
                     *           "newMinor": 1250,
                     *           "changedAt": "2026-11-22T09:30:00.000Z",
                     *           "changedBy": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0",
                     *       "currency": "USD"
                     *     }
                     */
                    "application/json": components["schemas"]["PriceChangeListDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookEvents: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
                provider?: string;
                state?: "received" | "processed" | "refused" | "alarmed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "provider": "sandbox",
                     *           "eventId": "evt_1",
                     *           "type": "payment.captured",
                     *           "state": "processed",
                     *           "detail": null,
                     *           "attempts": 0,
                     *           "secretIndex": 0,
                     *           "receivedAt": "2026-11-22T09:30:00.000Z",
                     *           "finishedAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEventPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryWebhookEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                eventId: string;
                provider: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The gateway was away; it answers again"
                 *     }
                 */
                "application/json": components["schemas"]["OperatorReasonDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "provider": "sandbox",
                     *       "eventId": "evt_1",
                     *       "type": "payment.captured",
                     *       "state": "processed",
                     *       "detail": null,
                     *       "attempts": 0,
                     *       "secretIndex": 0,
                     *       "receivedAt": "2026-11-22T09:30:00.000Z",
                     *       "finishedAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEventDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_MISSING` An Idempotency-Key header is required · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here · `WEBHOOK_EVENT_NOT_FOUND` No such webhook event */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `WEBHOOK_EVENT_PROCESSED` The event was recorded already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `WEBHOOK_EVENT_UNREADABLE` Nobody here can read this event */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCart: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "currency": "USD",
                     *       "groups": [
                     *         {
                     *           "kind": "merchant",
                     *           "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "title": "Blue Kiln",
                     *           "selection": "all",
                     *           "lines": [
                     *             {
                     *               "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *               "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *               "productId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *               "sku": "MUG-BLUE",
                     *               "title": "Mug",
                     *               "attributes": {
                     *                 "colour": "blue"
                     *               },
                     *               "pictureUrl": "/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *               "messages": {
                     *                 "engraving": "For Ada"
                     *               },
                     *               "quantity": 2,
                     *               "maxQuantity": 3,
                     *               "selected": true,
                     *               "selectable": true,
                     *               "price": 1999,
                     *               "priceWhenAdded": 2499,
                     *               "priceChange": "down",
                     *               "lineTotal": 3998,
                     *               "stockState": "in_stock",
                     *               "stockText": "only 3 left",
                     *               "limitText": "at most 2 per customer in 30 days",
                     *               "takesStockAt": "order",
                     *               "holdExpiresAt": "2026-11-22T09:30:00.000Z",
                     *               "holdSecondsLeft": 1140,
                     *               "addedAt": "2026-11-22T09:30:00.000Z"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "lineCount": 2,
                     *       "lineCountMax": 120,
                     *       "selectedLineCount": 1,
                     *       "selectedUnitCount": 2,
                     *       "selectedGoodsTotal": 3998,
                     *       "notices": [
                     *         {
                     *           "code": "QUANTITY_LIMITED",
                     *           "text": "at most 3",
                     *           "lineId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "sku": "MUG-BLUE",
                     *           "atMost": 3
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CartAnswer"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addCartLines: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lines": [
                 *         {
                 *           "sku": "MUG-BLUE",
                 *           "quantity": 2,
                 *           "messages": {
                 *             "engraving": "For Ada"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AddLinesDto"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lines": [
                     *         {
                     *           "sku": "MUG-BLUE",
                     *           "outcome": "added",
                     *           "lineId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "requested": 2,
                     *           "quantity": 3,
                     *           "atMost": 3,
                     *           "boundBy": "line_cap",
                     *           "faults": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "notices": [
                     *         {
                     *           "code": "QUANTITY_LIMITED",
                     *           "text": "at most 3",
                     *           "lineId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "sku": "MUG-BLUE",
                     *           "atMost": 3
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AddLinesAnswer"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `NOTHING_ADDED` None of the lines could be put into the cart */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    clearCartLines: {
        parameters: {
            query: {
                /** @description `invalid`: those off shelf */
                filter: "invalid" | "selected" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "filter": "invalid",
                     *       "lineIds": [
                     *         "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ClearedAnswer"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeCartLine: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here · `LINE_NOT_FOUND` There is no such line in this cart */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeCartLine: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "quantity": 3,
                 *       "messages": {
                 *         "engraving": "For Ada"
                 *       },
                 *       "selected": true,
                 *       "sku": "MUG-RED"
                 *     }
                 */
                "application/json": components["schemas"]["ChangeLineDto"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lineId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "quantity": 3,
                     *       "absorbedLineId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "notices": [
                     *         {
                     *           "code": "QUANTITY_LIMITED",
                     *           "text": "at most 3",
                     *           "lineId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "sku": "MUG-BLUE",
                     *           "atMost": 3
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ChangeLineAnswer"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here · `LINE_NOT_FOUND` There is no such line in this cart */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LINE_CHANGED` The line was changed meanwhile */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LINE_OUT_OF_STOCK` It is sold out · `LINE_OFF_SHELF` It is no longer sold · `LINE_MESSAGE_INVALID` The messages do not fit the article · `LINE_UNKNOWN_SKU` There is no such article */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    selectCartLines: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lineIds": [
                 *         "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                 *       ],
                 *       "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                 *       "all": true,
                 *       "selected": true
                 *     }
                 */
                "application/json": components["schemas"]["SelectionDto"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lineIds": [
                     *         "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *       ],
                     *       "notices": [
                     *         {
                     *           "code": "QUANTITY_LIMITED",
                     *           "text": "at most 3",
                     *           "lineId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "sku": "MUG-BLUE",
                     *           "atMost": 3
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SelectionAnswer"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LINE_NOT_FOUND` There is no such line in this cart */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCategories: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "parentId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "slug": "kitchen",
                     *         "name": "Kitchen",
                     *         "path": "home/kitchen",
                     *         "position": 1,
                     *         "version": 1
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["CategoryDto"][];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewCheckout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "shippingAddress": {
                 *         "name": "Ada Lovelace",
                 *         "line1": "12 St James Square",
                 *         "line2": "Flat 2",
                 *         "city": "London",
                 *         "region": "Greater London",
                 *         "postalCode": "SW1Y 4JH",
                 *         "country": "GB",
                 *         "phone": "+44 20 7946 0000"
                 *       },
                 *       "credit": {
                 *         "use": "exact",
                 *         "amount": 1000
                 *       },
                 *       "points": 0,
                 *       "couponCodes": [
                 *         "text"
                 *       ],
                 *       "lines": [
                 *         {
                 *           "sku": "MUG-RED",
                 *           "quantity": 2,
                 *           "messages": {
                 *             "key": "value"
                 *           }
                 *         }
                 *       ],
                 *       "expectedTotal": 2500
                 *     }
                 */
                "application/json": components["schemas"]["PreviewDto"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "currency": "USD",
                     *       "total": 1250,
                     *       "breakdown": {
                     *         "list": 1250,
                     *         "discount": 1250,
                     *         "points": 1250,
                     *         "shipping": 1250,
                     *         "total": 1250
                     *       },
                     *       "lines": [
                     *         {
                     *           "sku": "MUG-RED",
                     *           "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "title": "text",
                     *           "quantity": 2,
                     *           "unitPrice": 1250,
                     *           "list": 1250,
                     *           "discount": 1250,
                     *           "payable": 1250,
                     *           "available": 12
                     *         }
                     *       ],
                     *       "usableCredit": 1250,
                     *       "usablePoints": 0,
                     *       "creditApplied": 1250,
                     *       "amountDue": 1250,
                     *       "placeable": true,
                     *       "problems": [
                     *         {
                     *           "sku": "MUG-RED",
                     *           "code": "OUT_OF_STOCK",
                     *           "detail": "2 are available"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PreviewAnswerDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOTHING_SELECTED` No cart line is selected */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claimCoupon: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "WELCOME"
                 *     }
                 */
                "application/json": components["schemas"]["ClaimCouponDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "couponId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "name": "Welcome: 20.00 off from 200.00",
                     *       "code": "WELCOME",
                     *       "scope": {
                     *         "kind": "merchants",
                     *         "ids": [
                     *           "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *         ]
                     *       },
                     *       "off": 2000,
                     *       "offBps": 1000,
                     *       "cap": 5000,
                     *       "minSpend": 20000,
                     *       "state": "open",
                     *       "validFrom": "2026-11-22T09:30:00.000Z",
                     *       "validUntil": "2026-11-22T09:30:00.000Z",
                     *       "claimedAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MyCouponDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `COUPON_UNKNOWN` There is no coupon with this code */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `COUPON_NOT_TO_BE_HAD` This coupon cannot be claimed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    registerCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "password": "correct horse battery",
                 *       "displayName": "Ada Lovelace",
                 *       "referralCode": "7K3MQ0ZT",
                 *       "guestToken": "cwg_019a5d2e7c407d618f3a2b9c4e5f6a7b.tdz1mo.pQ3rXb1YV0m2uJ8s9wK4tG7hL6nD5cF0aE1iR2oZxW8"
                 *     }
                 */
                "application/json": components["schemas"]["RegistrationDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessToken": "cwa_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E",
                     *       "tokenType": "Bearer",
                     *       "accessExpiresAt": "2026-11-22T09:30:00.000Z",
                     *       "refreshToken": "cwr_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E",
                     *       "refreshExpiresAt": "2026-11-22T09:30:00.000Z",
                     *       "sessionId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "account": {
                     *         "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "email": "ada@example.com",
                     *         "role": "customer",
                     *         "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "displayName": "Ada Lovelace",
                     *         "referralCode": "7K3MQ0ZT",
                     *         "state": "active",
                     *         "version": 1,
                     *         "createdAt": "2026-11-22T09:30:00.000Z"
                     *       },
                     *       "cartMerge": null
                     *     }
                     */
                    "application/json": components["schemas"]["SignedInDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `EMAIL_TAKEN` There is an account with this e-mail address */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `EMAIL_NOT_ACCEPTED` This e-mail address cannot be used · `PASSWORD_NOT_ACCEPTED` This password cannot be used · `REFERRAL_CODE_UNKNOWN` Nobody has this referral code · `GUEST_TOKEN_REFUSED` This guest token is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests · `TOO_MANY_ATTEMPTS` Too many attempts */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description The id of the last event seen: what came after it is sent first */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    welcomeGuest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "deviceId": "b7c2f1de-9a04-4c53-8a6e-3f1d2c5b7a90"
                 *     }
                 */
                "application/json": components["schemas"]["NewGuestDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "guestId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "guestToken": "cwg_019a5d2e7c407d618f3a2b9c4e5f6a7b.tdz1mo.pQ3rXb1YV0m2uJ8s9wK4tG7hL6nD5cF0aE1iR2oZxW8",
                     *       "expiresAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["GuestDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests · `TOO_MANY_ATTEMPTS` Too many attempts */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "email": "ada@example.com",
                     *       "role": "customer",
                     *       "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "displayName": "Ada Lovelace",
                     *       "referralCode": "7K3MQ0ZT",
                     *       "state": "active",
                     *       "version": 1,
                     *       "createdAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AccountDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "displayName": "Ada Lovelace"
                 *     }
                 */
                "application/json": components["schemas"]["RenameDto"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "email": "ada@example.com",
                     *       "role": "customer",
                     *       "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "displayName": "Ada Lovelace",
                     *       "referralCode": "7K3MQ0ZT",
                     *       "state": "active",
                     *       "version": 1,
                     *       "createdAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AccountDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMyCoupons: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
                state?: "open" | "held" | "used";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "couponId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "name": "Welcome: 20.00 off from 200.00",
                     *           "code": "WELCOME",
                     *           "scope": {
                     *             "kind": "merchants",
                     *             "ids": [
                     *               "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *             ]
                     *           },
                     *           "off": 2000,
                     *           "offBps": 1000,
                     *           "cap": 5000,
                     *           "minSpend": 20000,
                     *           "state": "open",
                     *           "validFrom": "2026-11-22T09:30:00.000Z",
                     *           "validUntil": "2026-11-22T09:30:00.000Z",
                     *           "claimedAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["MyCouponPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applyAsMerchant: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Hillside Ceramics",
                 *       "phone": "+1 555 0100",
                 *       "goodsType": "self_operated"
                 *     }
                 */
                "application/json": components["schemas"]["ApplyAsMerchantDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "name": "Hillside Ceramics",
                     *       "phone": "+1 555 0100",
                     *       "goodsType": "self_operated",
                     *       "shipping": {
                     *         "flatMinor": 500,
                     *         "perKgMinor": 120,
                     *         "freeFromMinor": 29900
                     *       },
                     *       "currency": "USD",
                     *       "ownerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "state": "applied",
                     *       "stateReason": null,
                     *       "rewardBps": 500,
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "updatedAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MerchantDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MERCHANT_EXISTS` This account has a merchant already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "name": "Hillside Ceramics",
                     *       "phone": "+1 555 0100",
                     *       "goodsType": "self_operated",
                     *       "shipping": {
                     *         "flatMinor": 500,
                     *         "perKgMinor": 120,
                     *         "freeFromMinor": 29900
                     *       },
                     *       "currency": "USD"
                     *     }
                     */
                    "application/json": components["schemas"]["MerchantCardDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMyMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "name": "Hillside Ceramics",
                     *       "phone": "+1 555 0100",
                     *       "goodsType": "self_operated",
                     *       "shipping": {
                     *         "flatMinor": 500,
                     *         "perKgMinor": 120,
                     *         "freeFromMinor": 29900
                     *       },
                     *       "currency": "USD",
                     *       "ownerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "state": "applied",
                     *       "stateReason": null,
                     *       "rewardBps": 500,
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "updatedAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MerchantDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOffers: {
        parameters: {
            query?: {
                /** @description Only offers that name this category */
                categoryId?: string;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
                /** @description Only offers that name this merchant */
                merchantId?: string;
                /** @description Absent: both */
                state?: "upcoming" | "running";
                /** @description Only offers that name this variant */
                variantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "preheatFrom": "2026-11-22T09:30:00.000Z",
                     *           "startsAt": "2026-11-22T09:30:00.000Z",
                     *           "endsAt": "2026-12-01T00:00:00Z",
                     *           "name": "50 off from 300",
                     *           "kind": "threshold_amount_off",
                     *           "scope": {
                     *             "kind": "merchants",
                     *             "ids": [
                     *               "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *             ]
                     *           },
                     *           "price": 5900,
                     *           "offBps": 1200,
                     *           "memberPrices": [
                     *             {
                     *               "tier": "gold",
                     *               "price": 1799
                     *             }
                     *           ],
                     *           "memberOffBps": [
                     *             {
                     *               "tier": "gold",
                     *               "offBps": 500
                     *             }
                     *           ],
                     *           "tiers": [
                     *             {
                     *               "from": 30000,
                     *               "off": 5000,
                     *               "offBps": 1000,
                     *               "gift": {
                     *                 "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *                 "quantity": 1,
                     *                 "value": 1500
                     *               }
                     *             }
                     *           ],
                     *           "quota": 100,
                     *           "perCustomerLimit": 2,
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "state": "running"
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["OfferPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrderFlows: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "flows": [
                     *         {
                     *           "goodsType": "self_operated",
                     *           "steps": [
                     *             {
                     *               "from": "awaiting_payment",
                     *               "to": "awaiting_payment",
                     *               "by": "customer"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "orderStates": [
                     *         {
                     *           "progress": "1-2",
                     *           "state": "awaiting_payment"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OrderFlowsDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
                /** @description Placed at or after */
                placedFrom?: string;
                /** @description Placed before */
                placedTo?: string;
                /** @description Part of a title or sku, an order id, or a reference */
                q?: string;
                state?: "awaiting_payment" | "paid" | "partly_shipped" | "shipped" | "partly_delivered" | "delivered" | "completed" | "cancelled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "customerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "state": "awaiting_payment",
                     *           "refundState": "none",
                     *           "paymentState": "not_required",
                     *           "currency": "USD",
                     *           "breakdown": {
                     *             "list": 1250,
                     *             "discount": 1250,
                     *             "points": 1250,
                     *             "shipping": 1250,
                     *             "total": 1250
                     *           },
                     *           "creditApplied": 1250,
                     *           "pointsApplied": 0,
                     *           "amountDue": 1250,
                     *           "amountPaid": 1250,
                     *           "placedAt": "2026-11-22T09:30:00.000Z",
                     *           "payBy": "2026-11-22T09:30:00.000Z",
                     *           "reference": "text",
                     *           "cancelReason": "text",
                     *           "shippingAddress": {
                     *             "name": "Ada Lovelace",
                     *             "line1": "12 St James Square",
                     *             "line2": "Flat 2",
                     *             "city": "London",
                     *             "region": "Greater London",
                     *             "postalCode": "SW1Y 4JH",
                     *             "country": "GB",
                     *             "phone": "+44 20 7946 0000"
                     *           },
                     *           "lines": [
                     *             {
                     *               "position": 1,
                     *               "subOrder": 1,
                     *               "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *               "sku": "MUG-RED",
                     *               "title": "Enamel mug",
                     *               "kind": "physical",
                     *               "quantity": 2,
                     *               "unitPrice": 1250,
                     *               "list": 1250,
                     *               "discount": 1250,
                     *               "points": 1250,
                     *               "payable": 1250,
                     *               "messages": {
                     *                 "key": "value"
                     *               }
                     *             }
                     *           ],
                     *           "subOrders": [
                     *             {
                     *               "number": 1,
                     *               "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *               "merchantName": "North Wind Goods",
                     *               "warehouseId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *               "goodsType": "self_operated",
                     *               "state": "awaiting_payment",
                     *               "breakdown": {
                     *                 "list": 1250,
                     *                 "discount": 1250,
                     *                 "points": 1250,
                     *                 "shipping": 1250,
                     *                 "total": 1250
                     *               },
                     *               "credit": 1250,
                     *               "due": 1250
                     *             }
                     *           ],
                     *           "allowedActions": [
                     *             {
                     *               "action": "pay",
                     *               "priority": 1,
                     *               "allowed": true,
                     *               "reason": "NOTHING_TO_PAY"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    placeOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "shippingAddress": {
                 *         "name": "Ada Lovelace",
                 *         "line1": "12 St James Square",
                 *         "line2": "Flat 2",
                 *         "city": "London",
                 *         "region": "Greater London",
                 *         "postalCode": "SW1Y 4JH",
                 *         "country": "GB",
                 *         "phone": "+44 20 7946 0000"
                 *       },
                 *       "credit": {
                 *         "use": "exact",
                 *         "amount": 1000
                 *       },
                 *       "points": 0,
                 *       "couponCodes": [
                 *         "text"
                 *       ],
                 *       "sku": "MUG-RED",
                 *       "quantity": 2,
                 *       "messages": {
                 *         "key": "value"
                 *       },
                 *       "lines": [
                 *         {
                 *           "sku": "MUG-RED",
                 *           "quantity": 2,
                 *           "messages": {
                 *             "key": "value"
                 *           }
                 *         }
                 *       ],
                 *       "expectedTotal": 2500,
                 *       "reference": "web-1042"
                 *     }
                 */
                "application/json": components["schemas"]["PlaceOrderDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "customerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "state": "awaiting_payment",
                     *       "refundState": "none",
                     *       "paymentState": "not_required",
                     *       "currency": "USD",
                     *       "breakdown": {
                     *         "list": 1250,
                     *         "discount": 1250,
                     *         "points": 1250,
                     *         "shipping": 1250,
                     *         "total": 1250
                     *       },
                     *       "creditApplied": 1250,
                     *       "pointsApplied": 0,
                     *       "amountDue": 1250,
                     *       "amountPaid": 1250,
                     *       "placedAt": "2026-11-22T09:30:00.000Z",
                     *       "payBy": "2026-11-22T09:30:00.000Z",
                     *       "reference": "text",
                     *       "cancelReason": "text",
                     *       "shippingAddress": {
                     *         "name": "Ada Lovelace",
                     *         "line1": "12 St James Square",
                     *         "line2": "Flat 2",
                     *         "city": "London",
                     *         "region": "Greater London",
                     *         "postalCode": "SW1Y 4JH",
                     *         "country": "GB",
                     *         "phone": "+44 20 7946 0000"
                     *       },
                     *       "lines": [
                     *         {
                     *           "position": 1,
                     *           "subOrder": 1,
                     *           "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "sku": "MUG-RED",
                     *           "title": "Enamel mug",
                     *           "kind": "physical",
                     *           "quantity": 2,
                     *           "unitPrice": 1250,
                     *           "list": 1250,
                     *           "discount": 1250,
                     *           "points": 1250,
                     *           "payable": 1250,
                     *           "messages": {
                     *             "key": "value"
                     *           }
                     *         }
                     *       ],
                     *       "subOrders": [
                     *         {
                     *           "number": 1,
                     *           "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "merchantName": "North Wind Goods",
                     *           "warehouseId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "goodsType": "self_operated",
                     *           "state": "awaiting_payment",
                     *           "breakdown": {
                     *             "list": 1250,
                     *             "discount": 1250,
                     *             "points": 1250,
                     *             "shipping": 1250,
                     *             "total": 1250
                     *           },
                     *           "credit": 1250,
                     *           "due": 1250
                     *         }
                     *       ],
                     *       "wallet": {
                     *         "balance": 1250,
                     *         "held": 1250,
                     *         "available": 1250
                     *       },
                     *       "notices": [
                     *         {
                     *           "sku": "MUG-RED",
                     *           "code": "SCARCE_PAY_SOON",
                     *           "text": "scarce: pay soon"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PlacedOrderDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_MISSING` An Idempotency-Key header is required · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PRICE_CHANGED` The price has changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `LINES_REFUSED` Some lines cannot be bought · `INSUFFICIENT_STOCK` Not enough stock · `PURCHASE_LIMIT` Above the limit per customer · `INSUFFICIENT_CREDIT` Not enough credit · `INSUFFICIENT_POINTS` Not enough points · `CREDIT_EXCEEDS_TOTAL` More credit than the order costs · `WALLET_FROZEN` The wallet is frozen · `OFFER_REFUSED` An offer is no longer to be had · `COUPON_REFUSED` A coupon cannot be used · `ADDRESS_REQUIRED` Goods that are shipped need an address */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "customerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "state": "awaiting_payment",
                     *       "refundState": "none",
                     *       "paymentState": "not_required",
                     *       "currency": "USD",
                     *       "breakdown": {
                     *         "list": 1250,
                     *         "discount": 1250,
                     *         "points": 1250,
                     *         "shipping": 1250,
                     *         "total": 1250
                     *       },
                     *       "creditApplied": 1250,
                     *       "pointsApplied": 0,
                     *       "amountDue": 1250,
                     *       "amountPaid": 1250,
                     *       "placedAt": "2026-11-22T09:30:00.000Z",
                     *       "payBy": "2026-11-22T09:30:00.000Z",
                     *       "reference": "text",
                     *       "cancelReason": "text",
                     *       "shippingAddress": {
                     *         "name": "Ada Lovelace",
                     *         "line1": "12 St James Square",
                     *         "line2": "Flat 2",
                     *         "city": "London",
                     *         "region": "Greater London",
                     *         "postalCode": "SW1Y 4JH",
                     *         "country": "GB",
                     *         "phone": "+44 20 7946 0000"
                     *       },
                     *       "lines": [
                     *         {
                     *           "position": 1,
                     *           "subOrder": 1,
                     *           "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "sku": "MUG-RED",
                     *           "title": "Enamel mug",
                     *           "kind": "physical",
                     *           "quantity": 2,
                     *           "unitPrice": 1250,
                     *           "list": 1250,
                     *           "discount": 1250,
                     *           "points": 1250,
                     *           "payable": 1250,
                     *           "messages": {
                     *             "key": "value"
                     *           }
                     *         }
                     *       ],
                     *       "subOrders": [
                     *         {
                     *           "number": 1,
                     *           "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "merchantName": "North Wind Goods",
                     *           "warehouseId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "goodsType": "self_operated",
                     *           "state": "awaiting_payment",
                     *           "breakdown": {
                     *             "list": 1250,
                     *             "discount": 1250,
                     *             "points": 1250,
                     *             "shipping": 1250,
                     *             "total": 1250
                     *           },
                     *           "credit": 1250,
                     *           "due": 1250
                     *         }
                     *       ],
                     *       "allowedActions": [
                     *         {
                     *           "action": "pay",
                     *           "priority": 1,
                     *           "allowed": true,
                     *           "reason": "NOTHING_TO_PAY"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OrderDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here · `ORDER_NOT_FOUND` No such order */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "customerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "state": "awaiting_payment",
                     *       "refundState": "none",
                     *       "paymentState": "not_required",
                     *       "currency": "USD",
                     *       "breakdown": {
                     *         "list": 1250,
                     *         "discount": 1250,
                     *         "points": 1250,
                     *         "shipping": 1250,
                     *         "total": 1250
                     *       },
                     *       "creditApplied": 1250,
                     *       "pointsApplied": 0,
                     *       "amountDue": 1250,
                     *       "amountPaid": 1250,
                     *       "placedAt": "2026-11-22T09:30:00.000Z",
                     *       "payBy": "2026-11-22T09:30:00.000Z",
                     *       "reference": "text",
                     *       "cancelReason": "text",
                     *       "shippingAddress": {
                     *         "name": "Ada Lovelace",
                     *         "line1": "12 St James Square",
                     *         "line2": "Flat 2",
                     *         "city": "London",
                     *         "region": "Greater London",
                     *         "postalCode": "SW1Y 4JH",
                     *         "country": "GB",
                     *         "phone": "+44 20 7946 0000"
                     *       },
                     *       "lines": [
                     *         {
                     *           "position": 1,
                     *           "subOrder": 1,
                     *           "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "sku": "MUG-RED",
                     *           "title": "Enamel mug",
                     *           "kind": "physical",
                     *           "quantity": 2,
                     *           "unitPrice": 1250,
                     *           "list": 1250,
                     *           "discount": 1250,
                     *           "points": 1250,
                     *           "payable": 1250,
                     *           "messages": {
                     *             "key": "value"
                     *           }
                     *         }
                     *       ],
                     *       "subOrders": [
                     *         {
                     *           "number": 1,
                     *           "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "merchantName": "North Wind Goods",
                     *           "warehouseId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "goodsType": "self_operated",
                     *           "state": "awaiting_payment",
                     *           "breakdown": {
                     *             "list": 1250,
                     *             "discount": 1250,
                     *             "points": 1250,
                     *             "shipping": 1250,
                     *             "total": 1250
                     *           },
                     *           "credit": 1250,
                     *           "due": 1250
                     *         }
                     *       ],
                     *       "allowedActions": [
                     *         {
                     *           "action": "pay",
                     *           "priority": 1,
                     *           "allowed": true,
                     *           "reason": "NOTHING_TO_PAY"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OrderDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here · `ORDER_NOT_FOUND` No such order */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ORDER_NOT_CANCELLABLE` The order cannot be cancelled */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrderPayments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "orderId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "provider": "sandbox",
                     *         "state": "created",
                     *         "currency": "USD",
                     *         "amount": 1250,
                     *         "redirectUrl": "http://127.0.0.1:3100/pay/1",
                     *         "clientSecret": "text",
                     *         "failureReason": "text"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["OrderPaymentDto"][];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here · `ORDER_NOT_FOUND` No such order */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openPayment: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "provider": "sandbox",
                 *       "returnUrl": "https://shop.example/orders"
                 *     }
                 */
                "application/json": components["schemas"]["OpenPaymentDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "orderId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "provider": "sandbox",
                     *       "state": "created",
                     *       "currency": "USD",
                     *       "amount": 1250,
                     *       "redirectUrl": "http://127.0.0.1:3100/pay/1",
                     *       "clientSecret": "text",
                     *       "failureReason": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["OrderPaymentDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_MISSING` An Idempotency-Key header is required · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here · `ORDER_NOT_FOUND` No such order */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOTHING_TO_PAY` Nothing is to be paid · `PAY_BY_PASSED` The time to pay is over · `PAYMENT_IN_PROGRESS` A payment covers the rest already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `INSUFFICIENT_STOCK` Not enough stock · `PAYMENT_PROVIDER_UNKNOWN` No such payment provider */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrderTimeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "seq": 1,
                     *         "what": "placed",
                     *         "subOrder": 1,
                     *         "fromState": "text",
                     *         "toState": "awaiting_payment",
                     *         "actor": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "note": "text",
                     *         "happenedAt": "2026-11-22T09:30:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["OrderEventDto"][];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here · `ORDER_NOT_FOUND` No such order */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countOrders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "state": "awaiting_payment",
                     *         "orders": 3
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["StateCountDto"][];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    placeOrderFromCart: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "shippingAddress": {
                 *         "name": "Ada Lovelace",
                 *         "line1": "12 St James Square",
                 *         "line2": "Flat 2",
                 *         "city": "London",
                 *         "region": "Greater London",
                 *         "postalCode": "SW1Y 4JH",
                 *         "country": "GB",
                 *         "phone": "+44 20 7946 0000"
                 *       },
                 *       "credit": {
                 *         "use": "exact",
                 *         "amount": 1000
                 *       },
                 *       "points": 0,
                 *       "couponCodes": [
                 *         "text"
                 *       ],
                 *       "expectedTotal": 2500,
                 *       "reference": "web-1042"
                 *     }
                 */
                "application/json": components["schemas"]["PlaceCartOrderDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "customerId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "state": "awaiting_payment",
                     *       "refundState": "none",
                     *       "paymentState": "not_required",
                     *       "currency": "USD",
                     *       "breakdown": {
                     *         "list": 1250,
                     *         "discount": 1250,
                     *         "points": 1250,
                     *         "shipping": 1250,
                     *         "total": 1250
                     *       },
                     *       "creditApplied": 1250,
                     *       "pointsApplied": 0,
                     *       "amountDue": 1250,
                     *       "amountPaid": 1250,
                     *       "placedAt": "2026-11-22T09:30:00.000Z",
                     *       "payBy": "2026-11-22T09:30:00.000Z",
                     *       "reference": "text",
                     *       "cancelReason": "text",
                     *       "shippingAddress": {
                     *         "name": "Ada Lovelace",
                     *         "line1": "12 St James Square",
                     *         "line2": "Flat 2",
                     *         "city": "London",
                     *         "region": "Greater London",
                     *         "postalCode": "SW1Y 4JH",
                     *         "country": "GB",
                     *         "phone": "+44 20 7946 0000"
                     *       },
                     *       "lines": [
                     *         {
                     *           "position": 1,
                     *           "subOrder": 1,
                     *           "variantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "sku": "MUG-RED",
                     *           "title": "Enamel mug",
                     *           "kind": "physical",
                     *           "quantity": 2,
                     *           "unitPrice": 1250,
                     *           "list": 1250,
                     *           "discount": 1250,
                     *           "points": 1250,
                     *           "payable": 1250,
                     *           "messages": {
                     *             "key": "value"
                     *           }
                     *         }
                     *       ],
                     *       "subOrders": [
                     *         {
                     *           "number": 1,
                     *           "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "merchantName": "North Wind Goods",
                     *           "warehouseId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "goodsType": "self_operated",
                     *           "state": "awaiting_payment",
                     *           "breakdown": {
                     *             "list": 1250,
                     *             "discount": 1250,
                     *             "points": 1250,
                     *             "shipping": 1250,
                     *             "total": 1250
                     *           },
                     *           "credit": 1250,
                     *           "due": 1250
                     *         }
                     *       ],
                     *       "wallet": {
                     *         "balance": 1250,
                     *         "held": 1250,
                     *         "available": 1250
                     *       },
                     *       "notices": [
                     *         {
                     *           "sku": "MUG-RED",
                     *           "code": "SCARCE_PAY_SOON",
                     *           "text": "scarce: pay soon"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PlacedOrderDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_MISSING` An Idempotency-Key header is required · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PRICE_CHANGED` The price has changed · `CART_CHANGED` The cart changed meanwhile */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `LINES_REFUSED` Some lines cannot be bought · `INSUFFICIENT_STOCK` Not enough stock · `PURCHASE_LIMIT` Above the limit per customer · `INSUFFICIENT_CREDIT` Not enough credit · `INSUFFICIENT_POINTS` Not enough points · `CREDIT_EXCEEDS_TOTAL` More credit than the order costs · `WALLET_FROZEN` The wallet is frozen · `OFFER_REFUSED` An offer is no longer to be had · `COUPON_REFUSED` A coupon cannot be used · `ADDRESS_REQUIRED` Goods that are shipped need an address · `NOTHING_SELECTED` No cart line is selected */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "correct horse battery",
                 *       "newPassword": "correct horse battery"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordChangeDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sessionsEnded": 1
                     *     }
                     */
                    "application/json": components["schemas"]["PasswordChangedDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CURRENT_PASSWORD_WRONG` The present password is wrong · `PASSWORD_NOT_ACCEPTED` This password cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests · `TOO_MANY_ATTEMPTS` Too many attempts */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "orderId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "provider": "sandbox",
                     *       "state": "pending",
                     *       "awaiting": "customer",
                     *       "currency": "USD",
                     *       "amount": 15250,
                     *       "captured": 0,
                     *       "refunded": 0,
                     *       "failureReason": null,
                     *       "client": {
                     *         "clientSecret": "secret_5f0c",
                     *         "redirectUrl": "http://127.0.0.1:4010/pay/pay_1"
                     *       },
                     *       "refunds": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "amount": 6553,
                     *           "state": "succeeded",
                     *           "reason": "order_cancelled",
                     *           "failureReason": null,
                     *           "createdAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "updatedAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PaymentDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmPayment: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated */
                "Idempotency-Key": string;
            };
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "instrument": "tok_ok"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmPaymentDto"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "orderId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "provider": "sandbox",
                     *       "state": "pending",
                     *       "awaiting": "customer",
                     *       "currency": "USD",
                     *       "amount": 15250,
                     *       "captured": 0,
                     *       "refunded": 0,
                     *       "failureReason": null,
                     *       "client": {
                     *         "clientSecret": "secret_5f0c",
                     *         "redirectUrl": "http://127.0.0.1:4010/pay/pay_1"
                     *       },
                     *       "refunds": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "amount": 6553,
                     *           "state": "succeeded",
                     *           "reason": "order_cancelled",
                     *           "failureReason": null,
                     *           "createdAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "updatedAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PaymentDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON · `IDEMPOTENCY_KEY_MISSING` An Idempotency-Key header is required · `IDEMPOTENCY_KEY_INVALID` The Idempotency-Key header is not usable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYMENT_CLOSED` The payment can no longer be confirmed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED` The Idempotency-Key was used with another request · `PAYMENT_DECLINED` The payment was declined */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPicture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description If-None-Match names the ETag */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /** @description Repeat as `attribute=colour:red&attribute=size:M`: one variant has all of them */
                attribute?: string[];
                /** @description This category or any below it */
                categoryId?: string;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description true: only what can be had now. A page may then be short and still have a next one */
                inStock?: boolean;
                /** @description How many items at most */
                limit?: number;
                merchantId?: string;
                /** @description Some variant costs at least this */
                priceFromMinor?: number;
                /** @description Some variant costs at most this */
                priceToMinor?: number;
                /** @description Full text, English or Chinese: every word must be found */
                q?: string;
                sort?: "newest" | "price_asc" | "price_desc" | "sales";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "kind": "physical",
                     *           "title": "Stoneware mug 陶瓷杯",
                     *           "pictureUrl": "/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "priceFromMinor": 1250,
                     *           "priceToMinor": 1250,
                     *           "categoryIds": [
                     *             "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *           ],
                     *           "salesCount": 1,
                     *           "inStock": true,
                     *           "createdAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0",
                     *       "currency": "USD"
                     *     }
                     */
                    "application/json": components["schemas"]["ProductListDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "kind": "physical",
                     *       "title": "Stoneware mug 陶瓷杯",
                     *       "description": "Holds 350 ml.",
                     *       "pictureUrl": "/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "onShelf": true,
                     *       "onShelfAt": "2026-11-22T09:30:00.000Z",
                     *       "messageFields": [
                     *         {
                     *           "key": "engraving",
                     *           "label": "Engraving",
                     *           "required": true,
                     *           "maxLength": 20,
                     *           "pattern": "[A-Za-z ]{1,20}"
                     *         }
                     *       ],
                     *       "categoryIds": [
                     *         "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *       ],
                     *       "salesCount": 1,
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "currency": "USD",
                     *       "variants": [
                     *         {
                     *           "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "sku": "MUG-RED",
                     *           "attributes": {
                     *             "colour": "red",
                     *             "size": "M"
                     *           },
                     *           "priceMinor": 1250,
                     *           "memberPrices": [
                     *             {
                     *               "tier": "gold",
                     *               "priceMinor": 1250
                     *             }
                     *           ],
                     *           "pictureUrl": "/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "weightGrams": 350,
                     *           "takesStockAt": "order",
                     *           "purchaseLimit": {
                     *             "units": 2,
                     *             "windowDays": 30
                     *           },
                     *           "available": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ProductPageDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "password": "correct horse battery",
                 *       "guestToken": "cwg_019a5d2e7c407d618f3a2b9c4e5f6a7b.tdz1mo.pQ3rXb1YV0m2uJ8s9wK4tG7hL6nD5cF0aE1iR2oZxW8"
                 *     }
                 */
                "application/json": components["schemas"]["LoginDto"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessToken": "cwa_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E",
                     *       "tokenType": "Bearer",
                     *       "accessExpiresAt": "2026-11-22T09:30:00.000Z",
                     *       "refreshToken": "cwr_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E",
                     *       "refreshExpiresAt": "2026-11-22T09:30:00.000Z",
                     *       "sessionId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *       "account": {
                     *         "id": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "email": "ada@example.com",
                     *         "role": "customer",
                     *         "merchantId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *         "displayName": "Ada Lovelace",
                     *         "referralCode": "7K3MQ0ZT",
                     *         "state": "active",
                     *         "version": 1,
                     *         "createdAt": "2026-11-22T09:30:00.000Z"
                     *       },
                     *       "cartMerge": null
                     *     }
                     */
                    "application/json": components["schemas"]["SignedInDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LOGIN_REFUSED` The e-mail address or the password is wrong */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `GUEST_TOKEN_REFUSED` This guest token is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests · `TOO_MANY_ATTEMPTS` Too many attempts */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refreshSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refreshToken": "cwr_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E"
                 *     }
                 */
                "application/json": components["schemas"]["RefreshDto"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessToken": "cwa_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E",
                     *       "tokenType": "Bearer",
                     *       "accessExpiresAt": "2026-11-22T09:30:00.000Z",
                     *       "refreshToken": "cwr_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E",
                     *       "refreshExpiresAt": "2026-11-22T09:30:00.000Z",
                     *       "sessionId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b"
                     *     }
                     */
                    "application/json": components["schemas"]["TokensDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `MALFORMED_BODY` The body is not acceptable JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REFRESH_REFUSED` This refresh token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REFRESH_UNDER_WAY` Another request has just refreshed this session */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE` The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE` The body is not plain UTF-8 application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests · `TOO_MANY_ATTEMPTS` Too many attempts */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWallet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "currency": "USD",
                     *       "credit": {
                     *         "balance": 10000,
                     *         "held": 0,
                     *         "available": 10000,
                     *         "expiringSoon": 0
                     *       },
                     *       "points": {
                     *         "balance": 10000,
                     *         "held": 0,
                     *         "available": 10000,
                     *         "expiringSoon": 0
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["WalletDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWalletEntries: {
        parameters: {
            query?: {
                asset?: "credit" | "points";
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "seq": 1,
                     *           "transferId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "kind": "order_payment",
                     *           "amount": -1000,
                     *           "balanceAfter": 1250,
                     *           "orderId": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "reference": "019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b",
                     *           "reason": "text",
                     *           "madeAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": "WyIwMTlhIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["WalletEntryPage"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `INVALID_CURSOR` The cursor was not made by this list */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED` Valid credentials are required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN` These credentials do not allow this operation */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receivePaymentWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "outcome": "taken"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookReceiptDto"];
                };
            };
            /** @description `MALFORMED_URL` The address is not well-formed · `VALIDATION_FAILED` The request does not have the documented shape · `WEBHOOK_MALFORMED` The webhook is signed but not readable */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `WEBHOOK_SIGNATURE_INVALID` The webhook is not signed by its provider, or too old */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND` There is nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URL_TOO_LONG` The address is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS` Too many requests */
            429: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN` Whether it was done is not known yet · `OVERLOADED` Too much is waiting; try again shortly · `DATABASE_UNAVAILABLE` The database cannot serve now · `SHUTTING_DOWN` The server is shutting down */
            503: {
                headers: {
                    /** @description Seconds until it is worth trying again */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
