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
        NewGuestDto: {
            /**
             * @description Made up at random by the device and kept there: who knows it is this guest
             * @example b7c2f1de-9a04-4c53-8a6e-3f1d2c5b7a90
             */
            deviceId: string;
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
        /** @description A problem (RFC 9457): `code` is stable and for programs, `detail` for people. Single problems add members. */
        Problem: {
            /** @example VALIDATION_FAILED */
            code: string;
            /** @example lines[0].quantity must be at least 1 */
            detail: string;
            /** @description With VALIDATION_FAILED: what does not fit, and where */
            errors?: {
                code: string;
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
}
