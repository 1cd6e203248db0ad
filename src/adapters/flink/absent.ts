import type { Absent } from './reader.ts';

/** Flink answered and does not know the job. The page of a proxy that says 404 is not that answer. */
export const unknownJob: Absent = ({ status, flinkText }) =>
  (status === 404 || status === 500) &&
  flinkText !== undefined &&
  /FlinkJobNotFoundException|Could not find Flink job|\bJob (?:\S+ )?(?:could )?not (?:be )?found/i.test(flinkText);

/** Jobs without checkpointing have no such resource: Flink says so with 404 (seen in its source at 1.17 to 2.3). */
export const noCheckpointing: Absent = (answer) =>
  unknownJob(answer) ||
  (answer.status === 404 && /Checkpointing (?:has|is|was) not (?:been )?enabled/i.test(answer.flinkText ?? ''));

/** Flink has no such path: another version, or another kind of cluster. */
export const noRoute: Absent = ({ status, flinkText }) =>
  status === 404 && /Unable to load requested file|^Not found\b/i.test(flinkText ?? '');

/** The default scheduler answers 500 with UnsupportedOperationException (seen live on 1.20.4 and 2.3.0). */
export const noRescale: Absent = (answer) =>
  unknownJob(answer) ||
  noRoute(answer) ||
  (answer.status === 500 && (answer.flinkText ?? '').includes('UnsupportedOperationException'));

/** The memory of triggers does not hold this one. */
export const unknownTrigger: Absent = (answer) =>
  answer.status === 404 && answer.flinkText !== undefined && !noRoute(answer);

/** The cluster does not let us look, whoever says so. */
export const notShown: Absent = ({ status }) => status === 401 || status === 403 || status === 404;

/** The TaskManager is gone, or writes no such file. */
export const unknownProcess: Absent = ({ status, flinkText }) =>
  (status === 404 || status === 500) &&
  /UnknownTaskExecutorException|No TaskExecutor registered|does not exist on the TaskExecutor|does not exist|FileNotFoundException|Could not find TaskExecutor/i.test(
    flinkText ?? '',
  );

/** The job runs, and does not have this vertex any more. */
export const unknownVertex: Absent = (answer) =>
  unknownJob(answer) || noRoute(answer) || (answer.status === 404 && /vertex/i.test(answer.flinkText ?? ''));
