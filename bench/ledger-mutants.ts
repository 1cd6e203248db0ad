/** One guard of the ledger, and the text without it. The text must stand in the file exactly once. */
export interface Mutant {
  readonly guard: string;
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

const reducer = 'src/ledger/reducer.ts';
const dispatch = 'src/ledger/dispatch.ts';
const ready = 'src/ledger/make-ready.ts';
const move = 'src/adapters/store/action-move.ts';
const sqlite = 'src/adapters/store/sqlite-transition.ts';
const tables = 'src/adapters/store/migrations/0001-first-tables.ts';

function of(file: string, list: readonly (readonly [guard: string, find: string, put: string])[]): Mutant[] {
  return list.map(([guard, find, put]) => ({ guard, file, find, put }));
}

/** In which state an event may come at all. */
const places = [
  ['ask', "row.state === 'proposed' ? {"],
  ['ready', 'isUnreleased(row) ? ready('],
  ['drop', "isUnreleased(row) || row.state === 'ready' ? drop("],
  ['take-over', "row.state === 'ready' ? takenOver("],
  ['wait', "row.state === 'ready'\n        ? {"],
  ['arm', "row.state === 'ready' ? arm("],
  ['answered', "row.state === 'sent' ? answered("],
  ['lost', "row.state === 'sent' ? lost("],
  ['polled', "row.state === 'running' ? polled("],
  ['found', "row.state === 'in_doubt' ? found("],
  ['retry', "row.state === 'in_doubt' ? retry("],
  ['doubt-again', "row.state === 'ready' && row.firstSentAt !== null ? doubt("],
  ['escalate', "row.state === 'sent' || row.state === 'needs_human'\n        ? not("],
  ['give-up', "row.state === 'ready' ? giveUp("],
  ['human', "row.state === 'needs_human' ? human("],
] as const;

export const mutants: readonly Mutant[] = [
  ...places.map(([event, find]) => ({
    guard: `${event} only in its states`,
    file: reducer,
    find,
    put: find.replace(/^.*?\?/s, event === 'escalate' ? 'false ?' : 'true ?'),
  })),
  ...of(reducer, [
    ['an epoch that is over changes nothing', 'at.epoch < row.epoch', 'false'],
    ['a final state is never left', 'finalStates.includes(row.state)', 'false'],
    ['the key is a key', '!/^[0-9a-f]{32}$/.test(event.key)', 'false'],
    ['what may have happened is not dropped', 'return mayHaveHappened(row, row) ?? dropped(', 'return dropped('],
    ['what may have happened is not given up', 'return mayHaveHappened(row, row) ?? { state', 'return { state'],
    [
      'nothing is sent without a key',
      "if (row.key === '') return 'it has no key'",
      "if (false) return 'it has no key'",
    ],
    [
      'three sends',
      "{\n  if (row.key === '') return 'it has no key';\n  if (row.attempts >= maxAttempts)",
      "{\n  if (row.key === '') return 'it has no key';\n  if (false)",
    ],
    ['no arming past the limit', '!(event.deadlineAt > now)', 'false'],
    ['a second send is questioned', 'if (again !== undefined) return again;', ''],
    [
      'an unknown JobManager is not the same one',
      'event.incarnation === null || event.incarnation',
      'event.incarnation',
    ],
    ['only the JobManager that knows the key', '|| event.incarnation !== row.incarnation', ''],
    ['only while the key is remembered', '&& agoMs < event.keyWindowMs', ''],
    ['a key from the future is not trusted', 'agoMs >= -clockSlackMs &&', ''],
    ['a clock that went back voids the key', 'isClockBehind ? {', 'false ? {'],
    ['only kinds that repeat may have happened', "row.onDoubt !== 'retrySameKey' || before", 'before'],
    [
      'a refused repetition is no answer to the first',
      'if (mayHaveHappened(row, beforeArm) !== undefined)',
      'if (false)',
    ],
    ['"not now" is no failure', 'outcome.status === 503 || outcome.status === 429', 'false'],
    ['its own request is waited for', 'epoch === row.epoch && row.sendDeadlineAt', 'false && row.sendDeadlineAt'],
    ['the limit runs anew for who takes over', 'epoch === row.epoch ? change : {', 'true ? change : {'],
    ['an absence counts after the finality wait', 'if (!isFinal(row, event))', 'if (false)'],
    ['the finality wait is as long as it is', '+ finalityMs', ''],
    ['a kind may say never', "finding.repeat === 'never'", 'false'],
    [
      'no fourth send after a proof',
      'if (row.attempts >= maxAttempts) {\n        const note',
      'if (false) {\n        const note',
    ],
    [
      'a forgotten key is not repeated after a proof',
      'if (!event.mayRepeat) return stillInDoubt',
      'if (false) return stillInDoubt',
    ],
    ['doubt ends with a person', 'row.settleAttempts + 1 >= maxSettleAttempts', 'false'],
    ['only kinds that repeat repeat', "row.onDoubt !== 'retrySameKey') return `its", 'false) return `its'],
    [
      'no fourth repetition',
      'says ${row.onDoubt}`;\n  if (row.attempts >= maxAttempts)',
      'says ${row.onDoubt}`;\n  if (false)',
    ],
    ['a forgotten key is not repeated', "if (!event.mayRepeat) return 'its key", "if (false) return 'its key"],
    [
      'no repetition while the first may be on the way',
      "row.sendDeadlineAt !== null && now < row.sendDeadlineAt) return 'its",
      "false) return 'its",
    ],
    [
      'no word of a person while the request may be on the way',
      "event.finding !== 'executed' && onTheWayMs > 0",
      'false',
    ],
    ['a person names the result', 'missing.length > 0', 'false'],
    [
      'a person makes nothing ready that has no key',
      "if (row.key === '') return 'it was never",
      "if (false) return 'it was never",
    ],
    [
      'a person allows no fourth send',
      "if (row.attempts >= maxAttempts)\n        return { state: 'failed', note: `not executed, says",
      "if (false)\n        return { state: 'failed', note: `not executed, says",
    ],
    ['a process is not its own successor', 'row.epoch === epoch) return', 'false) return'],
    ['three deaths', 'takeovers < maxTakeovers', 'true'],
    ['a later step is not dropped silently', 'row.step > 0 || row.firstSentAt', 'row.firstSentAt'],
    ['what was sent is not dropped silently', 'row.step > 0 || row.firstSentAt !== null', 'row.step > 0'],
  ]),
  ...of(dispatch, [
    ['takeovers are counted before anything is run', 'if (row.epoch >= deps.epoch)', 'if (true)'],
    ['the bytes fit their digest', 'digestOfText(row.args) !== row.argsDigest', 'false'],
    ['a plan under way keeps its lane', 'if (holder !== undefined) return wait', 'if (false) return wait'],
    ['a refusal is obeyed', "checked.kind === 'refuse'", "(checked.kind as string) === 'x'"],
    ['not knowing is no yes', "if (checked.kind === 'cannot-tell')", "if ((checked.kind as string) === 'x')"],
    ['the JobManager is the one that was checked', '!isOf(target.incarnation.name, checked.incarnation)', 'false'],
    ['nothing new once it shall end', 'signal.aborted || isTooEarly', 'isTooEarly'],
    ['the back-off is kept', 'signal.aborted || isTooEarly', 'signal.aborted'],
    ['not armed, not sent', "if (armed.kind === 'raced') return 'taken';", ''],
    ['the lane is looked at again after arming', 'holder === undefined\n      ?', 'true\n      ?'],
    ['no first byte after the limit', 'if (leftMs <= 0)', 'if (false)'],
    ['no first byte after the clock went back', 'now < row.updatedAt - clockSlackMs ? 0 :', ''],
    [
      'an error of the send is doubt',
      '.catch((error: unknown): SendOutcome => maybe(',
      ".catch((error: unknown): SendOutcome => ((detail: string) => ({ kind: 'not-sent', status: undefined, detail }) as SendOutcome)(",
    ],
    [
      'a late answer is kept',
      "if (stored.kind !== 'stored') await deps.store.addReport",
      'if (false) await deps.store.addReport',
    ],
  ]),
  ...of(ready, [
    ['a key is not used by two', 'if (clash.length === 0) return', 'if (true) return'],
    ['the digest is checked before the bytes are resolved', 'digestOfText(row.args) !== row.argsDigest', 'false'],
  ]),
  ...of('src/ledger/ledger.ts', [
    ['what was sent is not dropped with its plan', 'if (sent !== undefined) return `step', 'if (false) return `step'],
    ['what comes after a failure never happens', 'await dropRest(deps, rows, row);', ''],
    ['a plan waits for its release', 'row.step > 0 && !signal.aborted', '!signal.aborted'],
  ]),
  ...of(move, [
    ['the row is in the state it was read in', 'slot(({ from }) => from)', "eb.ref('action.state')"],
    ['a row of a later epoch is not written', "'action.epoch',\n", 'sql.lit(0),\n'],
    ['a row that was sent since is not written', '...(countsAttempts\n', '...(false\n'],
    ['the same action', 'isSameAction(eb, slot),', ''],
    ['the bytes are fixed', 'eb.or([open, eb.and(byteFields.map(same))])', 'eb.and([])'],
    ['a key of the same arguments', 'eb.not(eb.exists(sameKeyForOtherArguments(eb, slot))),', ''],
  ]),
  ...of(sqlite, [
    ['nothing leads out of a final state', 'if (finalStates.includes(from)) return false;', ''],
    ['an older epoch stores nothing', 'eb.fn.coalesce(newest, sql.lit(0))', 'sql.lit(0)'],
    ['a lost lease stores nothing', 'eb.fn.coalesce(leased, sql.lit(0))', 'sql.lit(0)'],
    [
      'an outcome is not emptied',
      "eb.fn.coalesce('excluded.outcome', 'attempt.outcome')",
      "eb.ref('excluded.outcome')",
    ],
  ]),
  ...of(tables, [
    [
      'one undetermined action per lane',
      'create unique index action_one_undetermined',
      'create index action_one_undetermined',
    ],
    ['a key is spent once', 'create unique index action_key_spent_once', 'create index action_key_spent_once'],
  ]),
];
