import { accessSync, constants, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { messageOf, UserMistake } from '../domain/errors.ts';
import type { Flink } from '../ports/flink.ts';
import type { CliContext } from './context.ts';
import { ownWebhookFindings } from './doctor-actions.ts';
import { approvalFindings } from './doctor-approvals.ts';
import { checkHere } from './doctor-here.ts';
import { formatDoctor } from './doctor-text.ts';
import { embeddingsFindings } from './doctor-embeddings.ts';
import { qdrantFindings } from './doctor-qdrant.ts';
import { slackFindings } from './doctor-slack.ts';
import { webhookFindings } from './doctor-webhook.ts';
import { trustFindings } from './doctor-trust.ts';
import { doctor } from './doctor.ts';
import { checkedUrl, draftConfig } from './init.ts';
import { whenSlow } from './when-slow.ts';

interface InitOptions {
  readonly from: string;
  readonly out?: string;
  readonly tokenFile?: string;
  readonly caFile?: string;
}

export function addDoctorCommands(program: Command, context: CliContext): void {
  program
    .command('init')
    .description('draft a configuration from a live cluster; only reads')
    .requiredOption('--from <url>', "address of Flink's REST, e.g. http://jobmanager:8081")
    .option('--out <file>', 'write it there instead of showing it; never over an existing file')
    .option('--token-file <file>', 'holds the bearer token for that address')
    .option('--ca-file <file>', 'certificates to trust, PEM')
    .action((options: InitOptions) => init(context, options));

  program
    .command('doctor')
    .description('check every connection and say which jobs can be helped; only reads')
    .action(() => examine(context));
}

async function examine(context: CliContext): Promise<void> {
  const { clock, output, outside, signal } = context;
  const config = context.config();
  const flinks = new Map<string, Flink>();
  for (const { name, url, access } of config.clusters) flinks.set(name, await outside.flink({ url, ...access }));
  const llm = config.llm === undefined ? undefined : await outside.llm(config.llm);
  const jars = await outside.jars();
  const asked = [...flinks.keys(), ...(llm === undefined ? [] : [`the model ${llm.model}`])].join(', ');

  const report = await whenSlow(
    context,
    () => asked,
    async () =>
      doctor({
        config,
        flinkOf: ({ name }) => {
          const flink = flinks.get(name);
          if (flink === undefined) throw new Error(`No connection for ${name}`);
          return flink;
        },
        jars,
        canRead,
        llm,
        here: [
          ...(await checkHere(context)),
          ...approvalFindings(config),
          ...(await trustFindings(context)),
          ...(await embeddingsFindings(config, (embeddings) => outside.embeddings(embeddings), signal)),
          ...(await qdrantFindings(config, (...asked) => outside.checkQdrant(...asked), clock, signal)),
          ...(await slackFindings(config, (...asked) => outside.checkSlack(...asked), signal)),
          ...(await ownWebhookFindings(config, (...asked) => outside.checkPageWebhook(...asked), signal)),
          ...(await webhookFindings(config, (...asked) => outside.checkPageWebhook(...asked), signal)),
        ],
        clock,
        signal,
      }),
  );
  // What was given up by the person who waits tells nothing of the cluster.
  signal.throwIfAborted();
  context.exit(report.exitCode);
  output.result(report, () => formatDoctor(report));
}

async function init(context: CliContext, options: InitOptions): Promise<void> {
  const { folder, output, outside, signal } = context;
  const url = checkedUrl(options.from);
  const files = {
    ...(options.tokenFile !== undefined && { tokenFile: resolve(folder, options.tokenFile) }),
    ...(options.caFile !== undefined && { caFile: resolve(folder, options.caFile) }),
  };
  const flink = await outside.flink({ url, headers: {}, ...files, connectTimeoutMs: 3_000, responseTimeoutMs: 10_000 });
  const yaml = await whenSlow(
    context,
    () => url,
    // Given up by the person who waits, it is neither a draft nor a fault of the cluster.
    () => draftConfig(url, flink, signal, files).finally(() => signal.throwIfAborted()),
  );
  if (options.out === undefined) {
    output.result({ file: null, yaml }, () => yaml.trimEnd());
    output.progress('Keep it with: --out flink-medic.yaml');
    return;
  }
  const file = resolve(folder, options.out);
  writeNew(file, yaml);
  output.result({ file, yaml }, () => `Wrote ${file}. Next: flink-medic --config ${options.out} doctor`);
}

function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const why = exists ? 'it exists already; name another file, or move it away' : messageOf(error);
    throw new UserMistake(`--out ${file} cannot be written: ${why}`, { cause: error });
  }
}

function canRead(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
