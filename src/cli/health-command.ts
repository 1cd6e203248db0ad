import type { Command } from 'commander';
import { z } from 'zod';
import { messageOf } from '../domain/errors.ts';
import type { CliContext } from './context.ts';
import { exitCodes } from './output.ts';

const limitMs = 3_000;
const Health = z.object({ ok: z.boolean(), detail: z.looseObject({}) });

/** Hidden: for HEALTHCHECK of a container, which knows 0 (healthy) and 1 (not). */
export function addHealthCommand(program: Command, context: CliContext): void {
  program
    .command('health', { hidden: true })
    .description('ask the running serve whether it is well')
    .action(async () => {
      const { health } = context.config();
      const answer = health === undefined ? unconfigured : await ask(healthUrl(health), context.signal);
      if (!answer.ok) context.exit(exitCodes.findings);
      context.output.result(answer, () => (answer.ok ? 'healthy' : `not healthy: ${answer.why}`));
    });
}

interface HealthAnswer {
  readonly ok: boolean;
  readonly url: string | null;
  readonly why: string | null;
  readonly detail: object | null;
}

const unconfigured: HealthAnswer = {
  ok: false,
  url: null,
  why: 'the configuration has no section health, so serve does not listen',
  detail: null,
};

/** An address that stands for all of the machine's is asked on the loopback one. */
export function healthUrl({ host, port }: { readonly host: string; readonly port: number }): string {
  const here = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${here.includes(':') ? `[${here}]` : here}:${port}/healthz`;
}

async function ask(url: string, signal: AbortSignal): Promise<HealthAnswer> {
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
    });
    const { ok, detail } = Health.parse(await response.json());
    return { ok, url, why: ok ? null : 'serve says so', detail };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    return { ok: false, url, why: `no usable answer from ${url} (${messageOf(error)}${cause})`, detail: null };
  }
}
