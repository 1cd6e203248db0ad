// The baseline: a poller that asks for every job and each of its vertices at every poll, as simple agents do.
const urls = process.argv.slice(2);
const everyMs = 10_000;

interface Overview {
  readonly jobs: readonly { readonly jid: string }[];
}
interface Job {
  readonly vertices: readonly { readonly id: string }[];
}

async function get(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  return await response.json();
}

async function poll(url: string): Promise<void> {
  const { jobs } = (await get(`${url}/jobs/overview`)) as Overview;
  for (const { jid } of jobs) {
    const { vertices } = (await get(`${url}/jobs/${jid}`)) as Job;
    for (const { id } of vertices) await get(`${url}/jobs/${jid}/vertices/${id}`);
  }
}

for (;;) {
  const began = performance.now();
  await Promise.all(urls.map(poll));
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, everyMs - (performance.now() - began))));
}
