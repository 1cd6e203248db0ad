import type { Route } from './notify-deps.ts';

/** How many messages of the last minute a channel has, by the cluster that they are about. */
export type PostedBy = ReadonlyMap<string, number>;

/**
 * New messages that a cluster may post into a channel now. Where others are told there, too, it may fill no more than it leaves
 * free: however noisy it is, a quiet one finds room at once, and several noisy ones get the same each.
 */
export function roomLeft(
  posted: PostedBy,
  of: { readonly cluster: string; readonly isShared: boolean; readonly newPerMinute: number },
): number {
  let free = of.newPerMinute;
  for (const count of posted.values()) free -= count;
  if (!of.isShared) return free;
  // Each message of its own takes one that was free, and asks for one more to stay free.
  return Math.ceil((free - (posted.get(of.cluster) ?? 0)) / 2);
}

/** Whether other clusters may be told in that channel. */
export function isShared(routes: readonly Route[], channel: string, others: readonly string[]): boolean {
  return routes
    .filter((route) => route.channel === channel)
    .some(({ clusters }) => others.some((other) => clusters?.includes(other) ?? true));
}
