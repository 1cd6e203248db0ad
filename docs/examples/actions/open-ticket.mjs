// Opens a ticket in a system that honours Idempotency-Key: a second request with a key it knows makes no second ticket.
export default ({ z, parserOf, post, settings }) => ({
  kind: 'acme/open-ticket',
  risk: 'safe',
  onDoubt: 'retrySameKey',
  // As the ticket system promises, counted from the first request.
  keyWindowMs: 24 * 3_600_000,
  finalityMs: 30_000,
  sendLimitMs: 10_000,
  runLimitMs: 900_000,
  afterExecuted: 'succeeded',
  resultNames: [],

  parse: parserOf(z.strictObject({ incident: z.string(), queue: z.enum(['streaming', 'storage']), job: z.string() })),
  // `incident` is part of it: the same ticket again, but for another incident, is another action.
  identity: (args) => args,
  // Who remembers the keys. The promise outlives the processes that keep it, so that the host is name enough.
  incarnation: async () => new URL(settings.url).host,

  send: (_context, { incident, queue, job }, key, signal) =>
    post(
      { url: settings.url, tokenFile: settings.tokenFile, key, body: { queue, title: `${job}: ${incident}` } },
      signal,
    ),
  poll: async () => ({ kind: 'lost', why: 'a ticket is not work that goes on' }),
  // Asked only after three sends without an answer, or once the keys are forgotten.
  query: async () => ({ kind: 'unknown', why: 'the ticket system cannot be searched by key' }),
});
