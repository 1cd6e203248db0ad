/** One guard of the ledger, and the text without it. The text must stand in the file exactly once. */
export interface Mutant {
  readonly guard: string;
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

const reducer = 'src/ledger/reducer.ts';
const before = 'src/ledger/before-sent.ts';
const after = 'src/ledger/after-sent.ts';
const change = 'src/ledger/change.ts';
const repeat = 'src/ledger/repeat.ts';
const dispatch = 'src/ledger/dispatch.ts';
const send = 'src/ledger/arm-and-send.ts';
const ready = 'src/ledger/make-ready.ts';
const move = 'src/adapters/store/action-move.ts';
const sqlite = 'src/adapters/store/sqlite-transition.ts';
const postgres = 'src/adapters/store/postgres-transition.ts';
const sync = 'src/adapters/store/sqlite-sync.ts';
const tables = 'src/adapters/store/migrations/0001-first-tables.ts';

function of(file: string, list: readonly (readonly [guard: string, find: string, put: string])[]): Mutant[] {
  return list.map(([guard, find, put]) => ({ guard, file, find, put }));
}

/** In which state an event may come at all; its line in the reducer. */
const places = [
  `  ask: ['proposed'],`,
  `  ready: ['proposed', 'awaiting_approval'],`,
  `  drop: ['proposed', 'awaiting_approval', 'ready'],`,
  `  'take-over': ['proposed', 'awaiting_approval', 'ready', 'running', 'in_doubt'],`,
  `  wait: ['ready'],`,
  `  arm: ['ready'],`,
  `  'give-up': ['ready'],`,
  `  'doubt-again': ['ready'],`,
  `  answered: ['sent'],`,
  `  lost: ['sent'],`,
  `  polled: ['running'],`,
  `  found: ['in_doubt'],`,
  `  unseen: ['in_doubt'],`,
  `  retry: ['in_doubt'],`,
  `  escalate: ['proposed', 'awaiting_approval', 'ready', 'running', 'in_doubt', 'needs_human'],`,
  `  human: ['needs_human'],`,
] as const;
const anywhere =
  "['proposed', 'awaiting_approval', 'ready', 'sent', 'running', 'succeeded', 'failed', 'in_doubt', 'needs_human', 'dropped'],";

export const mutants: readonly Mutant[] = [
  ...places.map((line) => ({
    guard: `${line.split(':')[0]?.trim()} only in its states`,
    file: reducer,
    find: line,
    put: line.replace(/\[.*$/, anywhere),
  })),
  ...of(reducer, [
    ['an epoch that is over changes nothing', 'at.epoch < row.epoch', 'false'],
    ['a clock that went back voids the key', 'if (!isBehind) return next', 'if (true) return next'],
    ['but not that of a request which left since', ' && next.firstSentAt === row.firstSentAt', ''],
    [
      'but what leaves by it has its own limit',
      'next.sendDeadlineAt !== null && next.sendDeadlineAt === row.sendDeadlineAt',
      'true',
    ],
    ['by it that is as long as it was', 'now + onTheWayMs(row, now) : next', 'now : next'],
    ['whoever got further ends the count', '{ ...row, takeovers: 0, next', '{ ...row, next'],
    ['what was waited for is over', ' nextSettleAt: null, ...change', ' ...change'],
  ]),
  ...of(before, [
    [
      'who takes over leaves nobody waiting by another clock',
      'const nextSettleAt = row.nextSettleAt === null ? null : Math.min(row.nextSettleAt, now);',
      'const { nextSettleAt } = row;',
    ],
    ['the key is a key', '!/^[0-9a-f]{32}$/.test(event.key)', 'false'],
    ['what may have happened is not dropped', 'return whyNotEnd(row, at) ?? dropped(', 'return dropped('],
    ['what may have happened is not given up', 'return whyNotEnd(row, at) ?? { state', 'return { state'],
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
    ['a key is remembered since its first request', 'row.firstSentAt ?? now', 'now'],
    [
      'the process that remembers it is that of the first request',
      'row.firstSentAt === null ? incarnation : row.incarnation',
      'incarnation',
    ],
    [
      'what was there before is what was there before the first request',
      'row.firstSentAt === null ? event.checkpointBefore : row.checkpointBefore',
      'event.checkpointBefore',
    ],
    ['what was held back for long is looked into as long', '    settleAttempts: 0,\n', ''],
    ['a second send is questioned', 'if (refusal !== undefined) return refusal;', ''],
    ['a process is not its own successor', 'row.epoch === epoch) return', 'false) return'],
    ['three deaths, or five', 'takeovers < (isSent ? maxTakeoversOfSent : maxTakeovers)', 'true'],
    [
      'no more than three deaths before it was sent',
      'isSent ? maxTakeoversOfSent : maxTakeovers',
      'maxTakeoversOfSent',
    ],
    ['a later step is not dropped silently', 'row.step > 0 || row.firstSentAt', 'row.firstSentAt'],
    ['what was sent is not dropped silently', 'row.step > 0 || row.firstSentAt !== null', 'row.step > 0'],
    ['who takes over doubt counts its limit by the own clock', 'limitByOurClock(row, now) }', 'row.sendDeadlineAt }'],
  ]),
  ...of(after, [
    [
      'a look that came too early is repeated when it is not',
      'return { ...change, nextSettleAt: Math.min(nextSettleAt, Math.ceil(now + waitMs)) };',
      'return change;',
    ],
    [
      'a refused repetition is no answer to the first',
      ' || whyNotEnd({ ...row, ...beforeArm }, at) !== undefined)',
      ')',
    ],
    ['nor where that was accepted', "event.accepted !== 'no' || whyNotEnd", 'whyNotEnd'],
    ['"not now" is no failure', 'outcome.status === 503 || outcome.status === 429', 'false'],
    ['nor is "too many"', 'outcome.status === 503 || outcome.status === 429', 'outcome.status === 503'],
    ['its own request is waited for', 'epoch === row.epoch && onTheWayMs(row, now) > 0', 'false'],
    ['the limit runs anew for who takes over', 'row.epoch ? now : now + event.sendLimitMs', 'row.epoch ? now : now'],
    ['what was answered is missed since then', 'row.epoch ? now : now', 'row.epoch ? row.sendDeadlineAt : now'],
    ['what was at work is missed since then', ', sendDeadlineAt: now + onTheWayMs(row, now) };', ' };'],
    ['and as long as a request is on its way', 'sendDeadlineAt: now + onTheWayMs(row, now) }', 'sendDeadlineAt: now }'],
    ['what has another key is not absent', "if (event.accepted === 'by-another-key')", 'if (false)'],
    ['no process knows the key then', ', incarnation: null };', ' };'],
    ['an absence counts after the finality wait', 'if (mayActMs(row, event, event.lookedAt) > 0)', 'if (false)'],
    [
      'the finality wait is as long as it is',
      '?? Number.POSITIVE_INFINITY) + finalityMs - at',
      '?? Number.POSITIVE_INFINITY) - at',
    ],
    ['a kind may say never', "finding.repeat === 'never'", 'false'],
    [
      'no fourth send after a proof',
      'if (row.attempts >= maxAttempts) {\n    return { ...failed',
      'if (false) {\n    return { ...failed',
    ],
    [
      'a forgotten key is not repeated after a proof',
      'if (!event.mayRepeat) return stillInDoubt',
      'if (false) return stillInDoubt',
    ],
    [
      'what was accepted is not sent again',
      "if (event.accepted !== 'no') return stillInDoubt",
      'if (false) return stillInDoubt',
    ],
    ['doubt ends with a person', 'row.settleAttempts + 1 >= maxSettleAttempts', 'false'],
    ['only kinds that repeat repeat', "row.onDoubt !== 'retrySameKey') return `its", 'false) return `its'],
    [
      'no fourth repetition',
      'says ${row.onDoubt}`;\n  if (row.attempts >= maxAttempts)',
      'says ${row.onDoubt}`;\n  if (false)',
    ],
    [
      'what was accepted is not repeated',
      "if (event.accepted !== 'no') return 'a request",
      "if (false) return 'a request",
    ],
    ['a forgotten key is not repeated', "if (!event.mayRepeat) return 'its key", "if (false) return 'its key"],
    [
      'no repetition while the first may be on the way',
      'if (mayActMs(row, event, now) > 0) {\n    return noLaterThanItCan(stillInDoubt(row, ',
      'if (false) {\n    return noLaterThanItCan(stillInDoubt(row, ',
    ],
    ['no word of a person while the request may be on the way', "event.finding !== 'executed' && waitMs > 0", 'false'],
    ['nor by a clock that was set forward', 'Math.max(steadyWaitMs, (row', 'Math.max(0, (row'],
    [
      'what has not left is waited for no longer',
      'row.firstSentAt === null ? onTheWayMs(row, now) : mayActMs',
      'mayActMs',
    ],
    ['a person names the result', 'missing.length > 0', 'false'],
    [
      'what a person says has happened after all counts as sent',
      'row.firstSentAt ?? (row.attempts > 0 ? now : null)',
      'row.firstSentAt',
    ],
    [
      'a person makes nothing ready that has no key',
      "if (row.key === '') return 'it was never",
      "if (false) return 'it was never",
    ],
    [
      'a person allows no fourth send',
      "if (row.attempts >= maxAttempts) return { state: 'failed', note: `not executed, says",
      "if (false) return { state: 'failed', note: `not executed, says",
    ],
    ['what nobody can look into ends with a person', '!(goneMs < longestUnseenMs)', 'false'],
    ['nobody there is waited for', '!(goneMs < longestUnseenMs)', 'true'],
    [
      'what is proven is tried anew as often as what is new',
      "{ state: 'ready', settleAttempts: 0, note: `not executed: ${proof}` }",
      "{ state: 'ready', note: `not executed: ${proof}` }",
    ],
    [
      'so is what a person vouches for',
      '        firstSentAt: null,\n        settleAttempts: 0,',
      '        firstSentAt: null,',
    ],
    [
      'so is what its kind repeats',
      "settleAttempts: 0, note: 'the same key is sent again' }",
      "note: 'the same key is sent again' }",
    ],
    [
      'what failed at a look keeps what it produced',
      'note: progress.reason, result: progress.result ?? null',
      'note: progress.reason',
    ],
    [
      'so does what its hook found failed',
      'note: finding.reason, result: finding.result ?? null',
      'note: finding.reason',
    ],
    ['and what is proven to have failed', "{ state: 'failed', result: result ?? null }", "{ state: 'failed' }"],
    ['the last send waits until a short outage is over', 'row.attempts < 2 ? 1_000 : 60_000', '1_000'],
    ['what only begins has no result yet', "...(afterExecuted === 'succeeded' && outcome.result)", '...outcome.result'],
    [
      'what comes and goes ends with a person',
      '...stillInDoubt(row, progress.why, now), sendDeadlineAt',
      '...doubt(progress.why, now), sendDeadlineAt',
    ],
  ]),
  ...of('src/ledger/ledger.ts', [
    [
      'what came late and was not stored is stored before the next look',
      "if (row.state !== 'sent') await storeLate(deps, row);",
      '',
    ],
    [
      'or the action goes on without it after a while',
      'if (deps.clock.now() - (row.sendDeadlineAt ?? 0) < longestUnstoredMs) throw error;\n    // It stays',
      'throw error;\n    // It stays',
    ],
    [
      'but not at once',
      'if (deps.clock.now() - (row.sendDeadlineAt ?? 0) < longestUnstoredMs) throw error;\n    // It stays',
      '// It stays',
    ],
  ]),
  ...of('src/ledger/ledger.ts', [
    [
      'the steps of a plan have their order',
      '    return rows.toSorted((a, b) => a.step - b.step);',
      '    return rows;',
    ],
    ['a person hears of what came since', "finding !== 'executed' && (await isNews(deps, row))", 'false as boolean'],
    ['and what was looked into since is no news', "reports.at(-1)?.source === 'send' && ", ''],
    ['a person speaks of one action', '(one) => one.id === actionId', '() => true'],
    ['a process that is over drops no plan', 'if (!ours) throw', 'if (false as boolean) throw'],
    ['what this process has sent is not lost', ' || row.epoch >= deps.epoch', ''],
  ]),
  ...of('src/ledger/lanes.ts', [
    ['another lane is not held', '{ states: openStates, lane: row.lane }', '{ states: openStates }'],
    ['what is held back holds its own', '(await whyHeldBack(deps, other)) !== undefined', '(false as boolean)'],
  ]),
  ...of('src/ledger/propose.ts', [
    ['an approval is one of its steps', 'digestOf({ steps, ', 'digestOf({ '],
    ['of its procedure', 'sopDigest, cluster, jobId, jobStartTime, ...', 'cluster, jobId, jobStartTime, ...'],
    ['of its cluster', 'cluster, jobId, jobStartTime, ...', 'jobId, jobStartTime, ...'],
    ['of its job', 'jobId, jobStartTime, ...', 'jobStartTime, ...'],
    ['of the run of that job', 'jobStartTime, ...', '...'],
    ['of the time it was asked at', '&& { question }', '&& { question: { conditions: question.conditions } }'],
    ['and of what it showed', '&& { question }', '&& { question: { at: question.at } }'],
  ]),
  ...of('src/ledger/settle.ts', [
    ['what is stuck asks a person', 'progress.stuck === undefined && since', 'since'],
    ['what is found failed has failed', 'wasOverdue ? notBeforeItsEnd(look) : look', 'notBeforeItsEnd(look)'],
    [
      'no key goes to another process because its kind does not look',
      "const isKeyless = kind.keyWindowMs === 'declarative';",
      'const isKeyless = true as boolean;',
    ],
    ['what has another key keeps it', " || acceptedIn(await store.attempts(row.id)) !== 'no'", ''],
  ]),
  ...of('src/ledger/send-limit.ts', [
    ['a clock that nobody sets is believed more', 'Math.max(limit, limitAt.get(id) ?? limit)', 'limit'],
  ]),
  ...of('src/ledger/apply.ts', [
    [
      'a clock that is set forward ends no wait, of whoever has it now',
      ' else if (next.firstSentAt !== null) keepLimit(deps, next);',
      '',
    ],
    ['what has not left makes nobody wait', 'else if (next.firstSentAt !== null) keepLimit', 'else keepLimit'],
    [
      'what was sent since is not moved',
      'attempts: row.attempts,\n    next',
      'attempts: (await deps.store.actions({ lane: row.lane })).find(({ id }) => id === row.id)?.attempts ?? 0,\n    next',
    ],
    [
      'what a clock that is set forward leaves of it is known to whoever takes over',
      'reduce(withItsLimit(deps, row, now), event, at)',
      'reduce(row, event, at)',
    ],
    ['each run is looked at as long', "if (next.state !== 'running') deps.blindSince.delete(row.id);", ''],
  ]),
  ...of(change, [
    ['a clock that is corrected is the same', 'row.updatedAt - clockSlackMs', 'row.updatedAt'],
    ['only kinds that repeat may have happened', "onDoubt === 'retrySameKey' ?", 'true ?'],
    [
      'and programs that may hang',
      "if (run === 'starts') return 'the program",
      "if (false as boolean) return 'the program",
    ],
  ]),
  ...of(repeat, [
    ['an unknown JobManager is not the same one', 'incarnation === null || incarnation', 'incarnation'],
    ['only the JobManager that knows the key', '|| incarnation !== row.incarnation', ''],
    ['a forgotten key is not armed again', "now) ? undefined : 'the key", "now) || true ? undefined : 'the key"],
    ['nor what has no key, later', "now) ? undefined : 'others", "now) || true ? undefined : 'others"],
    ['only while the key is remembered', '&& agoMs < withinMs', ''],
    ['by a clock that did not go back', '!isClockBehind(row, now) && agoMs', 'agoMs'],
    ['what has no key has its time', 'return kind.repeatWithinMs ?? null', 'return null'],
    ['nobody has to remember what has no key', 'if (isKeyless) return', 'if (false as boolean) return'],
    ['a key from the future is not trusted', 'agoMs >= -clockSlackMs &&', ''],
    ['only part of its memory is relied on', 'triggerMemoryMs * trustedPart', 'triggerMemoryMs'],
    ['a repetition arrives while the key is remembered', ' - kind.sendLimitMs - kind.finalityMs', ''],
  ]),
  ...of('src/ledger/held-back.ts', [
    [
      'nothing is armed while its request may act',
      'if (isOverdue(deps, row)) return { kind',
      'if (false) return { kind',
    ],
    [
      'nor what a late answer says was accepted',
      "if ((await acceptedAfterAll(deps, row)) === 'no')",
      'if (deps.epoch > 0)',
    ],
  ]),
  ...of('src/ledger/end-or-ask.ts', [
    ['a later step is not dropped', 'row.step === 0 && row.firstSentAt', 'row.firstSentAt'],
    ['nor what may have left', 'row.step === 0 && row.firstSentAt === null', 'row.step === 0'],
    ['what was accepted is not refused to its end', '(await holdBack(deps, row)) ?? apply', 'apply'],
  ]),
  ...of('src/ledger/take-over.ts', [
    [
      'takeovers are counted before anything is run',
      'if (row.epoch >= deps.epoch) return row;',
      'if (true) return row;',
    ],
    ['who is one too many runs nothing', 'taken.row.state === row.state ? taken.row : true', 'taken.row'],
    [
      'whose take-over was not stored runs nothing',
      "if (taken.kind !== 'stored') return false;",
      "if (taken.kind !== 'stored') return row;",
    ],
  ]),
  ...of('src/ledger/accepted.ts', [
    [
      'what was there already was accepted',
      'acceptedOutcomes.some((one) => outcomes.includes(one))',
      "outcomes.includes('executed')",
    ],
    [
      'so was what is known and cannot be stored',
      '...(known === undefined ? [] : [{ outcome: known.outcome.kind }])',
      '',
    ],
    ['what has another key was accepted', "if (outcomes.includes('other-key')) return 'by-another-key';", ''],
    ['but what a person vouches for', "saidLast?.source === 'send'", 'saidLast !== undefined'],
    ['unless that person could not know of the answer', "saidLast?.source === 'send'", 'false'],
  ]),
  ...of('src/adapters/flink/reader.ts', [
    ['an error of Flink about one job is no outage', 'status <= 500 && errors', 'false && errors'],
    ['what is not ready is an outage', 'status <= 500 && errors', 'errors'],
    ['so is what answers in the place of Flink', ' && errors !== undefined && !errors.some', ' && !errors?.some'],
    ['so is a time-out within Flink', ' && !errors.some((error) => noAnswerInside.test(error))', ''],
  ]),
  ...of('src/ledger/settle.ts', [
    [
      'a clock that is set forward ends no wait',
      'steadyWaitMs: steadyWaitMs(deps, row, kind.finalityMs) };',
      'steadyWaitMs: 0 };',
    ],
    ['what a hook is told of the key is true', 'sameIncarnation && mayRepeat', 'sameIncarnation'],
    ['who watches is counted', 'await takeOver(deps, running)', '(running as ActionRow | boolean)'],
    ['who looks into doubt is counted', 'await takeOver(deps, doubtful)', '(doubtful as ActionRow | boolean)'],
    [
      'a look that was got through ends the count',
      'if (row.takeovers > 0 || isClockBehind(row, now)) await',
      'if (isClockBehind(row, now)) await',
    ],
    [
      'work that goes on is stored once after the clock went back',
      'if (row.takeovers > 0 || isClockBehind(row, now)) await',
      'if (row.takeovers > 0) await',
    ],
    [
      'work that never ends is counted from its limit after the clock went back',
      'Math.min(firstSentAt ?? now, sendDeadlineAt ?? now)',
      '(firstSentAt ?? now)',
    ],
    [
      'nobody there is no look',
      'error instanceof FlinkUnreadable ? !error.isFromFlink',
      'error instanceof FlinkUnreadable ? false',
    ],
    [
      'who answers with an error is there',
      'error instanceof FlinkUnreadable ? !error.isFromFlink',
      'error instanceof FlinkUnreadable ? true',
    ],
    ['nor is one of another target', 'error instanceof OpsError && error.retryable', 'false'],
    ['a hook that breaks has been asked', 'error instanceof OpsError && error.retryable', 'true'],
    [
      'so has one that says that asking again is of no use',
      'error instanceof OpsError && error.retryable',
      'error instanceof OpsError',
    ],
    [
      'nothing in doubt is looked into once it shall end',
      'signal.aborted || isTooEarly(doubtful, now)',
      'isTooEarly(doubtful, now)',
    ],
    ['work that never ends asks a person', 'since <= kind.runLimitMs && blindMs', 'blindMs'],
    ['so does work that cannot be looked at', ' && blindMs < longestBlindMs)', ')'],
    ['an outage has a limit of its own', "if (look !== 'failed') {", "if (look === 'seen') {"],
    ['a look that is answered ends the wait', 'blindSince.delete(id);\n    return 0;', 'return 0;'],
    ['what was accepted stays accepted, though its words are lost', "known?.kind ?? 'lost'", "'lost'"],
    ['a limit that nobody knows is the longest', '?? longestSendMs', '?? 0'],
    [
      'who has no name is not the same',
      'remembers !== undefined && remembers === row.incarnation',
      '(remembers ?? null) === row.incarnation',
    ],
    ['nothing fails while its request may act', 'wasOverdue ? notBeforeItsEnd(look) : look', 'look'],
    ['nor because work was seen that failed', "wasOverdue && seen.kind === 'failed' ?", 'false ?'],
    ['nothing is repeated while its request may act', 'Math.max(0, when.steadyWaitMs - when.finalityMs)', '0'],
    ['what was at work and is lost from sight was accepted', ', ...(await atWork(deps.store, row, progress)) }', ' }'],
    [
      'an answer that came during the look counts',
      'const accepted = await acceptedOf(deps, row.id);',
      "const accepted = wasAccepted ? 'by-our-key' : 'no';",
    ],
    ['what was accepted is asked about', ' && !wasAccepted && row', ' && row'],
    ['so is what was sent three times', ' && row.attempts < maxAttempts;', ';'],
    [
      'who came in the place of who was asked has heard of nothing',
      'if (remembers === sent.row.incarnation) return finding;',
      'if (true as boolean) return finding;',
    ],
    ['nobody is asked with bytes that do not fit their digest', 'if (changed !== undefined)', 'if (false as boolean)'],
    ['only a person settles what nobody can tell', "doubtful.onDoubt === 'askHuman'", 'false'],
  ]),
  ...of(dispatch, [
    ['the bytes fit their digest', 'if (changed !== undefined)', 'if (false as boolean)'],
    ['a plan under way keeps its lane', 'if (holder !== undefined) return wait', 'if (false) return wait'],
    [
      'what is held back is asked about, however many died, and does not wait for its like',
      "(await holdBack(deps, row))?.kind === 'stored'",
      'false as boolean',
    ],
    ['a refusal is obeyed, and not knowing is no yes', "if (checked.kind !== 'go')", 'if (false)'],
    ['also one that came during an upload', "if (latest.kind !== 'go')", 'if (false)'],
    ['not knowing is no refusal', "if (checked.kind === 'cannot-tell')", "if ((checked.kind as string) === 'x')"],
    [
      'the JobManager is the one that was checked',
      '!isOf(name, checked.incarnation) || !isOf(name, latest.incarnation)',
      'false',
    ],
    ['and the one that was there before an upload', '!isOf(name, checked.incarnation) ||', ''],
    [
      'what a kind says is in the way is waited for',
      'await kind.blockedBy?.(context, args, signal)',
      'undefined as string | undefined',
    ],
    ['and the one that was there after it', ' || !isOf(name, latest.incarnation)', ''],
    [
      'arguments that do not fit any more are not sent',
      'if (!parsed.ok) return refuse(',
      'if (false as boolean) return refuse(',
    ],
    ['only what was done is not done again', "one.id !== row.id && one.state === 'succeeded'", 'one.id !== row.id'],
    ['after three sends it is over', 'if (row.attempts >= maxAttempts) return giveUp(deps, row);', ''],
    ['or found out where it may have happened', " || moved(deps, row, { kind: 'doubt-again', why })", ''],
    ['a name that begins alike is another one', 'name?.startsWith(`${checked}@`)', 'name?.startsWith(checked)'],
    ['what a stricter policy forbids is not sent again', 'row.firstSentAt !== null && policy !== row.onDoubt', 'false'],
    [
      'what a stricter policy has nothing to find out about is sent',
      'row.firstSentAt !== null && policy !== row.onDoubt',
      'policy !== row.onDoubt',
    ],
    ['nothing new once it shall end', 'signal.aborted || isTooEarly', 'isTooEarly'],
    ['the back-off is kept', 'signal.aborted || isTooEarly(row, deps.clock.now())', 'signal.aborted'],
    ['who begins with it is counted', 'await takeOver(deps, row)', '(row as ActionRow | boolean)'],
    [
      'what could not be prepared is not sent',
      "prepared.kind === 'cannot-prepare'",
      "(prepared.kind as string) === 'x'",
    ],
    ['what must not be prepared is not sent', "prepared.kind === 'refuse'", "(prepared.kind as string) === 'x'"],
    ['also where the clock does not tell how long it took', 'tookMs >= 0 && ', ''],
    ['only the same action makes one stale', 'actions({ key: row })', 'actions({})'],
    [
      'what another has done is held back no longer',
      'row.step === 0 && row.firstSentAt === null) return moved',
      'false) return moved',
    ],
    ['what was checked before an upload is checked again', 'tookMs < freshForMs', 'tookMs < Infinity'],
    ['what was checked too long ago is not sent', 'checkedAgoMs() > kind.sendLimitMs', 'checkedAgoMs() > Infinity'],
    ['by the clock that is set', 'clock.now() - now, steadyMs(clock) - steady', 'steadyMs(clock) - steady'],
    ['and by the one that is not', 'clock.now() - now, steadyMs(clock) - steady', 'clock.now() - now'],
    [
      'nothing once it shall end, after the checks either',
      'if (signal.aborted) return stopHere',
      'if (false) return stopHere',
    ],
    ['who was told to end has not died of it', 'if (row.takeovers > 0) await apply', 'if (false) await apply'],
  ]),
  ...of(send, [
    ['not armed, not sent', "if (armed.kind === 'raced') return false;", ''],
    ['the lane is looked at again after arming', 'if (holder !== undefined) return', 'if (false) return'],
    [
      'and what came while the intent was stored',
      'return (await whyHeldBack(deps, beforeArm))?.why;',
      'return undefined;',
    ],
    ['no first byte after the limit', 'if (remainingMs <= 0)', 'if (false)'],
    ['nor after a clock that nobody may have set', 'Math.min(attempt.deadlineAt - now, leftMs)', 'leftMs'],
    ['a send is told of its limit', 'AbortSignal.timeout(remainingMs);', 'new AbortController().signal;'],
    ['a send that does not keep to it is left alone', 'await Promise.race([sending, overdue])', 'await sending'],
    ['what it answers then is kept', 'if (late) {', 'if (false) {'],
    ['as long as it goes on it may act', 'deps.limitAt.set(row.id, Number.POSITIVE_INFINITY);', ''],
    [
      'and for a while after its end',
      'if (isOverdue(deps, row)) deps.limitAt.set(row.id, steadyMs(deps.clock) + kind.sendLimitMs);',
      '',
    ],
    [
      'one that ends a little late may act from then on',
      'if (!late && steadyWaitMs(deps, row, 0) === 0) deps.limitAt.set(row.id, steadyMs(deps.clock));',
      '',
    ],
    ['which is no shorter than its limit', 'steadyMs(deps.clock) + kind.sendLimitMs', 'steadyMs(deps.clock)'],
    [
      'nor after a sleep in which it went back',
      'Math.min(attempt.deadlineAt - now, leftMs)',
      'attempt.deadlineAt - now',
    ],
    ['no first byte after the clock went back', 'isClockBehind(row, now) ? 0 :', ''],
    [
      'an error of the send is doubt',
      '.catch((error: unknown): SendOutcome => maybe(',
      ".catch((error: unknown): SendOutcome => ((detail: string) => ({ kind: 'not-sent', status: undefined, detail }) as SendOutcome)(",
    ],
    ['a late answer is kept', "if (stored.kind !== 'stored') await keepLate", 'if (false) await keepLate'],
    [
      'also where the store was away when it came',
      'keepUntilStored(deps, row, answer, () => keepLate(deps, row, attempt, answer))',
      'keepLate(deps, row, attempt, answer)',
    ],
    [
      'what came after the word of a person is read with the next answer',
      'beforeArm.attempts === 0',
      'beforeArm.firstSentAt === null',
    ],
    ['or does not take its words', ".catch(() => keep('in words that cannot be stored'))", ''],
    ['an answer that the store did not take is not forgotten', 'unstored.set(id, answer);', ''],
    ['one that is stored is not stored again', 'if (unstored.get(id) === answer) unstored.delete(id);', ''],
    ['what it says was accepted counts', ", acceptedIn([answered]) === 'no' ? undefined : answered)", ')'],
    ['what it says otherwise takes nothing back', "acceptedIn([answered]) === 'no' ? undefined : answered", 'answered'],
  ]),
  ...of(ready, [
    ['who makes it ready is counted', 'await takeOver(deps, planned)', '(planned as ActionRow | boolean)'],
    ['arguments fit their kind', 'if (!parsed.ok) return {', 'if (false as boolean) return {'],
    ['a key is not used by two', 'if (clash.length === 0) return', 'if (true) return'],
    ['a key that was sent is not shared', 'other.firstSentAt === null &&\n', ''],
    ['nor one of other arguments', 'other.argsDigest === argsDigest &&\n    other.firstSentAt', 'other.firstSentAt'],
    [
      'nor one that has ended, or waits for a person',
      " &&\n    (other.state === 'ready' || other.state === 'dropped')",
      '',
    ],
    [
      'what was dropped and never sent leaves the key to the next',
      "other.state === 'ready' || other.state === 'dropped'",
      "other.state === 'ready'",
    ],
    ['what says more than from is no reference', ' && Object.keys(value).length === 1', ''],
    ['nor is a number', "typeof value.from === 'string' && Object", 'Object'],
    [
      'what no step has produced is not sent',
      'if (found === undefined) return { ok',
      'if (false as boolean) return { ok',
    ],
    ['the digest is checked before the bytes are resolved', 'if (changed !== undefined)', 'if (false as boolean)'],
  ]),
  ...of('src/ledger/incarnation.ts', [
    ['with HA a job may have ended under another leader', 'isTold ? name : undefined', 'name'],
    ['nor is HA ruled out that cannot be read', 'highAvailability === false', 'highAvailability !== true'],
    ['a JobMaster of its own shows it', 'detail?.initializedAt !== undefined || identity', 'identity'],
    ['who has no name is nobody', 'if (identity.incarnation === undefined) return undefined;', ''],
    [
      'the JobMaster is part of the process that remembers',
      'job?.initializedAt === undefined ? identity.incarnation : `${identity.incarnation}@${job.initializedAt}`',
      'identity.incarnation',
    ],
  ]),
  ...of('src/ledger/doubt-policy.ts', [
    ['a stricter policy counts', '? kind.onDoubt : row.onDoubt', '? row.onDoubt : row.onDoubt'],
    ['a milder one does not', '? kind.onDoubt : row.onDoubt', '? kind.onDoubt : kind.onDoubt'],
  ]),
  ...of('src/ledger/ledger.ts', [
    [
      'a person waits by our clock, not by one that went back',
      'if (!isClockBehind(row, deps.clock.now())) return row;',
      'if (deps.epoch > 0) return row;',
    ],
    [
      'an answer that no store takes is found out',
      'if (deps.clock.now() - (row.sendDeadlineAt ?? 0) < longestUnstoredMs) throw error;\n    // A store',
      'throw error;\n    // A store',
    ],
    [
      'and not forgotten where it cannot be put in doubt either',
      'if (!(await markLost(deps, row, answer.outcome))) throw error;',
      'await markLost(deps, row, answer.outcome);',
    ],
    [
      'doubt is settled by the stricter policy',
      '{ ...row, onDoubt: doubtPolicyOf(row, deps.kinds.get(row.kind)) }',
      'row',
    ],
    ['what was sent is not dropped with its plan', 'if (!hasLeft(row) && (await', 'if ((await'],
    ['nor what is known to be accepted', ' && (await whyHeldBack(deps, row)) === undefined', ''],
    ['what comes after a failure never happens', 'await dropRest(deps, rows, row);', ''],
    ['what another cluster has on the way is left alone', '(cluster ?? row.cluster) !== row.cluster || ', ''],
    [
      'a plan that is sent in this moment is not dropped',
      "if (dropped.kind === 'raced') return `step",
      'if (false) return `step',
    ],
    [
      'an answer that could not be stored is stored later',
      'if (answer === undefined) return markLost',
      'return markLost',
    ],
    ['a plan waits for its release', 'row.step > 0 && !signal.aborted', '!signal.aborted'],
    ['no step is begun once it shall end', 'row.step > 0 && !signal.aborted', 'row.step > 0'],
    ['a pass ends, however long each look takes', 'const longestPass = 24', 'const longestPass = 1000'],
    ['what has nothing to do is looked at once', 'if (!moved) break;', ''],
    [
      'what is released is not begun anew',
      "if (first?.state === 'proposed' || first?.state === 'awaiting_approval') await",
      'if (first !== undefined) await',
    ],
    ['what a person said is kept', "{ report: { source: 'human', text } },", ''],
    ['of a kind that is gone a person waits, too', 'kind?.finalityMs ?? receiverFinalityMs', 'kind?.finalityMs ?? 0'],
  ]),
  ...of(ready, [
    ['what is done is done', "(run === 'ends' && state === 'succeeded')", "state === 'succeeded'"],
    ['but not while it may end that run', "(run === 'ends' && state === 'succeeded')", "run === 'ends'"],
    ['a job id that runs again can be stopped again', " || (run === 'ends' && state === 'succeeded')", ''],
  ]),
  ...of('src/ledger/plan-progress.ts', [
    ['a plan that failed is over', "current.state === 'failed' || ", ''],
    ['a job that a plan left down is told', '      if (jobIsDown) {\n', '      if (false as boolean) {\n'],
    ['another state than the wanted one is told', '      if (isAstray) {\n', '      if (false as boolean) {\n'],
    [
      'of what starts no job there is none',
      "kinds.get(row.kind)?.run === 'starts' && row.state === 'failed'",
      "row.state === 'failed'",
    ],
    ['and its job is not down', 'isJobDown(rows, kinds) && !isAstray', 'isJobDown(rows, kinds)'],
    ['a plan that was given up is over', " || current.state === 'dropped'", ''],
    ['what may have left is not dropped', 'return firstSentAt !== null ||', 'return'],
    ['nor what a person is asked about', " || state === 'needs_human'", ''],
    ['nor what that person says has happened', " || state === 'succeeded'", ''],
    ['what a person gave up was tried', " || dropReason === 'abandoned'", ''],
    ['a job is not down that goes on', "row.state === 'succeeded' && runOf(row) === 'ends'", "runOf(row) === 'ends'"],
    [
      'nor one of which a snapshot was taken',
      "row.state === 'succeeded' && runOf(row) === 'ends'",
      "row.state === 'succeeded'",
    ],
    [
      'nor one that is to be stopped',
      "row.state !== 'succeeded' && runOf(row) === 'starts'",
      "row.state !== 'succeeded'",
    ],
    [
      'nor one that was started again',
      "row.state !== 'succeeded' && runOf(row) === 'starts'",
      "runOf(row) === 'starts'",
    ],
    ['what has failed was tried', "row.state === 'dropped' && !rows.some(hasLeft)", '!rows.some(hasLeft)'],
    [
      'what was sent and given up was tried',
      "row.state === 'dropped' && !rows.some(hasLeft)",
      "row.state === 'dropped'",
    ],
  ]),
  ...of('src/actions/newer-than.ts', [
    [
      'what it came back from before is not newer',
      'latestRestored !== undefined && latestRestored.restoredAt > latestSavepoint.completedAt',
      'latestRestored !== undefined',
    ],
    [
      'what came after a savepoint that is not shown is not known',
      'stats === undefined || !isShown',
      'stats === undefined || latestSavepoint === undefined',
    ],
  ]),
  ...of('src/actions/trigger-savepoint.ts', [
    ['another savepoint is another action', '({ ...args, directory', '({ directory'],
    [
      'a savepoint of which nobody says where is not done',
      'if (status.location === undefined) return',
      'if (false as boolean) return',
    ],
    [
      'nor is it absent',
      "if (own.trigger.kind === 'completed') return { kind: 'unknown', why: completedNowhere };\n  if",
      'if',
    ],
  ]),
  ...of('src/actions/cancel-job.ts', [
    ['another job is cancelled by another action', '({ ...args })', '({})'],
    [
      'a cancel that is not seen yet is not lost',
      "query(context, sent, signal), 'in-progress')",
      "query(context, sent, signal), 'lost')",
    ],
  ]),
  ...of('src/actions/stop-with-savepoint.ts', [
    ['another job is stopped by another action', '({ ...args, directory', '({ directory'],
    ['of two savepoints a person says which is the last', 'if (own.paths.length > 1)', 'if (false as boolean)'],
    [
      'a stop of which nothing is to be seen is lost',
      "query(context, sent, signal), 'lost')",
      "query(context, sent, signal), 'in-progress')",
    ],
    [
      'a savepoint of a job that is forgotten may be of another run',
      "if (state === undefined)\n      return { kind: 'unknown', why: `savepoint",
      "if (false as boolean)\n      return { kind: 'unknown', why: `savepoint",
    ],
    ['so may one that the run does not show', "finding.kind !== 'executed' ||", '(true as boolean) ||'],
    ['statistics may be older than the end of the job', 'now - endTime < shownAfterMs', 'false as boolean'],
    ['they are waited for while that may be', 'now - endTime < shownAfterMs', 'true as boolean'],
    ['what nobody knows has not failed', 'if (state === undefined) return', 'if (false as boolean) return'],
    ['what was not looked for is not absent', 'if (own.looked)\n    return', 'if (true as boolean)\n    return'],
    [
      'a stop is not repeated when its savepoint is there',
      "repeat: 'never', result: { savepoint: path, jobState: state } }",
      "repeat: 'same-key', result: { savepoint: path, jobState: state } }",
    ],
    [
      'nor failed when Flink calls it complete',
      "if (own.trigger.kind === 'completed') return { kind: 'unknown', why: completedNowhere };\n",
      '',
    ],
    [
      'nor to a job that has ended',
      "holds no savepoint`, repeat: 'never' };\n  }",
      "holds no savepoint`, repeat: 'same-key' };\n  }",
    ],
    ['a checkpoint is in no way', "line.isSavepoint && line.status === 'IN_PROGRESS'", "line.status === 'IN_PROGRESS'"],
  ]),
  ...of('src/actions/start-job.ts', [
    ['a start from another snapshot is another one', ', snapshot: args.snapshot })', ' })'],
    ['so is that of another run', '({ previousJob: args.previousJob, snapshot', '({ snapshot'],
    ['a job without tasks does not run yet', ' && job.vertices.length > 0 && job', ' && job'],
    ['a job that has ended is judged at once', ' && !terminalStates.includes(job.state)', ''],
    ['a job that may have been forgotten was not found out', 'if (!keyAlive) {', 'if (false as boolean) {'],
    ['a program that hangs gets no other job id', 'row.attempts >= mostRuns', 'false as boolean'],
    ['only a folder of its own is its own', "restored.split('/').includes(key)", 'restored.includes(key)'],
    [
      'what Flink cannot tell holds up nothing',
      'error instanceof FlinkUnreadable && error.isFromFlink',
      'false as boolean',
    ],
    ['an outage is waited for', 'error instanceof FlinkUnreadable && error.isFromFlink', 'true as boolean'],
    ['a snapshot that was discarded is none', ' || one.discarded', ''],
    ['of two snapshots the newer one counts', 'kept.toSorted((a, b) => b.id - a.id)[0]', 'kept[0]'],
    ['what came up with another state says so', "restored: restored ?? 'nothing'", ''],
    ['a cancelled job was not started', "job.state === 'FAILED' || job.state === 'CANCELED'", "job.state === 'FAILED'"],
  ]),
  ...of('src/actions/rescale-in-place.ts', [
    ['another rescale is another action', '({ ...args, action', '({ action'],
    ['a rescale is not sent again by a clock that went back', 'agoMs >= 0 && agoMs <', 'agoMs <'],
    ['what fails again and again asks a person', 'failures.length < failuresOfALoop', 'failures.length < Infinity'],
    ['what failed before is not counted', ' && one.timestamp > since', ''],
    ['a job that restarts is not rescaled', "if (job.state !== 'RUNNING') return false;", ''],
    ['nor one whose vertices do not run', " && vertex.state === 'RUNNING'", ''],
    ['lower bounds are requirements', 'a[id]?.lowerBound === b[id]?.lowerBound && ', ''],
    ['so are those of other vertices', 'ids.length === Object.keys(b).length &&', ''],
    [
      'what has ended is not rescaled',
      "if (terminalStates.includes(job.state)) return { kind: 'failed', reason: `the job is ${job.state}` };\n  const",
      'const',
    ],
  ]),
  ...of('src/domain/preconditions.ts', [
    [
      'whether an operator owns the cluster is asked where nobody can tell',
      'if (identity.operatorManaged === undefined) {',
      'if (false as boolean) {',
    ],
    [
      'a savepoint that a task could not write is not tried again unasked',
      '[done[0], done.find((line) => line.isSavepoint)].find(',
      '[done[0]].find(',
    ],
    ['nor is one after such a checkpoint', '[done[0], done', '[done'],
    [
      'a stop restarts the job however many failures it tolerates',
      'writtenByTasks(facts, 0),',
      'writtenByTasks(facts, 9),',
    ],
    ['a savepoint when it tolerates no more', 'inARow < tolerated', 'inARow <= tolerated'],
    ['a savepoint of the run before does not outlive this one', ' && savepoint.completedAt > job.startTime', ''],
    [
      'a yes waits for a job that is not known for a moment',
      'facts.job !== undefined && facts.checkpoints === undefined',
      'facts.checkpoints === undefined',
    ],
    [
      'a job of another name is none of this one',
      'overview.jobs.filter((line) => line.name === jobName && !',
      'overview.jobs.filter((line) => !',
    ],
    ['a rescale has the slots that the job has', 'slotsNow = Math.max(slotsNow, vertex.parallelism);', ''],
    ['of its widest vertex', 'slotsNow = Math.max(slotsNow, vertex.parallelism);', 'slotsNow = vertex.parallelism;'],
    [
      'and needs those of its widest vertex then',
      'slotsThen = Math.max(slotsThen, bounds.upperBound);',
      'slotsThen = bounds.upperBound;',
    ],
  ]),
  ...of('src/domain/start-preconditions.ts', [
    ['a start for an exactly-once sink is checked as every start', 'return [...found, judged(', 'return [judged('],
    [
      'of which a savepoint has its age',
      '[stats?.latestSavepoint, stats?.latestCompleted]',
      '[stats?.latestCompleted]',
    ],
    [
      'a start is refused beside a job of its name alone',
      'overview.jobs.find((line) => line.name === jobName && !',
      'overview.jobs.find((line) => !',
    ],
    ['and after one of its name alone', 'one.name === jobName &&\n', ''],
    [
      'what it was given is the newest only until its first checkpoint',
      'completed === undefined && savepoint === undefined && isRestored',
      'savepoint === undefined && isRestored',
    ],
    [
      'or savepoint',
      'completed === undefined && savepoint === undefined && isRestored',
      'completed === undefined && isRestored',
    ],
    [
      'the age of a snapshot is that of no other',
      'one?.externalPath !== undefined && samePath(one.externalPath, path)',
      'one?.externalPath !== undefined',
    ],
  ]),
  ...of('src/domain/verification.ts', [
    [
      'checkpoints of before prove nothing',
      'Math.max(checkpointBefore(facts.actions), checkpoints.latestRestored?.id ?? 0)',
      'checkpoints.latestRestored?.id ?? 0',
    ],
    ['a restart is one, whichever JobManager counts it', '    before = count;\n', ''],
    ['an exception is one, also before the next poll', '!newExceptions && clear === undefined', 'clear === undefined'],
    ['a checkpoint that goes on has not completed', "!isSavepoint && status === 'COMPLETED');", '!isSavepoint);'],
  ]),
  ...of('src/domain/objections.ts', [
    ['people see what cannot be told of one of two steps', " || check.result !== 'yes'", ''],
  ]),
  ...of('src/domain/policy.ts', [
    ['what the owner forbids is refused', "risk !== 'safe' && restart === 'never'", 'false'],
    [
      'also where it is no stop and start of ours',
      "risk !== 'safe' && restart === 'never'",
      "input.restarts && restart === 'never'",
    ],
    ['what is refused is not asked', 'if (refused.length > 0)', 'if (false)'],
    ['nor what has to wait', 'if (waiting.length > 0)', 'if (false)'],
    ['in mode observe nothing is sent', "if (mode === 'observe')", 'if (false)'],
    ['only mode auto acts alone', "if (mode !== 'auto') reasons", 'if (false) reasons'],
    ['what is destructive needs people', "if (risk === 'destructive')", 'if (false)'],
    ['the owner is asked before a restart', "if (restarts && restart !== 'auto')", 'if (false)'],
    ['and before any interruption in production', "isProduction(environment) && restart !== 'auto'", 'false'],
    ['production is more than one word', '/^prod/i', '/^production$/'],
    ['a snapshot is taken alone in production', "if (risk === 'disruptive' && ", 'if ('],
    ['what an objection asks is asked', '...asked.map(', '...[].map('],
    ['a SOP that nobody read does not act alone', 'reviewed === true) return []', 'true) return []'],
  ]),
  ...of('src/domain/maintenance.ts', [
    ['yesterday may come twice', '[today - 2, today - 1,', '[today - 1,'],
    ['and tomorrow have begun', 'today, today + 1]', 'today]'],
  ]),
  ...of('src/domain/approvers.ts', [
    ['who is called like a listed person is not that person', 'person.isListed && namedApprovers', 'namedApprovers'],
    [
      'what wanted two wants two',
      'Math.max(of.needed, neededApprovals(policy, of.risk))',
      'neededApprovals(policy, of.risk)',
    ],
  ]),
  ...of('src/domain/budget.ts', [
    ['a plan counts from its first step', 'at: Math.min(known?.at ?? at, at)', 'at'],
    ['and as an interruption where one step is', '(known?.interrupts ?? false) || interrupts', 'interrupts'],
    [
      'plans that were made before go first',
      'plan === undefined || row.createdAt < plan.createdAt',
      'plan === undefined',
    ],
    ['and none that was made since', 'row.createdAt === plan.createdAt && row.planId', 'row.planId'],
    ['the last action cools down', 'ofJob.toSorted((a, b) => b.at - a.at)[0]', 'ofJob[0]'],
  ]),
  ...of('src/serving/share-clusters.ts', [
    [
      'who hears that another has the cluster stops',
      'if (mine !== undefined) lose(cluster, mine, `${lease.by} has it`);',
      '',
    ],
    [
      'and so does whose lease had run out',
      "lose(cluster, mine, 'the lease had run out');",
      'mine.validUntil = validUntil;',
    ],
    ['a renewal says which holding it renews', '...(mine !== undefined && { epoch: mine.epoch }),', ''],
    ['who cannot renew stops', 'if (monotonic() >= mine.validUntil)', 'if (false)'],
    [
      'before somebody else can begin',
      'asked + limits.ttlMs - limits.marginMs',
      'asked + limits.ttlMs + limits.marginMs',
    ],
    ['what is given away has ended', 'for (let isMine = true; isMine &&', 'for (let isMine = false; isMine &&'],
    ['and is held until then', 'if (!ended.signal.aborted) isMine = await renew(cluster, epoch);', ''],
    ['unless it is lost before', "return lease.kind === 'held' && lease.epoch === epoch;", 'return true;'],
    ['what breaks off is begun anew', 'if (held.get(cluster)?.stop === stop) held.delete(cluster);', ''],
    ['no more than a share is taken', '.length >= share) break;', '.length < 0) break;'],
  ]),
  ...of('src/pipeline/plan-objections.ts', [
    ['a cause that the rules are not sure of is asked about', " && diagnosis?.confidence === 'high'", ''],
    ['so is that of another procedure', 'cause === sop.id && diagnosis', 'diagnosis'],
    ['what is under way on the job is waited for', 'if (mine !== undefined) {', "if (mine?.id === '') {"],
    [
      'of two that are ready after a failover one goes',
      "other.state === 'proposed' && !(await isBegun",
      '!(await isBegun',
    ],
    ['the one that was made before', 'a.createdAt === b.createdAt && a.id < b.id', 'a.id < b.id'],
    [
      'a stop is a restart',
      "step.kind === 'stop-with-savepoint' || step.kind === 'start-job'",
      "step.kind === 'start-job'",
    ],
    [
      'so is a start',
      "step.kind === 'stop-with-savepoint' || step.kind === 'start-job'",
      "step.kind === 'stop-with-savepoint'",
    ],
    ['a rescale is not repeated unasked', '!isRestart(steps) && !steps.some(isRescale)', '!isRestart(steps)'],
    [
      'other trouble is no repetition',
      'earlier === undefined || sameTrouble(earlier.signals, signals).length === 0',
      'earlier === undefined',
    ],
    ['a kind of the team has its arguments', ' && row.args === canonicalJson(args)', ''],
    ['and its name', 'row.kind === kind && row.args', 'row.args'],
    ['an incident has ten plans', 'plans < mostPlans', 'plans <= mostPlans'],
    [
      'who takes note after a yes has had nothing made',
      'answered < 0 ? timeline : timeline.slice(0, answered)',
      'timeline',
    ],
  ]),
  ...of('src/pipeline/recheck.ts', [
    ['no other run lives', '    ...staleRun(plan, facts.overview.jobs),\n', ''],
    ['the run is that of the plan', 'lines.find((one) => one.id === plan.jobId)', 'lines[0]'],
    ['a yes is for these bytes', ' && approval.planDigest === plan.digest', ''],
    [
      'a yes of who may not say it any more is none',
      'row.firstSentAt === null ? await approverObjections(deps, plan, approval) : []',
      '[]',
    ],
    [
      'what has left is not asked for again',
      'row.firstSentAt === null ? await approverObjections(deps, plan, approval) : []',
      'await approverObjections(deps, plan, approval)',
    ],
    ['what was said of another action makes this one no younger', "data['action'] === id && data", 'data'],
    ['nor what only happened to it', " && data['settled'] !== undefined", ''],
  ]),
  ...of('src/pipeline/act.ts', [
    [
      'three plans that were dropped are enough',
      'if (progress.droppedPlans >= mostDroppedPlans) {',
      'if (false as boolean) {',
    ],
    [
      'which people did not end',
      "(one.dropReason === 'refused' || one.dropReason === 'stale')",
      'one.dropReason !== null',
    ],
    ['so is one that processes died of', 'if (progress.isPoison) return', 'if (false as boolean) return'],
    ['what was given up has no next plan', 'if (progress.isAbandoned) {', 'if (false as boolean) {'],
    ['given up is one action', 'rows.find((one) => one.id === progress.actionId)', 'rows[0]'],
    ['the end of a plan is one of this plan', "state === 'acting' && current.planId === planId", "state === 'acting'"],
    ['and of an incident that waits for it', "current.state === 'acting' && current", 'current'],
  ]),
  ...of('src/pipeline/update-incident.ts', [
    ['who saves second decides again', 'if (!(error instanceof StaleWrite)) throw error;', 'throw error;'],
    ['and only for that reason again', 'if (!(error instanceof StaleWrite)) throw error;', ''],
  ]),
  ...of('src/pipeline/apply-answers.ts', [
    ['answers are for who works for the cluster', 'about !== undefined && about !== deps.cluster', 'false'],
    [
      'those about actions too',
      '(await deps.actions.actions({})).find((one) => one.id === answer.actionId)?.cluster',
      'undefined',
    ],
    ['each counts once', 'await deps.answers.markApplied(stored.seq, outcome);', ''],
  ]),
  ...of('src/pipeline/plan-again.ts', [
    ['a plan that people have to do with is not made again', 'planId !== null || failedPlans > 0', 'failedPlans > 0'],
    ['nor where one did not help', ' || failedPlans > 0', ''],
    ['only what was told to people is taken up again', "state !== 'escalated' || ", ''],
    ['and only when that has changed', ' || now === value', ''],
  ]),
  ...of('src/pipeline/resolve-incident.ts', [
    ['what leaves in this moment is carried through', 'if (left !== undefined) return', 'if (false as boolean) return'],
    [
      'what got another plan meanwhile is not closed',
      ' || current.planId !== before.planId) return undefined',
      ') return undefined',
    ],
  ]),
  ...of('src/pipeline/acknowledge.ts', [
    ['what is closed stays so', "if (current.state === 'closed') return undefined;", ''],
    [
      'what waits by itself goes on waiting',
      "return state === 'escalated' && planId === null && refusals",
      'return planId === null && refusals',
    ],
    [
      'what people have to do with keeps its plan',
      "return state === 'escalated' && planId === null && refusals",
      "return state === 'escalated' && refusals",
    ],
    ['a baseline whose plan did not help stays with them', ' && incident.failedPlans === 0', ''],
  ]),
  ...of('src/pipeline/snooze.ts', [
    ['what is closed is not snoozed', "if (current.state === 'closed') return undefined;", ''],
  ]),
  ...of('src/pipeline/plan-incident.ts', [
    [
      'what is closed meanwhile is not planned for',
      "current.state === 'diagnosed' && current.planId === incident.planId",
      'current.planId === incident.planId',
    ],
    [
      'what failed only just is not started alone',
      "facts.record.mode === 'auto'\n      ? settle",
      '(false as boolean)\n      ? settle',
    ],
    [
      'what was rescaled meanwhile is looked at again',
      "step.action === 'rescale-job'\n      ? rescaled",
      '(false as boolean)\n      ? rescaled',
    ],
  ]),
  ...of('src/pipeline/await-approval.ts', [
    [
      'what is closed meanwhile is not begun',
      "if (current.state !== 'awaiting_approval' || current.planId !== plan.id) return undefined;",
      'if (current.planId !== plan.id) return undefined;',
    ],
    [
      'nor what is planned anew',
      "if (current.state !== 'awaiting_approval' || current.planId !== plan.id) return undefined;",
      "if (current.state !== 'awaiting_approval') return undefined;",
    ],
    [
      'a yes is good for a quarter of an hour',
      "  if (old !== undefined) return endQuestion(deps, asked, 'void', old);\n  // Nobody",
      '  // Nobody',
    ],
    [
      'nobody begins who has not looked',
      'if (deps.world.detection(plan.cluster, plan.jobName) === undefined) return notYet(deps, asked, [unpolled]);',
      '',
    ],
  ]),
  ...of('src/pipeline/initiators.ts', [
    ['who settled an action had the next plan made', " && data['settled'] === undefined", ''],
    ['and nobody who only said something', "if (kind !== 'acknowledged' && data", 'if (false as boolean && data'],
  ]),
  ...of('src/pipeline/end-question.ts', [
    ['a question does not end whose plan leaves', 'if (left !== undefined) throw', "if (left === '') throw"],
    ['a question ends with its plan', ' || current.planId !== plan.id', ''],
    ['and with its incident', "current.state !== 'awaiting_approval' || current", 'current'],
  ]),
  ...of('src/pipeline/verify.ts', [
    ['what restarted before did not restart after', 'one.at > endedAt && one.line.id', 'one.line.id'],
    ['a verdict is of this plan', ' || current.planId !== plan.id', ''],
    ['and of an incident that waits for it', "current.state !== 'verifying' || current", 'current'],
  ]),
  ...of('src/pipeline/answer-plan.ts', [
    [
      'a yes is to what waits for one',
      "  if (incident.state !== 'awaiting_approval') return refused('the incident no longer waits for this plan');\n",
      '',
    ],
    ['a no to what has left is none', 'if (left !== undefined) return `refused', "if (left === '') return `refused"],
    ['an error of the store is no race', 'if (!(error instanceof StaleWrite)) throw error;', ''],
    ['a race is decided again', 'if (!(error instanceof StaleWrite)) throw error;', 'throw error;'],
  ]),
  ...of('src/pipeline/read-facts.ts', [
    [
      'a twin is one of the same platform',
      'deps.clusters.find((one) => one.name === cluster)?.platform',
      'deps.clusters[0]?.platform',
    ],
    ['a run has its own end', 'jobs.find((one) => one.id === job)', 'jobs[0]'],
    ['who has no name has no second one', '  if (incarnation === undefined) return found;\n', ''],
  ]),
  ...of('src/pipeline/platform-facts.ts', [
    [
      'a platform is that of the cluster',
      'deps.clusters.find((one) => one.name === cluster)?.platform',
      'deps.clusters[0]?.platform',
    ],
    ['trouble of another is none of this', 'clusters.includes(where) && ', ''],
    ['nor is that of a cluster one of a job', 'whose !== null && ', ''],
    ['nor what was so before', '!baseline && ', ''],
    ['a cool-down may last longer than a day', 'Math.max(dayMs, coolDownMs,', 'Math.max(dayMs,'],
    ['what interrupts is not safe', ".filter(({ risk }) => risk === 'safe')", ''],
    ['a job that has ended is none', '.filter(({ line }) => !terminalStates.includes(line.state))', ''],
  ]),
  ...of('src/actions/index.ts', [
    ['limits are positive', '!(kind.finalityMs > 0 && kind.sendLimitMs > 0 && kind.runLimitMs > 0)', 'false'],
    ['a kind has a name', '!ActionKindName.safeParse(kind.kind).success', 'false'],
  ]),
  ...of('src/actions/trigger-checkpoint.ts', [
    ['another checkpoint is another action', '({ ...args })', '({})'],
    ['one that failed is not taken again', "if (status.kind === 'failed') return", 'if (false as boolean) return'],
    [
      'a checkpoint that was there before the request is not its effect',
      'Math.max(args.sinceCheckpoint, sent.row.checkpointBefore ?? 0)',
      'args.sinceCheckpoint',
    ],
  ]),
  ...of(move, [
    ['the row is in the state it was read in', 'slot(({ from }) => from)', "eb.ref('action.state')"],
    ['a row of a later epoch is not written', "'action.epoch',\n", 'sql.lit(0),\n'],
    ['a row that was sent since is not written', 'slot(({ attempts }) => attempts)', "eb.ref('action.attempts')"],
    ['the same action', 'isSameAction(eb, slot, bytesAreFixed(shape)),', ''],
    [
      'the bytes are fixed',
      'fixed ? sameBytes : eb.or([open, sameBytes])',
      'fixed ? eb.and([]) : eb.or([open, sameBytes])',
    ],
    ['a key is given once', 'fixed ? sameBytes : eb.or([open, sameBytes])', 'fixed ? sameBytes : eb.and([])'],
    ["those without a key are in nobody's way", ".where('other.key', '!=', sql.lit(''))\n", ''],
    ['a key of the same arguments', 'eb.not(eb.exists(sameKeyForOtherArguments(eb, slot))),', ''],
    [
      'a key of another cluster is another key',
      "    .where(\n      'other.cluster',\n      '=',\n      slot(({ row }) => row.cluster),\n    )\n",
      '',
    ],
    [
      'a key of another kind is another key',
      "    .where(\n      'other.kind',\n      '=',\n      slot(({ row }) => row.kind),\n    )\n",
      '',
    ],
  ]),
  ...of('src/adapters/store/ledger-store.ts', [
    [
      'a late answer is about its own action',
      "          .where('actionId', '=', actionId)\n          .where('n'",
      "          .where('n'",
    ],
    ['and about its own request', "          .where('n', '=', n)\n", ''],
    ['steps come in their order', 'return a.step - b.step', 'return 0'],
    [
      'reports are of one action',
      ".select(reportColumns)\n        .where('actionId', '=', actionId)",
      '.select(reportColumns)',
    ],
  ]),
  ...of('src/adapters/store/lease-store.ts', [
    ['a lease that ran out is not renewed', 'lease.expires_at > ${now} and lease.epoch', 'lease.epoch'],
    ['one that is renewed lasts longer', 'lease.epoch + 1 end`,\n              expiresAt,', 'lease.epoch + 1 end`,'],
    [
      'who has a lease is told of that one',
      ".as('forMs')])\n        .where('cluster', '=', cluster)",
      ".as('forMs')])",
    ],
    [
      'one lease is given free',
      ".set({ expiresAt: 0 })\n        .where('cluster', '=', cluster)",
      '.set({ expiresAt: 0 })',
    ],
    [
      'the lease of another cluster fences nobody',
      ".select('epoch').where('cluster', '=', cluster)",
      ".select('epoch')",
    ],
  ]),
  ...of('src/adapters/store/answer-store.ts', [
    [
      'one answer is applied',
      "        .where('seq', '=', seq)\n        .where('outcome', 'is', null)",
      "        .where('outcome', 'is', null)",
    ],
    ['an outcome is of one answer', ".select('outcome').where('seq', '=', seq)", ".select('outcome')"],
    ['a press that is repeated is its own again', ".select('seq').where('dedupe', '=', dedupe)", ".select('seq')"],
    ['what pauses everything can be lifted', "cluster === null ? 'is'", "cluster === '' ? 'is'"],
  ]),
  ...of('src/adapters/store/incident-store.ts', [
    ['one incident is given', "select(columns).where('id', '=', of)", 'select(columns)'],
    ['one is changed', "      .where('id', '=', id)\n      .where('version'", "      .where('version'"],
    ['one plan is given', "select(['id', 'doc']).where('id', '=', id)", "select(['id', 'doc'])"],
    ['a yes is about its plan', "        .where('planId', '=', planId)\n", ''],
    ['what is said and stored at once is one answer', "    .where('seq', '=', seq)\n", ''],
    ['and keeps what came of it', 'change.answerOutcome ?? ', ''],
  ]),
  ...of('src/adapters/store/action-listing.ts', [
    ['a statement lists as many kinds as are asked for', 'filter.kinds?.length, ', ''],
    ['or leaves them out', ', filter.exceptKinds?.length]', ']'],
  ]),
  ...of('src/adapters/store/transition-rules.ts', [
    ['an outcome is not emptied', 'coalesce(${told}, ${known}) end', '${told} end'],
    [
      'that it was accepted is not taken back',
      'case when attempt.outcome in',
      'case when 1 = 0 and attempt.outcome in',
    ],
    ['but told more exactly', ' and excluded.outcome not in (${accepted})', ''],
    ['what a later epoch wrote is another row', ' || row.epoch > change.next.epoch', ''],
    ['so is what was sent since', ' || row.attempts !== change.attempts', ''],
    ['a process that is over makes no mistake', 'if (await epochIsOver(db, next.cluster, next.epoch)) return;', ''],
  ]),
  ...of(sqlite, [
    ['nothing leads out of a final state', 'if (finalStates.includes(from)) return false;', ''],
    ['an older epoch stores nothing', 'eb.fn.coalesce(newest, sql.lit(0))', 'sql.lit(0)'],
    [
      "the lease of another cluster is in nobody's way",
      "        .select('lease.epoch')\n        .where(\n          'lease.cluster',\n          '=',\n          slot(({ row }) => row.cluster),\n        );",
      "        .select('lease.epoch');",
    ],
    ['a lost lease stores nothing', 'eb.fn.coalesce(leased, sql.lit(0))', 'sql.lit(0)'],
    [
      'an intent is synced',
      "from === 'sent' && settling.includes(next.state)",
      "settling.includes(next.state) || next.state === 'sent'",
    ],
    ['doubt is synced', "'failed', 'ready'];", "'failed', 'ready', 'in_doubt'];"],
  ]),
  ...of(sync, [
    [
      'what comes after an outcome is synced',
      "exec('pragma synchronous = full')",
      "exec('pragma synchronous = normal')",
    ],
    ['a file that does not sync is closed', 'database.close();', ''],
    [
      'a disk that failed is settled first',
      "startsWith('SQLITE_IOERR') === true",
      "startsWith('SQLITE_NEVER') === true",
    ],
    ['settled means written', 'if (done?.busy !== 0)', 'if (done === undefined)'],
  ]),
  ...of(postgres, [
    ['nothing leads out of a final state', 'if (finalStates.includes(change.from)) return false;', ''],
    [
      'an older epoch stores nothing',
      "eb.fn.coalesce(eb.selectFrom('newest').select('newest.value'), sql.lit(0))",
      'sql.lit(0)',
    ],
    [
      'a lost lease stores nothing',
      "eb.fn.coalesce(eb.selectFrom('leased').select('leased.epoch'), sql.lit(0))",
      'sql.lit(0)',
    ],
    [
      'a lease that is being given to another is waited for',
      '          slot(({ row }) => row.cluster),\n        )\n        .forShare(),',
      '          slot(({ row }) => row.cluster),\n        ),',
    ],
    [
      'an epoch that is being given out is waited for',
      "where('name', '=', 'epoch').forShare()",
      "where('name', '=', 'epoch')",
    ],
    [
      'what goes with a move is stored only if it moved',
      'select ${sql.join(values)} from moved`',
      'select ${sql.join(values)}`',
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
