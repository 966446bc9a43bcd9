/** Registers `<alliance-timeline>`. Safe to import twice, and beside another version. */

import { AllianceTimeline } from './elements/alliance-timeline.js';
import { define } from './elements/define.js';

define('alliance-timeline', AllianceTimeline);
