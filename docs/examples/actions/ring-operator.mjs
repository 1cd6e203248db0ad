// Rings the phone of whoever is on duty. The gateway neither remembers keys nor tells what it did: in doubt a person decides.
export default ({ z, parserOf, post, settings }) => ({
  kind: 'acme/ring-operator',
  risk: 'safe',
  onDoubt: 'askHuman',
  keyWindowMs: 0,
  finalityMs: 30_000,
  sendLimitMs: 10_000,
  runLimitMs: 900_000,
  afterExecuted: 'succeeded',
  resultNames: [],

  parse: parserOf(z.strictObject({ incident: z.string(), job: z.string(), severity: z.string() })),
  identity: (args) => args,
  // Nobody remembers.
  incarnation: async () => undefined,

  send: (_context, { job, severity }, key, signal) =>
    post({ url: settings.url, key, body: { say: `${job} is in trouble, severity ${severity}` } }, signal),
  poll: async () => ({ kind: 'lost', why: 'a call is not work that goes on' }),
  query: async () => ({ kind: 'unknown', why: 'the gateway tells nobody' }),
});
