/**
 * `flink-medic serve` as a process of its own that follows a story's clock: `node agent-child.ts <config> <clock>`.
 * Ends with its parent.
 */
import { dirname } from 'node:path';
import { runCli } from '../../../src/cli.ts';
import { type ClockSettings, followClock } from './fast-clock.ts';

const [config = '', clockText = ''] = process.argv.slice(2);
const clock = followClock(JSON.parse(clockText) as ClockSettings);
const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
process.on('message', (settings: ClockSettings) => clock.set(settings));
process.on('disconnect', () => process.exit(1));

const code = await runCli(['serve', '--config', config], {
  env: {},
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
  folder: dirname(config),
  person: () => 'nobody',
  clock,
});
process.exit(code);
