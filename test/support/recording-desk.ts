import type { ChatDesk, ChatPress } from '../../src/ports/chat.ts';
import { makeTurnstile } from './turnstile.ts';

export interface DeskScript {
  readonly presses: ChatPress[];
  readonly commands: string[];
  /** Of presses that do not count: whose, and why. */
  readonly refusals: [account: string, why: string][];
  /** Resolves when so many presses came. */
  asked(count: number): Promise<void>;
  /** The desk answers nothing before the returned function is called. */
  hold(): () => void;
  /** Every question fails from now on, presses after they were stored. */
  fail(error: Error): void;
  /** So many presses fail before they are stored. */
  loseNext(count: number): void;
}

/** A desk that keeps what it was asked. */
export function recordingDesk(): ChatDesk & DeskScript {
  const presses: ChatPress[] = [];
  const commands: string[] = [];
  const refusals: [string, string][] = [];
  const came = makeTurnstile();
  let gate: Promise<void> = Promise.resolve();
  let failure: Error | undefined;
  let lost = 0;
  return {
    presses,
    commands,
    refusals,
    asked: came.reached,
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    fail: (error) => {
      failure = error;
    },
    loseNext: (count) => {
      lost = count;
    },
    async press(press, _signal, onKept) {
      if (lost > 0) {
        lost -= 1;
        throw new Error('SQLITE_BUSY');
      }
      presses.push(press);
      onKept();
      came.pass();
      await gate;
      if (failure !== undefined) throw failure;
      return `done: ${press.kind}`;
    },
    refused: (_press, account, why) => {
      refusals.push([account, why]);
      return Promise.resolve();
    },
    why: (incidentId) => Promise.resolve(`why ${incidentId}: because <!channel>`),
    command: (text) => {
      commands.push(text);
      return Promise.resolve(`command ${text}`);
    },
  };
}
