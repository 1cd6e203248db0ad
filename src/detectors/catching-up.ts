import type { JobDetector } from './finding.ts';
import { lagDetector } from './lag-trend.ts';

/** The job works off what waits in its sources. Quiet: it is busy and perhaps held up, but not sick. */
export const catchingUp: JobDetector = lagDetector('catching-up', 'falling', 'Catches up: ');
