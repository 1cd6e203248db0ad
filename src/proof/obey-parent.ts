import { flushCompileCache } from 'node:module';
import { OpsError } from '../domain/errors.ts';

/** Exit code of a process of the proof that could not go on, by no mistake of its own: what it met stands on stderr, for people. */
export const gaveUp = 3;

/** What a parent tells a process that it may kill at any moment. */
type Order<Settings> = { readonly kind: 'go'; readonly settings: Settings } | { readonly kind: 'drain' };

/**
 * Works when the parent says `go`, and ends with the work, with the channel to the parent, or where the work fails: with what it
 * has met in words for people, or with exit code 1 and a stack. Nobody else would learn of it.
 */
export function obeyParent<Settings>(work: (settings: Settings) => Promise<void>, onDrain: () => void): void {
  // Node would store it at a good end, which those that are killed never come to.
  flushCompileCache();
  process.on('disconnect', () => process.exit(0));
  process.on('message', (order: Order<Settings>) => {
    if (order.kind === 'drain') {
      onDrain();
      return;
    }
    work(order.settings).then(
      () => process.disconnect(),
      (error: unknown) => {
        const isMet = error instanceof OpsError;
        process.stderr.write(`${isMet ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(isMet ? gaveUp : 1);
      },
    );
  });
}
