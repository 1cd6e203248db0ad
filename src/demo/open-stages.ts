import type { Output } from '../cli/output.ts';
import { DemoError } from './demo-error.ts';
import { type FlinkHome, type FlinkVersion, prepareFlink } from './flink-home.ts';
import { adaptiveScheduler, startRealStage } from './real-stage.ts';
import type { Stage } from './stage.ts';
import { type Story } from './stories.ts';

export type Stages = Readonly<Record<Story['cluster'], Stage>>;

export interface OpenStagesOptions {
  readonly flink: FlinkVersion;
  readonly fake: boolean;
  readonly keep: boolean;
  readonly output: Output;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/**
 * Opens both clusters: `main`, where jobs can be rescaled in place, and `spare`, which loses a machine. Without Java,
 * or when asked to, they are simulated, and that is said.
 * @throws {DemoError} when a real Flink cannot be built or started; nothing keeps running then.
 */
export async function openStages(options: OpenStagesOptions): Promise<Stages> {
  const { flink, say, signal } = options;
  if (options.fake) {
    say(
      'Simulated: as asked for with --fake, there is no Flink behind what follows, only an imitation of its REST API.',
    );
    return await openFakeStages(flink);
  }
  let home: FlinkHome;
  try {
    home = await prepareFlink(flink, { onProgress: say, signal });
  } catch (error) {
    if (!(error instanceof DemoError) || error.code !== 'demo.tool_missing') throw error;
    say(`Simulated: there is no Flink behind what follows, only an imitation of its REST API. ${error.message}`);
    return await openFakeStages(flink);
  }
  say(
    `starting two clusters of Flink ${flink}: main (2 TaskManagers, 6 slots each) and spare (2 TaskManagers, 1 slot each)`,
  );
  const common = { home, keepDirectory: options.keep, signal, onProgress: say };
  return await both(
    startRealStage({ ...common, name: 'main', taskManagers: 2, slots: 6, config: adaptiveScheduler }),
    startRealStage({ ...common, name: 'spare', taskManagers: 2, slots: 1 }),
  );
}

async function openFakeStages(version: FlinkVersion): Promise<Stages> {
  const { startFakeStage } = await import('./fake-flink/fake-stage.ts');
  return await both(startFakeStage({ name: 'main', version }), startFakeStage({ name: 'spare', version }));
}

/** Both or none: when one cannot be opened, the other is stopped. */
async function both(main: Promise<Stage>, spare: Promise<Stage>): Promise<Stages> {
  const opened = await Promise.allSettled([main, spare]);
  const [first, second] = opened;
  if (first.status === 'fulfilled' && second.status === 'fulfilled') return { main: first.value, spare: second.value };
  for (const one of opened) if (one.status === 'fulfilled') await one.value.stop();
  throw first.status === 'rejected' ? first.reason : (second as PromiseRejectedResult).reason;
}
