/** Times of a calendar at which something is due. Real: adapters/cron. */
export interface Schedule {
  /** The last due time after `after` and not after `now`, epoch ms; undefined: none, or none within the last week. */
  lastDue(after: number, now: number): number | undefined;
}
