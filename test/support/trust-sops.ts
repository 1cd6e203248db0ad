import { openConfiguredSops } from '../../src/cli/sop-folders.ts';
import { recordReviews, sopsInForce } from '../../src/cli/sop-trust.ts';
import type { Store } from '../../src/adapters/store/open-store.ts';
import { trustLibrary } from '../../src/demo/trust-library.ts';
import type { Sop } from '../../src/domain/sop.ts';
import type { Clock } from '../../src/ports/clock.ts';

const reviewer = 'dana';

/** Tests let procedures run alone in this one way: what `flink-medic sop trust` records, for SOPs at hand. */
export async function trustSops(store: Pick<Store, 'sopReviews'>, sops: readonly Sop[], at: number): Promise<void> {
  await recordReviews(store.sopReviews, sops, { by: reviewer, at });
}

/** … for those of a folder. */
export async function trustFolder(store: Pick<Store, 'sopReviews'>, folder: string, at: number): Promise<void> {
  await trustSops(store, sopsInForce(openConfiguredSops([folder])), at);
}

/** … for all that a configuration names, in its own store, which is made where there is none. */
export async function trustConfigured(configFile: string, clock: Clock): Promise<void> {
  await trustLibrary(configFile, reviewer, clock);
}
