/** What `<alliance-classifier>` tells the page. */

import type { AllianceType, Degree } from '../../generated/types.js';

/** Detail of `alliance-answered`. */
export interface AnsweredDetail {
  version: string;
  indicator_id: string;
  /** The score with its range; null for “I don’t know”. */
  answer: { score: number; low: number; high: number } | null;
  /** The type then; null while a lesson hides it. */
  type: AllianceType | null;
  /** How far the ranges bear it out; null without a type, and while a lesson hides it. */
  degree: Degree | null;
}

/** Detail of `alliance-lesson-revealed`. */
export interface LessonRevealedDetail {
  version: string;
  case_id: string;
  phase_id: string;
  /** Share of the answers on the level of the first coding; null where none was known. */
  same_level_share: number | null;
  /** Mean absolute difference, 0-1; null where no answer was known. */
  mean_distance: number | null;
  /** Krippendorff's alpha; null below ten answers, or where it has no value. */
  alpha: number | null;
  /** The learner's scores by indicator; null for “I don’t know”. */
  answers: Record<string, number | null>;
}

/** Detail of `alliance-imported`. */
export interface ImportedDetail {
  version: string;
  /** Name of the file. */
  file: string;
  /** How many answers it has. */
  answers: number;
}

declare global {
  interface HTMLElementEventMap {
    'alliance-answered': CustomEvent<AnsweredDetail>;
    'alliance-lesson-revealed': CustomEvent<LessonRevealedDetail>;
    'alliance-imported': CustomEvent<ImportedDetail>;
  }
}
