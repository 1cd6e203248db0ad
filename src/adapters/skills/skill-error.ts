import { OpsError } from '../../domain/errors.ts';

/** The address of an archive gave none: no name, no connection, time limit, or an error of the server. Try again later. */
export class SkillSourceUnreachable extends OpsError {
  readonly code = 'skills.unreachable';
  readonly retryable = true;
}
