/** Registers `<alliance-classifier>`. Safe to import twice, and beside another version. */

import { AllianceClassifier } from './elements/alliance-classifier.js';
import { define } from './elements/define.js';

define('alliance-classifier', AllianceClassifier);
