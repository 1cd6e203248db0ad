import { startSlack } from '../../src/adapters/slack/start-slack.ts';
import { systemClock } from '../../src/adapters/telemetry/system-clock.ts';
import { allLog } from './all-log.ts';
import { recordingDesk } from './recording-desk.ts';
import { appToken, botToken, team } from './slack-server.ts';

/** A process with nothing but Slack in it: once told to stop, only an open handle can keep it. */
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
const started = startSlack({
  access: { apiUrl: process.argv[2] ?? '', botToken, appToken, team },
  mentions: {},
  desk: recordingDesk(),
  clock: systemClock,
  log: allLog(),
  signal: stop.signal,
});
const watch = setInterval(() => {
  const { kind } = started.state();
  if (kind === 'connecting') return;
  clearInterval(watch);
  process.stdout.write(`${kind}\n`);
}, 20);
await started.ended;
clearInterval(watch);
