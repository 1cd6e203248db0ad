import { OpsError } from '../domain/errors.ts';

/** What the demo and the live tests throw when something they need is missing or wrong, or a Flink process fails. */
export class DemoError extends OpsError {
  readonly code:
    | 'demo.tool_missing'
    | 'demo.build_failed'
    | 'demo.process_failed'
    | 'demo.rest_failed'
    | 'demo.wrong_setting';
  readonly retryable = false;

  constructor(code: DemoError['code'], message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
