import { loadConfig } from '../config.ts';
import { makeStore, openConfiguredStore } from '../cli/configured-store.ts';
import { openConfiguredSops } from '../cli/sop-folders.ts';
import { recordReviews, sopsInForce } from '../cli/sop-trust.ts';
import type { Clock } from '../ports/clock.ts';
import { loadOwnKinds } from '../serving/own-kinds.ts';

/** As `sop trust --all` of a person before the agent starts; in the demo's own store. Returns how many SOPs have a plan. */
export async function trustLibrary(configFile: string, by: string, clock: Clock): Promise<number> {
  const config = loadConfig({ file: configFile, env: {} });
  const sops = sopsInForce(openConfiguredSops(config.sops, (await loadOwnKinds(config)).actions));
  await makeStore(config, clock);
  const store = await openConfiguredStore(config, { busyTimeoutMs: 2_000, role: 'cli', clock, onCorrupt: () => {} });
  try {
    await recordReviews(store.sopReviews, sops, { by, at: clock.now() });
  } finally {
    await store.close();
  }
  return sops.filter((sop) => sop.plan.length > 0).length;
}
