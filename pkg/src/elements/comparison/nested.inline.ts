/** Elements inside the comparison: none in the single file, which they would double. */

import { AllianceError } from '../../errors.js';

const absent = (): never => {
  const message = 'views: this view is not part of the single file; load `define.js` instead';
  throw new AllianceError('view_absent', 'views', message);
};

export const NESTED = { timeline: absent, 'what-if': absent };
