/** Registers every element under its name. Safe to import twice, and beside another version. */

import './define-classifier.js';
import './define-comparison.js';
import './define-simulator.js';
import './define-timeline.js';
