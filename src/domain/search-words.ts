import { inEnglish } from './in-english.ts';

/** Words that carry no hint about a cause: grammar, politeness, when something happened, and Flink itself. */
const stopWords = new Set(
  `a about after again all also am an and another any anyone are as at be because been before being both but by can cannot could did
  do does doing done each every few for from get gets getting give given go goes going got had has have having he hello help her here
  hey hi his how i if in into is it its just keep keeps kept know let like lot made make makes many may me might more most much must
  my need no not now of off ok okay on one only or other our out over own please quite really same say says see seem seems seen she
  should since so some still such take takes than thank thanks that the their them then there these they thing things this those
  through to too two until up us very want was way we well were what when where which while who whole why will with within would yes
  yet you your morning today tonight yesterday night noon week minute minutes hour hours second seconds time day days ago
  issue issues problem problems question facing faced encounter encounters encountered encountering experience experiencing idea ideas
  team guys folks everyone everybody wonder wondering appreciate appreciated advance actually basically currently recently randomly
  sometimes somehow strange strangely weird sure believe guess maybe try trying tried dear greetings regards
  happen happens happened suddenly always constantly think says said telling tells told anybody somebody someone something
  flink org apache java com lang util at info warn error debug main`.split(/\s+/),
);

/** Exit codes and HTTP statuses that name a cause. */
const telling = new Set(['exit137', '143', '239', '400', '403', '404', '409', '429', '503']);

/** What people write for one thing; each becomes the word that Flink uses. */
const sameThing: readonly (readonly [RegExp, string])[] = [
  [/\btim(?:e|es|ed|ing)[ -]?outs?\b/g, ' timeout '],
  [/\bback[ -]pressured?\b/g, ' backpressure '],
  [/\bbackpressured\b/g, ' backpressure '],
  [/\btask[ -]?(?:manager|executor)s?\b/g, ' taskmanager '],
  [/\btms?\b/g, ' taskmanager '],
  [/\b(?:exit(?:s|ed)? )?(?:(?:code|status|with) )?137\b/g, ' oomkilled oom memory exit137 '],
  [/\boom ?killed\b/g, ' oomkilled oom memory '],
  [/\bunreachable\b|\b(?:not|cannot|t|never) (?:be )?(?:reach(?:ed|able)?|connect(?:ed)?)\b/g, ' unreachable '],
  [/\b(?:for ?ever|endless(?:ly)?|infinite(?:ly)?|over and over|again and again)\b/g, ' endless '],
  [/\bjob[ -]?(?:manager|master)s?\b/g, ' jobmanager '],
  [/\bjms?\b/g, ' jobmanager '],
  [/\bcheck[ -]points?\b/g, ' checkpoint '],
  [/\bsave[ -]points?\b/g, ' savepoint '],
  [/\b(?:oom|out[ -]of[ -]memory)\b/g, ' oom memory '],
  [/\bgcs?\b/g, ' garbage collection '],
  [/\bclass(?:es)? metadata(?: (?:area|space|region))?\b|\bperm ?gen\b/g, ' metaspace '],
  [/\b(?:embedded|local) (?:key value|kv) store\b|\bstate store\b/g, ' rocksdb state '],
  [/\bevent (?:time )?clock\b/g, ' watermark event time '],
  [/\bnot (?:allowed|permitted|authori[sz]ed)\b|\bno (?:right|permission|access)s?\b/g, ' permission denied '],
  [/\b(?:crash(?:es|ed|ing)?|die[sd]?|dying)\b/g, ' crash '],
  [/\b(?:k8s|kubectl)\b/g, ' kubernetes '],
  [/\bzk\b/g, ' zookeeper '],
  [/\b(?:vanish(?:es|ed)?|disappear(?:s|ed)?|lose|loses|losing|loss)\b/g, ' lost '],
  [/\b(?:twice|double|doubled|duplicated?|duplicates|(?:multiple|several) times|two same)\b/g, ' duplicate '],
  [/\b(?:conflict(?:s|ed|ing)?|clash(?:es|ed)?|incompatible versions?)\b/g, ' conflict '],
  [
    /\b(?:grow(?:s|n|ing)?|grew|accumulat(?:e|es|ed|ing)|swell(?:s|ing)?|balloon(?:s|ed|ing)?|explod(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|ris(?:e|es|ing)|climb(?:s|ed|ing)?|(?:gets?|getting|becom(?:e|es|ing)|went) (?:bigger|larger|up)|bigger and bigger)\b/g,
    ' grow ',
  ],
  [/\b(?:drop(?:s|ped|ping)?|discard(?:s|ed|ing)?|(?:throw|throws|thrown) away)\b/g, ' drop '],
  [/\b(?:hang(?:s|ing)?|hung|stuck|stall(?:s|ed|ing)?|freez(?:e|es|ing)|frozen|stands? still)\b/g, ' stuck '],
  [
    /\b(after|since)((?: \w+){0,3} (?:upgrad|updat|deploy|releas|roll(?:ing|ed)? ?out|redeploy|new (?:version|image|build))\w*)/g,
    ' sincerelease $2 ',
  ],
  [/\bno such (?:method|field)\b/g, ' nosuchmethoderror method '],
  [
    /\bclass ?not ?found\b|\bclass(?:es)? (?:(?:is|are|was|were|could|can) )?(?:not|cannot) (?:be )?found\b/g,
    ' classnotfoundexception class missing ',
  ],
  [/\bnot (?:sufficient|enough)\b/g, ' insufficient enough '],
  // Where to begin reading is said of any source.
  [/\b(?:earliest|latest|specific|timestamp) offsets?\b(?! (?:reset|out|is|are|was|lost))/g, ' '],
  [/\bnot accept(?:ed)?\b/g, ' rejected '],
  [/\b(?:un|not )even(?:ly)?\b|\bimbalanced?\b|\bunbalanced\b/g, ' uneven skew '],
  [/\b(?:corrupt(?:ed)?|malformed|garbled|unparsable|unparseable)\b/g, ' malformed '],
  [/\boff ?heap\b/g, ' offheap direct '],
  [/\bkeep(?:s|ing)? (?:up|pace)\b/g, ' keepup '],
  [/\bbacklogs?\b/g, ' backlog lag '],
  [/\b((?:parallel|operator) instances?)\b/g, ' subtask $1 '],
  [/\bmismatch(?:es|ed|ing)?\b/g, ' incompatible mismatch '],
  [/\b(?:on|upon|during|at) recovery\b|\brecover(?:y|ed|ing|s)? (?:from|of)\b/g, ' restore '],
  [/\b(?:no|without) (?:results?|outputs?|rows)\b|\bemit(?:s|ted)? nothing\b/g, ' nooutput output '],
  [
    /\b(?:no|not|cannot|t|any|never|zero|free|enough) (?:get |have |find |more |free |a |any )*(slots?)\b/g,
    ' noslot $1 ',
  ],
  [/\b(?:main|entry|entry ?point) ?class\b/g, ' mainclass '],
  // What two words near each other say together.
  [
    /\b(checkpoint(?:s|ing)?)((?: +\w+){0,6}? +(?:timeout|expire[sd]?|limit)|(?: +\w+){0,3} +(?:not|never|t) (?:be )?(?:complete|finish|make)\w*|(?: +\w+){0,8}? +(?:takes?|took) (?:more|longer|over|too long))\b/g,
    ' checkpointtimeout $1$2 ',
  ],
  [
    /\b(operators?)((?: +\w+){0,4}? +(?:delete|remove|rename|change)[sd]?)\b|\b((?:delet|remov|renam|chang|add)(?:e|es|ed|ing)(?: +\w+){0,3}?) +(operators?|sinks?|sources?)\b/g,
    ' operatorchanged $1$2$3$4 ',
  ],
  [
    /\b(failed)((?: +\w+){0,2} after(?: +\w+){0,3} (?:restarts?|attempts?|retries))\b/g,
    ' attemptsexhausted exhausted $1$2 ',
  ],
  [/\b(jobmanager)((?: +\w+){0,6}? +(?:garbage|cpu|overload\w*|unresponsive|slow))\b/g, ' jobmanagerbusy $1$2 '],
  [/\b(heartbeats?)((?: +\w+){0,6}? +(?:timeout|lost|missed))\b/g, ' heartbeattimeout $1$2 '],
  [/\b(jobmanager)((?: +\w+){0,4}? +oom)\b/g, ' jobmanageroom $1$2 '],
  [/\bflink stop\b/g, ' stopwithsavepoint '],
  [/\bu?ids?\b|\boperators? (?:u?ids?|hash(?:es)?)\b/g, ' operatoruid '],
  [/\b(?:not|t|never|nobody|nothing)((?: +\w+){0,3} (?:re)?start(?:ed|s)?)\b/g, ' notrestarted $1 '],
  [/\bno (?:more |further |new )?(checkpoints?)\b/g, ' nocheckpoint $1 '],
  [/\b(states?|checkpoints?)((?: +\w+){0,8}? +grow)\b/g, ' stategrow $1$2 '],
  [
    /\b(stop(?:s|ped|ping)?|cancel(?:s|led|ling)?)((?: +\w+){0,3}? with(?: a)? savepoint)\b/g,
    ' stopwithsavepoint $1$2 ',
  ],
  [
    /\b(restart(?:s|ed|ing)?)((?: +\w+){0,3}? +(?:continuously|constantly|endless|repeatedly|loop|cycle|always|every|times|all the time))\b|\b(?:always|keeps|constantly|continuously|repeatedly|endless) +(?:on )?(restart)\w*/g,
    ' restartloop $1$2$3 ',
  ],
];

/**
 * Text → lower-case words. Identifiers count whole and in parts (`CheckpointException` → checkpointexception, checkpoint, exception),
 * so that a class name finds the sentence about it and the other way round. Stop words, hex ids and numbers other than telling codes are dropped.
 */
export function searchWords(text: string, options: { readonly keepRepeats?: boolean } = {}): string[] {
  const words: string[] = [];
  for (const [token] of inEnglish(text).matchAll(/[\p{L}\p{N}_$]+/gu)) {
    const parts = token
      .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .split(/[\s_$]+/);
    for (const part of parts) words.push(part.toLowerCase());
    if (parts.length > 1) words.push(parts.join('').toLowerCase());
  }
  let line = words.join(' ');
  for (const [pattern, word] of sameThing) line = line.replace(pattern, word);
  const kept = line
    .split(/\s+/)
    .filter(
      (word) =>
        word.length > 1 && word.length < 60 && (!/\d{2}|^\d/.test(word) || telling.has(word)) && !stopWords.has(word),
    );
  return options.keepRepeats === true ? kept : [...new Set(kept)];
}
