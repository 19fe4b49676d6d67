/** The door of the sandbox gateway: an offline payment gateway that runs as its own HTTP server with its own books. */
export { startSandboxGateway, type SandboxGateway, type SandboxGatewayOptions } from './sandbox/gateway.js';
export { FAULT_KINDS, type Fault, type FaultKind, type PlantFault } from './sandbox/faults.js';
export { SandboxControl } from './sandbox/control-client.js';
export type { PlantedFault } from './sandbox/control-calls.js';
export type { FlushResult } from './sandbox/webhook-sender.js';
export { TEST_CARDS } from './sandbox/books.rules.js';
export type {
  SandboxBooks,
  SandboxEvent,
  SandboxPayment,
  SandboxRefund,
  SandboxStatus,
  SandboxTotals,
} from './sandbox/wire.js';
export { startSandboxPayouts, type SandboxPayoutServiceOptions } from './sandbox/payout/payout-service.js';
export { SandboxPayoutControl } from './sandbox/payout/payout-control-client.js';
export { TEST_ACCOUNTS } from './sandbox/payout/payout.rules.js';
export type { SandboxPayout, SandboxPayoutEvent } from './sandbox/payout/payout-wire.js';
