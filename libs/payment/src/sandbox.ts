/** The door of the sandbox gateway: an offline payment gateway that runs as its own HTTP server with its own books. */
export { startSandboxGateway, type SandboxGateway, type SandboxGatewayOptions } from './sandbox/gateway.js';
export { FAULT_KINDS, type Fault, type FaultKind, type PlantFault } from './sandbox/faults.js';
export { SandboxControl, type FlushResult, type PlantedFault } from './sandbox/control-client.js';
export { TEST_CARDS } from './sandbox/books.rules.js';
export type {
  SandboxBooks,
  SandboxEvent,
  SandboxPayment,
  SandboxRefund,
  SandboxStatus,
  SandboxTotals,
} from './sandbox/wire.js';
