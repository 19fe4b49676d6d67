/** What loyalty needs of others for its administration: implemented by them, wired by the api. */

/** The products that early access can open. */
export abstract class ProductDirectory {
  abstract exists(productId: string): Promise<boolean>;
}

/** The customers that operators can look up. */
export abstract class CustomerDirectory {
  abstract isCustomer(accountId: string): Promise<boolean>;
}
