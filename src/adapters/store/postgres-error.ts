import { DatabaseError } from 'pg';
import { messageOf } from '../../domain/errors.ts';
import { StoreLocked, StoreOutcomeUnknown, StoreUnavailable, StoreUnusable } from './store-error.ts';

/** What a lost answer leaves open: nothing (it was no write, or its transaction was not committed), or a write. */
export type AtStake = 'nothing' | 'a write';

/** Whether the connection cannot be used any more: no answer of the server, or one with which it closes the connection. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof DatabaseError) return /^(08|57P|25P03|25P04)/.test(error.code ?? '');
  // The driver refused the parameters or the rows: a mistake of ours, thrown before or after the exchange.
  return !(error instanceof TypeError || error instanceof RangeError);
}

/** Says in our words what PostgreSQL met and what to do; constraint violations and strangers pass unchanged. */
export function translated(error: unknown, name: string, atStake: AtStake): unknown {
  const options = { cause: error };
  if (atStake === 'a write' && !provesNothingStored(error)) {
    return new StoreOutcomeUnknown(
      `The connection to the database ${name} broke while it stored something (${reasonOf(error)}): it is stored or it ` +
        'is not. Read again before anything else.',
      options,
    );
  }
  if (isConnectionLost(error)) {
    const text = `The database ${name} cannot be reached (${reasonOf(error)}). Nothing was stored. ${adviceFor(error)}`;
    return new StoreUnavailable(text, options);
  }
  if (!(error instanceof DatabaseError)) return error;
  return translatedReply(error, name) ?? error;
}

/** An ordinary error of a statement undoes all of it. One of the server's own health proves nothing. */
function provesNothingStored(error: unknown): boolean {
  if (error instanceof DatabaseError) return !/^(08|53|57P|58|F0|XX|25P03|25P04)/.test(error.code ?? 'XX');
  return !isConnectionLost(error);
}

function translatedReply(error: DatabaseError, name: string): Error | undefined {
  const options = { cause: error };
  const code = error.code ?? '';
  if (code === '55P03' || code === '40P01' || code === '57014') {
    const why = code === '40P01' ? 'two processes wait for each other' : 'another process holds a lock';
    return new StoreLocked(
      `The database ${name} did not answer in time: ${why} (${code}). Nothing was written. Try again; if it stays so, ` +
        'look for long transactions in pg_stat_activity.',
      options,
    );
  }
  if (code.startsWith('53') && code !== '53100') {
    return new StoreUnavailable(
      `The database ${name} has no room for now (${code}: ${error.message}). Nothing was stored. ${adviceFor(error)}`,
      options,
    );
  }
  // Reached when the server was demoted to a standby while we were connected.
  if (code === '25006') {
    return new StoreUnavailable(
      `The database ${name} takes no writes for now (${error.message}). Nothing was stored.`,
      options,
    );
  }
  const remedy = remedyFor(code);
  if (remedy === undefined) return undefined;
  return new StoreUnusable(`The database ${name} ${remedy} (${code}: ${error.message})`, options);
}

function remedyFor(code: string): string | undefined {
  if (code === '28P01') return 'refuses this user or password. Correct them in the database URL.';
  if (code.startsWith('28')) {
    return 'does not let this user in from here. Correct the database URL, or allow it in pg_hba.conf.';
  }
  if (code === '3D000') return 'does not exist. Create it ("create database …"), or correct the database URL.';
  if (code === '42501') return 'does not give this user a right that it needs. Use its owner, or grant the right.';
  if (code === '53100') return 'cannot grow: the disk of the server is full. Free some space.';
  if (code.startsWith('58')) return 'met an input or output error. Check the disk of the server and its log.';
  if (code === 'XX001' || code === 'XX002') {
    return 'is damaged. Stop flink-medic and the server, keep a copy of its files, and restore a backup.';
  }
  return undefined;
}

const advice: ReadonlyMap<string | undefined, string> = new Map([
  ['ECONNREFUSED', 'Is PostgreSQL running there, and are host and port of the database URL right?'],
  ['ENOTFOUND', 'The host of the database URL is not known here; check its spelling and the name server.'],
  ['EAI_AGAIN', 'The host of the database URL is not known here now; check the name server.'],
  ['53300', 'It has too many connections; raise max_connections, or end some.'],
  ['57P03', 'It is starting or stopping; try again soon.'],
]);

function adviceFor(error: unknown): string {
  return advice.get(codeOf(error)) ?? 'Try again; if it stays so, check the server and the network.';
}

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  const text = error instanceof AggregateError ? error.errors.map(messageOf).join('; ') : messageOf(error);
  return code === undefined || text.includes(code) ? text : `${code}: ${text}`;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
