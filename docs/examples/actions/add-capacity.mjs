// Asks the platform for more TaskManagers. It works on after it has accepted, and can be asked what became of a key.
export default ({ z, parserOf, post, settings }) => {
  const read = (path, signal) => fetch(new URL(path, settings.url), { redirect: 'error', signal });

  async function look(key, signal) {
    const answer = await read(`/requests/${key}`, signal);
    if (answer.status === 404) return 'never heard of';
    if (!answer.ok) throw new Error(`the platform answered ${answer.status}`);
    return (await answer.json()).state;
  }

  return {
    kind: 'acme/add-capacity',
    risk: 'safe',
    onDoubt: 'queryFirst',
    keyWindowMs: 3_600_000,
    // A request that the platform holds acts within this time, or not at all.
    finalityMs: 30_000,
    sendLimitMs: 10_000,
    runLimitMs: 1_800_000,
    afterExecuted: 'running',
    resultNames: ['request'],

    parse: parserOf(z.strictObject({ incident: z.string(), cluster: z.string(), taskManagers: z.int().min(1).max(8) })),
    identity: (args) => args,
    // The process that remembers the keys: after its restart it has forgotten them, and would add twice.
    incarnation: async (_args, signal) => (await (await read('/identity', signal)).json()).startedAt,

    send: (_context, { cluster, taskManagers }, key, signal) =>
      post({ url: new URL('/requests', settings.url).href, key, body: { cluster, taskManagers } }, signal),

    async poll(_context, { key }, signal) {
      const state = await look(key, signal);
      if (state === 'done') return { kind: 'done', result: { request: key }, note: 'the TaskManagers are there' };
      if (state === 'failed') return { kind: 'failed', reason: 'the platform has no room' };
      if (state === 'working') return { kind: 'in-progress', note: 'the platform is at work' };
      return { kind: 'lost', why: 'the platform does not know the request any more' };
    },

    async query(_context, { key, keyAlive }, signal) {
      const state = await look(key, signal);
      if (state === 'done') return { kind: 'executed', result: { request: key }, note: 'the platform shows it as done' };
      if (state === 'failed') return { kind: 'failed', reason: 'the platform has no room' };
      if (state === 'working') return { kind: 'in-progress', note: 'the platform is at work' };
      if (state !== 'never heard of') return { kind: 'unknown', why: `the platform says ${state}` };
      // It may have done it before it was started anew, and have forgotten that.
      if (!keyAlive) return { kind: 'unknown', why: 'the platform does not know the request, or does not know it any more' };
      // The ledger believes this only after the finality wait. `same-key` needs the memory that would stop a second one.
      return { kind: 'not-executed', proof: 'the platform never heard of it', repeat: 'same-key' };
    },
  };
};
