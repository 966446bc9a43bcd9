/** Registers `<alliance-simulator>`. Safe to import twice, and beside another version. */

import { AllianceSimulator } from './elements/alliance-simulator.js';
import { define } from './elements/define.js';

export type {
  LeverChangedDetail,
  RunCancelledDetail,
  SimulatedDetail,
  SimulatedSummary,
} from './elements/simulator/events.js';

define('alliance-simulator', AllianceSimulator);
