/** Registers `<alliance-simulator>`. Safe to import twice, and beside another version. */

import { AllianceSimulator } from './elements/alliance-simulator.js';
import { define } from './elements/define.js';

define('alliance-simulator', AllianceSimulator);
