/** Registers `<alliance-comparison>`. Safe to import twice, and beside another version. */

import { AllianceComparison } from './elements/alliance-comparison.js';
import { define } from './elements/define.js';

define('alliance-comparison', AllianceComparison);
