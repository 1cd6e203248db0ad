import type { JobDetector } from './finding.ts';
import { lagDetector } from './lag-trend.ts';

/** More records wait in the sources than before: the job falls behind. Quiet, for a burst does the same. */
export const lagRising: JobDetector = lagDetector('lag-rising', 'rising', '');
