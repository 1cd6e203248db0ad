import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Config, durationMs, loadConfig, resolveJobRecord } from '../src/config.ts';
import { findRecord } from '../src/config/resolve-job-record.ts';
import { UserMistake } from '../src/domain/errors.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flink-medic-config-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const oneCluster = 'clusters:\n  - name: prod-a\n    url: http://jobmanager:8081/\n';

function load(yaml: string, env: Record<string, string | undefined> = {}): Config {
  const file = join(folder, 'medic.yaml');
  writeFileSync(file, yaml);
  return loadConfig({ file, env, folder });
}

function mistakeOf(yaml: string, env: Record<string, string | undefined> = {}): string {
  try {
    load(yaml, env);
  } catch (error) {
    if (!(error instanceof UserMistake)) throw error;
    return error.message.replaceAll(`${folder}/`, '');
  }
  return expect.fail('the configuration was accepted');
}

describe('a valid file', () => {
  test('needs no more than one cluster with name and address; the rest is careful defaults', () => {
    const config = load(oneCluster);

    expect(config).toMatchObject({
      data: join(folder, 'flink-medic-data'),
      sops: [join(folder, 'sops')],
      logLevel: 'info',
      poll: { everyMs: 10_000 },
      llm: undefined,
      limits: {
        actionsPerJobPerHour: 3,
        actionsPerPlatformPerHour: 6,
        coolDownMs: 300_000,
        coolDownAfterRestartMs: 1_800_000,
        failedPlans: 2,
        approvalExpiresMs: 3_600_000,
        destructiveApprovalExpiresMs: 900_000,
        blastRadius: { percent: 40, fromJobs: 10, withinMs: 300_000 },
        maxCheckpointAgeMs: 600_000,
      },
      detection: {},
      clusters: [
        {
          name: 'prod-a',
          url: 'http://jobmanager:8081',
          environment: 'production',
          platform: 'prod-a',
          mode: 'observe',
          controller: 'unknown',
          snapshotRoots: [],
          access: { headers: {}, connectTimeoutMs: 3_000, responseTimeoutMs: 10_000 },
          jobs: [],
        },
      ],
    });
    expect(config.health).toBeUndefined();
  });

  test('gives durations in milliseconds and paths from the folder of the file', () => {
    const config = load(`
data: ../elsewhere
sops: [ours, /theirs]
poll: { every: 2s }
detection: { settle: 90s }
health: { port: 9000 }
clusters:
  - name: a
    url: https://gateway/flink-a
    platform: k8s-eu
    savepointDirectory: s3://bucket/savepoints
    snapshotRoots: [snapshots]
    access: { tokenFile: token, writeTokenFile: write-token, responseTimeout: 30s }
    jobs:
      - name: orders
        desired: running
        sink: { guarantee: exactly-once, transactionTimeout: 15m }
        launch: { jar: jobs/orders.jar, sha256: ${'ab'.repeat(32)}, entryClass: a.B, parallelism: 2 }
`);

    expect(config.data).toBe(join(folder, '../elsewhere'));
    expect(config.sops).toEqual([join(folder, 'ours'), '/theirs']);
    expect(config.poll.everyMs).toBe(2_000);
    expect(config.detection).toEqual({ preset: 'standard', settleMs: 90_000 });
    expect(config.health).toEqual({ host: '127.0.0.1', port: 9_000 });
    const [cluster] = config.clusters;
    expect(cluster).toMatchObject({ url: 'https://gateway/flink-a', platform: 'k8s-eu' });
    expect(cluster?.snapshotRoots).toEqual([join(folder, 'snapshots')]);
    expect(cluster?.access).toMatchObject({
      tokenFile: join(folder, 'token'),
      writeTokenFile: join(folder, 'write-token'),
      responseTimeoutMs: 30_000,
    });
    expect(cluster?.jobs[0]?.sink).toEqual({ guarantee: 'exactly-once', transactionTimeoutMs: 900_000 });
    expect(cluster?.jobs[0]?.launch?.jar).toBe(join(folder, 'jobs/orders.jar'));
  });

  test('takes the model key from its file, and shows it to nobody by accident', () => {
    writeFileSync(join(folder, 'key'), 'sk-very-secret\n');

    const config = load(`llm: { model: small, apiKeyFile: key }\n${oneCluster}`);

    expect(config.llm?.apiKey?.reveal()).toBe('sk-very-secret');
    expect(`${JSON.stringify(config)}${inspect(config, { depth: 9 })}${String(config.llm?.apiKey)}`).not.toContain(
      'sk-very',
    );
  });
});

test('the variable of a key wins over its file', () => {
  writeFileSync(join(folder, 'key'), 'sk-of-the-file\n');

  const config = load(`llm: { model: small, apiKeyFile: key }\n${oneCluster}`, {
    FLINK_MEDIC_LLM_API_KEY: 'sk-of-the-variable',
  });

  expect(config.llm?.apiKey?.reveal()).toBe('sk-of-the-variable');
});

test.each([
  ['nothing', ' \n', 'holds no key'],
  ['two words', 'sk-very secret\n', 'holds more than one line or word'],
])('a key file with %s is a mistake, and its text is not repeated', (_what, text, want) => {
  writeFileSync(join(folder, 'key'), text);

  const told = mistakeOf(`llm: { model: small, apiKeyFile: key }\n${oneCluster}`);

  expect(told).toContain(`llm.apiKeyFile: the file key ${want}`);
  expect(told).not.toContain('sk-very');
});

test('a folder in the place of the file is told as one: Docker makes it where the file to be mounted is missing', () => {
  expect(() => loadConfig({ file: folder, env: {}, folder })).toThrow(
    `${folder} is a folder. Name the configuration file in it.`,
  );
});

describe('a mistake is told with its place and what is allowed', () => {
  test.each<[title: string, yaml: string, want: string]>([
    [
      'a value outside the list',
      `${oneCluster}    mode: atuo\n`,
      'medic.yaml:4:11  clusters[0].mode: "atuo" is not allowed; use observe, ask or auto. Did you mean auto?',
    ],
    [
      'a number that is too big',
      `${oneCluster}limits: { blastRadius: { percent: 400 } }\n`,
      'medic.yaml:4:35  limits.blastRadius.percent: 400 should be at most 100',
    ],
    [
      'a number that is too small',
      `${oneCluster}limits: { blastRadius: { percent: 0 } }\n`,
      'medic.yaml:4:35  limits.blastRadius.percent: 0 should be more than 0',
    ],
    [
      'a misspelt key',
      `${oneCluster}    savepointsDirectory: s3://a/b\n`,
      'medic.yaml:4:5  clusters[0].savepointsDirectory: unknown key. Did you mean savepointDirectory?',
    ],
    [
      'a key of another section',
      `${oneCluster}savepointDirectory: s3://a/b\n`,
      'medic.yaml:4:1  savepointDirectory: unknown key here; it belongs in clusters[]',
    ],
    ['a missing key', 'clusters:\n  - name: a\n', 'medic.yaml:2:5  clusters[0].url: is missing'],
    ['no cluster', 'clusters: []\n', 'medic.yaml:1:11  clusters: should name at least one cluster'],
    [
      'a bare number as duration',
      `poll: { every: 10 }\n${oneCluster}`,
      'medic.yaml:1:16  poll.every: 10 should be a duration: a whole number with ms, s, m, h or d behind it, such as 90s, 5m, 1h or 7d',
    ],
    [
      'a duration of zero',
      `poll: { every: 0s }\n${oneCluster}`,
      'medic.yaml:1:16  poll.every: "0s" should be a duration above zero',
    ],
    [
      'a duration with a unit that is not known',
      `poll: { every: 5min }\n${oneCluster}`,
      'poll.every: "5min" should be a duration above zero and below ten years: a whole number with ms, s, m, h or d behind it',
    ],
    [
      'a number where text is meant',
      `${oneCluster}    environment: 12\n`,
      'medic.yaml:4:18  clusters[0].environment: 12 should be text: put it in quotes',
    ],
    [
      'two clusters of one name',
      `${oneCluster}  - name: prod-a\n    url: http://other:8081\n`,
      'medic.yaml:4:11  clusters[1].name: another cluster has this name; every cluster needs its own',
    ],
    [
      'one cluster under two names',
      `${oneCluster}  - name: prod-b\n    url: http://jobmanager:8081\n`,
      'medic.yaml:5:10  clusters[1].url: another cluster has this address; two names for one cluster would act twice',
    ],
    [
      'one cluster under two names, written otherwise',
      `${oneCluster}  - name: prod-b\n    url: HTTP://JobManager:8081/\n`,
      'medic.yaml:5:10  clusters[1].url: another cluster has this address; two names for one cluster would act twice',
    ],
    [
      'one cluster under two names, its path with a slash at the end',
      'clusters:\n  - { name: a, url: "http://proxy/flink" }\n  - { name: b, url: "http://proxy/flink/" }\n',
      'clusters[1].url: another cluster has this address; two names for one cluster would act twice',
    ],
    [
      'a time zone that knows no summer time',
      `${oneCluster}    maintenance: [{ from: "22:00", to: "23:00", timezone: "+02:00" }]\n`,
      'clusters[0].maintenance[0].timezone: "+02:00" should be an IANA time zone, such as Europe/Berlin or UTC',
    ],
    [
      'a route of a cluster that is not there',
      `${oneCluster}notifications: { routes: [{ clusters: [prod-a, prod-x], channel: C0123ABCD }] }\n`,
      'notifications.routes[0].clusters[1]: no cluster has this name; known: prod-a',
    ],
    [
      'a route of a pattern',
      `${oneCluster}notifications: { routes: [{ clusters: ["*"], channel: C0123ABCD }] }\n`,
      'notifications.routes[0].clusters[0]: no cluster has this name; known: prod-a; for all of them leave clusters out',
    ],
    [
      'two records of one job',
      `${oneCluster}    jobs: [{ name: orders }, { name: orders, mode: auto }]\n`,
      'medic.yaml:4:38  clusters[0].jobs[1].name: another record of this cluster has this name',
    ],
    [
      'a password in an address',
      'clusters: [{ name: a, url: "http://bob:hunter2@flink:8081" }]\n',
      'medic.yaml:1:28  clusters[0].url: should hold no user and no password: use access.headers or access.tokenFile',
    ],
    [
      'a password in the address of a model',
      `${oneCluster}llm: { model: small, baseUrl: "http://bob:hunter2@llm/v1" }\n`,
      'llm.baseUrl: should hold no user and no password: the key comes by its variable or from its file',
    ],
    [
      'an address of Azure with a version, and a key',
      `${oneCluster}llm: { model: small, baseUrl: "https://a.openai.azure.com/openai/deployments/b?api-version=1&api-key=hunter2" }\n`,
      'llm.baseUrl: should end at its path: no ? and no #; here https://a.openai.azure.com/openai/v1, which wants no api-version and the deployment as the model',
    ],
    [
      'an address without scheme',
      'clusters: [{ name: a, url: "flink" }]\n',
      'medic.yaml:1:28  clusters[0].url: should be an address like http://jobmanager:8081',
    ],
    [
      'the address of a page of the web interface',
      'clusters: [{ name: a, url: "http://proxy/flink/#/job/running" }]\n',
      'medic.yaml:1:28  clusters[0].url: should end at its path: no ? and no #; here http://proxy/flink',
    ],
    [
      'a relative savepoint directory',
      `${oneCluster}    savepointDirectory: savepoints\n`,
      'medic.yaml:4:25  clusters[0].savepointDirectory: "savepoints" should be a directory as Flink sees it: s3://bucket/folder, file:///folder or /folder',
    ],
    [
      'a certificate without its key',
      `${oneCluster}    access: { certFile: a.pem }\n`,
      'medic.yaml:4:13  clusters[0].access: certFile and keyFile belong together; keyFile is missing',
    ],
    [
      'half a hash',
      `${oneCluster}    jobs:\n      - name: a\n        launch: { jar: a.jar, sha256: abc, entryClass: a.B, parallelism: 0 }\n`,
      'medic.yaml:6:39  clusters[0].jobs[0].launch.sha256: "abc" should be the SHA-256 of the jar, 64 lower-case hex digits',
    ],
    [
      'a network that is none',
      `skills: { allowAddresses: [10.0.0.0/99] }\n${oneCluster}`,
      'medic.yaml:1:28  skills.allowAddresses[0]: "10.0.0.0/99" should be an address such as 10.1.2.3',
    ],
    [
      'a key file that is not there',
      `llm: { model: m, apiKeyFile: nowhere }\n${oneCluster}`,
      'medic.yaml:1:30  llm.apiKeyFile: cannot be read:',
    ],
    ['a list instead of a file of keys', '- a\n', 'medic.yaml:1:1  the file: should be a section with keys of its own'],
  ])('%s', (_title, yaml, want) => {
    expect(mistakeOf(yaml)).toContain(want);
    expect(mistakeOf(yaml)).not.toContain('hunter2');
  });

  test('all mistakes are told at once', () => {
    const message = mistakeOf('pol: {}\nlimits: { failedPlans: -1 }\nclusters: [{ name: "a/b", mode: on }]\n', {
      FLINK_MEDIC_LOG_LEVEL: 'loud',
    });

    expect(message.split('\n').map((line) => line.replace(/: .*/, ''))).toEqual([
      'The configuration has 6 mistakes:',
      '  FLINK_MEDIC_LOG_LEVEL  logLevel',
      '  medic.yaml:1:1  pol',
      '  medic.yaml:2:24  limits.failedPlans',
      '  medic.yaml:3:12  clusters[0].url',
      '  medic.yaml:3:20  clusters[0].name',
      '  medic.yaml:3:33  clusters[0].mode',
    ]);
  });

  test.each<[title: string, yaml: string, want: string]>([
    ['an empty file', '# nothing yet\n', 'medic.yaml is empty. Write one with: flink-medic init'],
    [
      'a tab',
      'clusters:\n\t- name: a\n',
      'medic.yaml:2:1  this line is indented with a tab: indent with spaces, not tabs',
    ],
    [
      'a quote that is not closed',
      'data: "x\nsops: y\n',
      'medic.yaml:3:1  a quote before this line is not closed: end quoted text with the quote it began with',
    ],
    [
      'a line without a colon',
      'poll:\n  every 10s\n  x: 1\n',
      'medic.yaml:2:3  this line is no key with a value: write each key as',
    ],
    [
      'an entry of a list that is not indented like its first key',
      'clusters:\n  - name: a\n   url: b\n',
      'medic.yaml:3:1  this line stands beside a list but does not begin with "- "',
    ],
    [
      'a bracket that is not closed',
      'sops: [a, b\ndata: x\n',
      'medic.yaml:2:1  this line is not indented like those it belongs to, or a [ or {',
    ],
    ['text with a colon', 'data: a: b\n', 'medic.yaml:1:7  a second key stands on this line'],
    ['an alias', 'data: &d ./x\nsops: *d\n', 'medic.yaml:2:7  Aliases are not allowed here'],
    [
      'a custom tag',
      'data: !env HOME\n',
      'medic.yaml:1:7  a word that begins with ! is a tag, and tags are not allowed',
    ],
    ['a key given twice', 'data: a\ndata: b\n', 'medic.yaml:2:1  this key stands here twice: keep one of the two keys'],
    ['a second document', 'data: a\n---\ndata: b\n', 'medic.yaml:2:1  a second document begins here'],
    ['too large a file', `#${'x'.repeat(1_048_576)}`, 'has 1048577 bytes; a configuration has at most 1048576.'],
  ])('%s is refused', (_title, yaml, want) => {
    expect(mistakeOf(yaml)).toContain(want);
  });

  test('one line is told once, however much the parser makes of it', () => {
    expect(mistakeOf('data:\n  a: 1\n   b: 2\n').split('\n')).toHaveLength(2);
  });

  test('a header value is never repeated', () => {
    const message = mistakeOf(`${oneCluster}    access: { headers: { X-Key: "top\\nsecret" } }\n`);

    expect(message).toContain('clusters[0].access.headers.X-Key: should be one line of text');
    expect(message).not.toContain('secret');
  });

  test('a prototype key is an unknown key like any other', () => {
    expect(mistakeOf(`${oneCluster}__proto__: { mode: auto }\n`)).toContain('__proto__: unknown key');
  });
});

describe('qdrant', () => {
  test.each<[written: string, url: string]>([
    ['http://qdrant', 'http://qdrant:6333'],
    ['http://qdrant:7000/', 'http://qdrant:7000'],
    ['https://a.example.com:443/qdrant/', 'https://a.example.com/qdrant'],
    ['https://a.example.com/qdrant', 'https://a.example.com:6333/qdrant'],
  ])('%s is %s: the port is Qdrant’s own unless one is written', (written, url) => {
    const config = load(`qdrant: { url: "${written}" }\n${oneCluster}`);

    expect(config.qdrant).toEqual({ url, collection: 'flink-medic-knowledge', timeoutMs: 5_000, apiKey: undefined });
  });

  test('comes by variables too, and its key is shown nowhere', () => {
    const config = load(oneCluster, { QDRANT_URL: 'http://q:1234', FLINK_MEDIC_QDRANT_API_KEY: 'secret-key' });

    expect(config.qdrant?.url).toBe('http://q:1234');
    expect(config.qdrant?.apiKey?.reveal()).toBe('secret-key');
    expect(`${JSON.stringify(config)}${inspect(config, { depth: 9 })}`).not.toContain('secret-key');
  });

  test.each<[written: string, want: string]>([
    ['{ url: "ftp://q" }', 'qdrant.url: should begin with http:// or https://'],
    ['{ url: "http://me:pass@q:1" }', 'qdrant.url: should hold no user and no password'],
    ['{ url: "http://q", collection: "../x" }', 'qdrant.collection: "../x"'],
    ['{ url: "http://q", colection: x }', 'collection'],
    ['{ collection: x }', 'qdrant.url'],
  ])('%s is a mistake', (written, want) => {
    expect(mistakeOf(`qdrant: ${written}\n${oneCluster}`)).toContain(want);
  });

  test('a key without an address is a mistake', () => {
    expect(mistakeOf(oneCluster, { FLINK_MEDIC_QDRANT_API_KEY: 'k' })).toContain('no Qdrant is named. Set QDRANT_URL');
  });
});

describe('embeddings', () => {
  test('have careful defaults, and their key comes by variable or file', () => {
    const config = load(`embeddings: { model: small }\n${oneCluster}`, { FLINK_MEDIC_EMBEDDINGS_API_KEY: ' key ' });

    expect(config.embeddings).toMatchObject({
      baseUrl: 'https://api.openai.com/v1',
      model: 'small',
      timeoutMs: 5_000,
      minCosine: 0.85,
    });
    expect(config.embeddings?.dimensions).toBeUndefined();
    expect(config.embeddings?.apiKey?.reveal()).toBe('key');
    expect(JSON.stringify(config)).not.toContain('"key"');
    expect(load(oneCluster).embeddings).toBeUndefined();
  });

  test.each([
    ['{ baseUrl: http://a/v1 }', 'embeddings.model'],
    ['{ model: "" }', 'embeddings.model: "" should not be empty'],
    ['{ model: a, dimensions: 1 }', 'embeddings.dimensions: 1 should be at least 2'],
    ['{ model: a, minCosine: 1.5 }', 'embeddings.minCosine: 1.5 should be 0 to 1'],
    ['{ model: a, minCosin: 0.9 }', 'minCosine'],
    ['{ model: a, apiKeyFile: /no/such/key }', 'embeddings.apiKeyFile: cannot be read'],
  ])('%s is a mistake', (written, want) => {
    expect(mistakeOf(`embeddings: ${written}\n${oneCluster}`)).toContain(want);
  });

  test('a key without a model is a mistake', () => {
    const message = mistakeOf(oneCluster, { FLINK_MEDIC_EMBEDDINGS_API_KEY: 'sk-1' });

    expect(message).toContain('FLINK_MEDIC_EMBEDDINGS_API_KEY is set, but no model is named.');
    expect(message).not.toContain('sk-1');
  });
});

describe('the environment', () => {
  test('overrides the file; its relative paths begin where the program runs', () => {
    const config = load(`data: from-file\nllm: { model: big, baseUrl: http://a/v1 }\n${oneCluster}`, {
      FLINK_MEDIC_DATA: 'from-env',
      FLINK_MEDIC_LOG_LEVEL: 'debug',
      FLINK_MEDIC_LLM_MODEL: 'small',
      FLINK_MEDIC_LLM_API_KEY: ' key ',
      FLINK_MEDIC_LLM_BASE_URL: '',
    });

    expect(config).toMatchObject({ data: join(folder, 'from-env'), logLevel: 'debug' });
    expect(config.llm).toMatchObject({
      model: 'small',
      baseUrl: 'http://a/v1',
      timeoutMs: 60_000,
      maxCallsPerHour: 60,
      budget: {
        incident: { calls: 16, tokens: 150_000 },
        hour: { tokens: 600_000 },
        day: { calls: 300, tokens: 3_000_000 },
        ownerShare: 0.5,
        criticalShare: 0.2,
      },
      investigation: { turns: 8, withinMs: 180_000 },
    });
    expect(config.llm?.apiKey?.reveal()).toBe('key');
  });

  test('what the model may cost needs its prices, and is spelt as it is known', () => {
    const priced = load(
      `llm: { model: m, budget: { day: { money: 2.5 } }, prices: { promptPerMillion: 1, completionPerMillion: 4 } }\n${oneCluster}`,
    );

    expect(priced.llm?.budget).toMatchObject({ day: { money: 2.5, calls: 300 }, incident: { calls: 16 } });
    expect(mistakeOf(`llm: { model: m, budget: { day: { money: 2.5 } } }\n${oneCluster}`)).toContain(
      'llm: limits money, so llm.prices should be given too',
    );
    expect(mistakeOf(`llm: { model: m, budget: { criticalShare: 1 } }\n${oneCluster}`)).toContain(
      'llm.budget.criticalShare: 1 should be below 1',
    );
    expect(mistakeOf(`llm: { model: m, budget: { day: { call: 2 } } }\n${oneCluster}`)).toContain(
      'llm.budget.day.call',
    );
    expect(mistakeOf(`llm: { model: m, investigation: { turns: 21 } }\n${oneCluster}`)).toContain(
      'llm.investigation.turns',
    );
  });

  test('sets the health port as a number, and says what is wrong with another text', () => {
    const config = load(oneCluster, { FLINK_MEDIC_HEALTH_PORT: '8099' });

    expect(config.health).toEqual({ host: '127.0.0.1', port: 8_099 });
    expect(mistakeOf(oneCluster, { FLINK_MEDIC_HEALTH_PORT: 'web' })).toContain('FLINK_MEDIC_HEALTH_PORT  health.port');
  });

  test('alone is enough to observe one cluster', () => {
    const config = loadConfig({ env: { FLINK_MEDIC_FLINK_URL: 'http://flink.local:8081' }, folder });

    expect(config.file).toBeUndefined();
    expect(config.clusters).toMatchObject([
      { name: 'flink.local-8081', url: 'http://flink.local:8081', mode: 'observe', controller: 'unknown' },
    ]);
  });

  test('names the cluster by an address of IPv6, too', () => {
    const config = loadConfig({ env: { FLINK_MEDIC_FLINK_URL: 'http://[fd00::7]:8081' }, folder });

    expect(config.clusters).toMatchObject([{ name: 'fd00-7-8081', url: 'http://[fd00::7]:8081' }]);
  });

  test('names the file; without any word, flink-medic.yaml in the folder is taken', () => {
    writeFileSync(join(folder, 'flink-medic.yaml'), oneCluster);
    writeFileSync(join(folder, 'other.yaml'), oneCluster.replace('prod-a', 'other'));

    expect(loadConfig({ env: {}, folder }).clusters[0]?.name).toBe('prod-a');
    expect(loadConfig({ env: { FLINK_MEDIC_CONFIG: 'other.yaml' }, folder }).clusters[0]?.name).toBe('other');
  });

  test('says how to begin when there is no configuration at all', () => {
    expect(() => loadConfig({ env: {}, folder })).toThrow(/flink-medic init --from http/);
    expect(() => loadConfig({ file: 'gone.yaml', env: {}, folder })).toThrow(
      /^There is no configuration file .*gone\.yaml\. Correct --config .* or write one with: flink-medic init /,
    );
  });

  test.each<[title: string, env: Record<string, string>, want: string]>([
    [
      'a wrong value',
      { FLINK_MEDIC_LOG_LEVEL: 'warning' },
      'FLINK_MEDIC_LOG_LEVEL  logLevel: "warning" is not allowed; use debug, info, warn or error',
    ],
    [
      'a misspelt variable',
      { FLINK_MEDIC_LLM_BASEURL: 'x' },
      'FLINK_MEDIC_LLM_BASEURL is not known. Did you mean FLINK_MEDIC_LLM_BASE_URL?',
    ],
    [
      'a key without a model',
      { FLINK_MEDIC_LLM_API_KEY: 'sk-1' },
      'FLINK_MEDIC_LLM_API_KEY is set, but no model is named.',
    ],
    [
      'a second source of clusters',
      { FLINK_MEDIC_FLINK_URL: 'http://a:1' },
      'FLINK_MEDIC_FLINK_URL is set, but the file names clusters.',
    ],
  ])('%s is told with the name of the variable', (_title, env, want) => {
    expect(mistakeOf(oneCluster, env)).toContain(want);
  });

  test('what Kubernetes sets for a service of this name is nobody’s mistake', () => {
    const config = load(oneCluster, {
      FLINK_MEDIC_SERVICE_HOST: '10.0.0.1',
      FLINK_MEDIC_PORT: 'tcp://10.0.0.1:8088',
      FLINK_MEDIC_PORT_8088_TCP_ADDR: '10.0.0.1',
    });

    expect(config.clusters).toHaveLength(1);
  });
});

describe('resolveJobRecord', () => {
  const config = () =>
    load(`
clusters:
  - name: a
    url: http://a:8081
    environment: staging
    mode: auto
    controller: none
    jobs:
      - { name: 'orders-*', restart: never }
      - { name: 'orders-eu-*', mode: ask }
      - { name: orders-eu-1, controller: other, desired: running }
      - { name: '*-x-*', owner: first }
      - { name: 'y-*-*', owner: second }
  - { name: b, url: 'http://b:8081' }
`);

  test.each<[title: string, cluster: string, job: string, want: object]>([
    [
      'the exact name wins',
      'a',
      'orders-eu-1',
      { mode: 'auto', controller: 'other', desired: 'running', restart: 'ask', recorded: true },
    ],
    [
      'then the longest pattern',
      'a',
      'orders-eu-2',
      { name: 'orders-eu-2', mode: 'ask', controller: 'none', recorded: true },
    ],
    ['then a shorter one', 'a', 'orders-us', { mode: 'auto', restart: 'never', environment: 'staging' }],
    ['then, of equal ones, the first', 'a', 'y-x-z', { owner: 'first' }],
    [
      'a job without a record is observed, whatever its cluster allows',
      'a',
      'payments',
      { mode: 'observe', desired: 'unknown', recorded: false },
    ],
    [
      'defaults come from the cluster',
      'b',
      'orders-1',
      { mode: 'observe', controller: 'unknown', environment: 'production' },
    ],
    ['a star needs the text around it', 'a', 'orders', { recorded: false }],
  ])('%s', (_title, cluster, job, want) => {
    expect(resolveJobRecord(config(), cluster, job)).toMatchObject(want);
  });
});

test('a pattern matches what the regular expression of the same meaning matches', () => {
  const letters = (alphabet: readonly string[]) =>
    fc.array(fc.constantFrom(...alphabet), { maxLength: 8 }).map((all) => all.join(''));

  fc.assert(
    fc.property(letters(['a', 'b', '*']), letters(['a', 'b']), (pattern, name) => {
      const records = [{ name: `x${pattern}` }];
      const found = findRecord(records, `x${name}`);

      expect(found).toBe(new RegExp(`^x${pattern.replaceAll('*', '.*')}$`).test(`x${name}`) ? records[0] : undefined);
    }),
    { numRuns: 3_000 },
  );
});

test.each<[text: string, want: number | undefined]>([
  ['500ms', 500],
  ['10s', 10_000],
  ['5m', 300_000],
  ['1h', 3_600_000],
  ['7d', 604_800_000],
  ['10', undefined],
  ['1.5h', undefined],
  ['-1s', undefined],
  ['1h30m', undefined],
  ['99999999999d', undefined],
])('durationMs(%s) is %s', (text, want) => {
  expect(durationMs(text)).toBe(want);
});
