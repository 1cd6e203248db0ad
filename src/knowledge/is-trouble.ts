import { isForeign, isSurelyForeign, namesProduct, showsOtherCode } from './is-foreign.ts';

/** Asks to be taught something, or announces work. */
const question =
  /^\W*(?:(?:question|hi|hello|hey|please)\W+)*(?:how (?:do|does|can|could|should|would|to|long|much|many)|what(?:'s| is| are| does| do| happens)|which|(?:could|can|would|will|should|may) (?:i|we|you|the|an?|it|this|that|there)|is there|are there|where|who|when (?:do|does|should|exactly)|why do we need|does|do (?:i|we)|explain|is (?:it |.{0,40})possible|is it (?:ok|okay|safe|recommended|necessary|required|a good)\b|(?:the )?difference between|best (?:practices?|way)|examples? of|documentation|tutorial|comparison|i (?:want|need|would like|am trying) to|add|support|bump|upgrade (?:the )?[\w -]{1,40} to v?\d|translate|release notes|document)\b/i;
/** A wish, or a question further back in the text. */
const wish =
  /^\W*(?:allow|introduce|improve|expose|refactor|implement|enable|provide|migrate|enhance|rename|remove|deprecate|consider|please (?!(?:help|see|find|look|check|advise|note|refer)(?![a-z]))[a-z]+)\b|[.,:;!?] +how (?:do|can|could|should|would|to)\b|\b(?:recommended|best|right|preferred) (?:way|practices?|approach)\b|\bany (?:recommendations?|advice|examples?|pointers|instructions?)\b|\blooking for\b|\bdifference between\b|\bhow it works\b|\bwhen will .{0,40}\bsupport\b|^(?:maven|gradle|sbt)\b|\b(?:like|want) to (?:know|understand|learn)\b/i;
/** A wish behind the name of what it is for. */
const wishFor =
  /^[\w ./[\]-]{1,40}: (?:treat|raise|catch|expose|support|add|allow|make|introduce|provide|implement|return|remove|rename|document)\b|^\W*(?:add|improve|update|better|provide|support|introduce|expose|extend|unify|clarify)\b.{0,60}\b(?:documentation|docs?|readme|logging|logs?|metrics?|tests?|options?|parameters?|config\w{0,12}|endpoint|examples?|hints?|syntax|functions?|commands?)\b|^\W*(?:proposal|suggestion|feature(?: request)?|request *:)(?!\w)|why (?:does|do|is|are)n't .{0,60}support|\bmake .{1,80} (?:configurable|pluggable|optional|customi[sz]able)\b/i;
/** A wish, whatever else it says went wrong. */
const surelyWish =
  /\b(?:we|i|users?|one|it)(?: would|'d| may| might) (?:really )?like (?:the|to be able|an?|flink|it|if|for)\b|\b(?:would|'d|will) be (?:nice|good|great|useful|helpful|beneficial|better|awesome|convenient) (?:(?:if|when) (?!(?:you|some|any)\w*)|to (?!(?:get|know|have (?:some|any))\b)|for\b|that\b)|\bwill (?:flink|the operator|you)(?: \w+){0,5} (?:provide|support|offer|add)\b|\bapi lacks\b|; please (?:choose|improve|extend|introduce)\b|\bthere is no (?:api|option|setting|config\w{0,12}) (?:to|for|that)\b|^[^\w\n]{0,8}(?:wish|idea|rfc|feature|enhancement|improvement|suggestion)s?\b ?[:\]]|\bis hoped\b|\bshould (?:include|show|print|mention)\b|^(?:return|show|print) (?:an? |the )?(?:clear\w*|better|proper|more|meaningful|correct)|^[^\w[\n]{0,8}(?:FLIP-\d{1,4}|translate|perform|adds|handle|catch|avoid|prevent|enforc(?:e|ing)|describe|clarify|refactor|introduce|improve|expose|implement|rename|deprecate|allow|support|make sure|make \S.{0,60} (?:readable|configurable|clear(?:er)?|visible|optional|pluggable)|do not [a-z]+ [a-z]+|make [a-z' ]{1,40} clear)\b(?! ?:| (?:is|was|has|does|did|fail\w*|from|nothing|data loss|(?:the |this )?(?:alert|incident))\b)|\bthis (?:pr|adds|article|post|patch|commit|pull request)\b|\b(?:we|one) (?:(?:should|can) (?:just |also )?(?:catch(?! up)|handle|use|follow)|(?:should|can|could) (?:just |also )?(?:add|introduce))\b|\busers? (?:may|might) want to\b|功能还没(?:有)?实现|需要实现|\bhow (?:do|can|could|should) (?:i|we) (?:specify|choose)\b/im;
/** Asks what would be, whatever that is. */
const surelyQuestion = /^\W*(?:(?:a )?question\W+)?what (?:happens|would happen|will happen) (?:when|if|to|with)\b/i;
/** A tool beside Flink that shows a state … */
const shownBeside =
  /(?:streampark|dinky|dolphin ?scheduler|海豚|console|\bpage\b|页面)[^.。\n]{0,60}(?:shows?|display\w*|显示|marks?)(?![a-z])/i;
/** … which is not that of the job … */
const runsWell =
  /\b(?:runs|running|works) (?:normally|fine|well|properly)\b|\b(?:in fact|in reality|actually) (?:\w+ ){0,4}running\b|运行正常|恢复正常|正常运行/i;
/** … unless that is because it does not reach Flink. */
const notReached = /unable|cannot|can't|could not|time ?out|timed out|exception|连接/i;
/** What might be, or should be. Beside a failure that has happened it is asked about that. */
const supposed =
  /\bshould (?:provide|support|allow|offer|be (?:treated|configurable))\b|\bhow (?:do|can|could|should) (?:i|we) (?:configure|set(?! of)|use)\b|\b(?:will|would|does|do|can|could) (?:it|this|flink|the (?:job|operator)|we|i)\b(?! help)[^.?!\n]{1,100}\?\s*$|\bis [\w -]{1,40} possible\b[^.?!\n]{0,60}\?\s*$/i;
const happened =
  /\bfail(?:s|ed|ing|ure)?\b|\bexpir(?:es?|ed|ing)\b|\bthr(?:ows?|own|ew)\b|crash|errors?\b|exception|stuck|\bhangs?\b|\bhung\b|killed|\bkeeps?\b|\b(?:is|are|was|were|has|have|had|got|gets?|getting) (?:been )?(?:lost|slow|gone|full|missing|corrupt\w*|rejected|refused|denied|expired|broken|oom\w*)\b|restart(?:s|ed|ing)\b|times? out|timed out|never\b|no longer|grow(?:s|n|ing)\b|not enough\b|unstable|ever since|exceed(?:s|ed|ing)\b|leak(?:s|ed|ing)\b|\bdie[sd]\b|\bdying\b|\bslower\b|declin|skew|lag\b|back ?pressur|\boom|\blosing\b|\bloses\b|invalid|malformed|corrupt|\bbad (?:record|message|row)/i;
/** A change, a release, a test or a build, not a job that runs. */
const ofDevelopment =
  /^[ \t]{0,8}(?:\[[\w .-]{1,40}\] ?){0,4}\[(?:ci|docs?|build|tests?|hotfix|minor|javadoc|bp-[\d.]{1,8}|[A-Z]{2,12}-\d{1,6})\]|(?:flaky|unstable) (?:unit |integration )?tests?(?![a-z])|tests? (?:is|are) (?:flaky|unstable)|\btests?(?: of [\w -]{1,40})? (?:are |is |keeps? )?fail(?:s|ed|ing)? (?:on|with|under|in|because|due) |\b(?:build|ci) (?:machines?|servers?|agents?|runners?)\b|\bgradlew? \w|\bfails? in ci\b|tests? failures? in |\bin (?:several |our |the )?(?:unit |integration )?(?:tests|builds)\b|\w(?:ITCase|Test)\b[.\w]{0,80} (?:is|fails|failed|hangs|timed|unstable)\b|failed to execute goal|^BUILD FAILURE|compilation (?:error|failure)|\bcompil(?:e|es|ed|ing)\b.{0,40}\bsource code|could not resolve dependencies|could not find artifact|\bsource code\b.{0,20}\bcompil(?:e|es|ed|ing|ation)\b|cannot find symbol|^[\w.]{1,80} > [^\n]{1,200} FAILED$|npm ERR!|incompatible types: |could not find implicit value|^.{0,120}package [\w.]{1,120} does not exist|does not override abstract method|unreported exception |checkstyle|spotless|building wheel|\btypos?\b|\b(?:missing|wrong|outdated|incomplete|incorrect) (?:docs|documentation)|web ui shows (?:wrong|incorrect)|^(?:web )?ui: |\breturns? (?:an? )?(?:wrong|incorrect) (?:result|type|value|plan)|(?<!conversion to )relational algebra|\bin (?:the )?planner\b|\bin (?:the |my )?ide\b|^ide\b/im;
/** Tells of a new version. */
const announcement =
  /(?:(?<![\w.])\d{1,4}\.\d[\w.]{0,20} (?:is|has been|was) (?:out|released|available)|^[^\w\n]{0,8}releases?(?:d| of| notes)\b|(?:we|pleased to) announce|, merged$)/im;
/** And of nothing else. */
const surelyAnnouncement =
  /^[^\n]{0,60}\d\.\d[\w.]{0,20} (?:(?:is|has been|was) (?:(?:now|finally) )?(?:out\b(?! of)|released|available)|released(?: with|[!.:])|release notes?)|\bbugs? fixed\b|^\W*(?:[\w-]{1,20} ){1,4}v?\d{1,3}\.\d[\w.]{0,20} (?:supports|adds|fixes|introduces|brings|improves|comes|ships)\b/i;
/** Says that something is wrong. */
const wrong =
  /fail|error|exception|crash|stuck|(?<!c)hang|hung|block|lost|losing|loses|missing|timeout|tim(?:e|es|ed|ing) out|slow|full|kill|die[sd]?\b|dying|oom|out ?of ?memory|leak|gone|broken|wrong|corrupt|invalid|reject|refus|denied|expire|(?<!without )(?<!without a )restart|not |n't|cannot|unable|never|no longer|too |revert|roll(?:ing|ed)? ?back|fix|stop(?:s|ped)\b|disappear|vanish|behind|lag\b|back[ -]?pressur|skew|(?<!de)duplicate|twice/i;
/** Besides, in a sentence that is no question. */
const odd =
  /delet(?:ed|es)|(?:almost|nearly) all|most of|conflict|interrupt|unstable|ran out|run(?:s|ning)? out|grow|increas|bigger|larger|idle|late\b|drop|pending|incompatib|no such|problem|throw|abort|empty|nothing|only (?:one|some|a few|\d)|no (?!longer)|none of|too many|declin|out of|uneven|flap|fluctuat|throttl|exceed|evict|bloat|abandon|unknown|unintend|unintention|all the time|forever|for ever|very long|fenced|lingering|exits?\b|hold back|down\b|busy|disconnect|reset|saturat|hardly|demand|broke\b|capped|leaves\b|for (?:hours|days|weeks)|break|dead\b|degrad|overload|exhaust|blow|yields? no|accumulat|misbehav|mismatch|handles nearly|went from|\d times\b|unresponsive|does not shrink|\bstall(?:s|ed|ing)?\b|\bhot keys?\b|complain|leaving|offers? one|more than \d|resets|strange|unreachable|outgr[eo]w|\b[45]0\d\b|\b100 ?%|unexpected|insufficient|again|frozen|freez/i;
/** In the words that Chinese operators have for it. */
const wrongInChinese =
  /报|错|失败|异常|[没不无未]|丢|挂|慢|卡|崩|满|超|漏|断|堆积|积压|翻倍|翻了|暴涨|飙|抖|掉|停|拒|坏|旧/;
/** Names with a package. */
const qualified = /(?<![\w.$])[a-z_][\w$]*(?:\.[\w$]+)+/g;
/** And code that runs nowhere else, in the threads of its subtasks: `[Sink: orders (1/4)#0]`; and how Flink lays out its log. */
const ofFlink =
  /flink|task ?manager|job ?manager|savepoint|org\.apache\.hudi\.sink\.|com\.ververica\.|StreamWriteOperatorCoordinator|inlong\.sort\.|org\.apache\.amoro\.sink|\(\d{1,5}\/\d{1,5}\)(?:#\d{1,5})?\]|(?:DEBUG|INFO|WARN|ERROR) {1,2}[\w.$]{1,120} {1,60}\[\] - /i;
/** Words that hardly another trade uses. */
const ofFlinkAlone =
  /flink|task ?managers?\b|job ?managers?\b|savepoint|check ?point|\b[tj]ms?\b|sub ?tasks?\b|job ?graph|rocksdb|metaspace|back ?pressure|parallelism|event[ -]time|network buffer|session cluster|\bjobs?\b[^.\n]{0,60}\brestart|\bhudi\b|\biceberg\b|\bpaimon\b|\bcdc\b/i;
/** Words of streaming that other trades use less. */
const ofStreams =
  /flink|\bjob|checkpoint|savepoint|task|\b[tj]ms?\b|manager|operator|watermark|\bstate|kafka|kinesis|pulsar|binlog|topic|offset|\bsink|\bsource|parallelism|slot|back ?pressure|rocksdb|metaspace|restart|stream|pipeline|backlog|aggregat|consumer|producer|avro|serializ|kryo|broker|partition|leader|zookeeper|137|\bjars?\b|\boom|heap|network buffer|autoscal|classload|lookup|\bhudi\b|\biceberg\b|\bpaimon\b|\bcdc\b|window|lateness|out-of-order|connection pool|suppressed|\bdisks?\b/i;

/** A line of a log that reports what was done. */
const calmLine = /^(?=\S)[^\n]{0,120}?(?<!\w)(?:TRACE|DEBUG|INFO)(?!\w)/;
/** What the REST API answers to whoever asks for the checkpoints of a job that takes none. */
const harmless = /REST handler: Checkpointing (?:is not|has not been) enabled/;
/** What may be the last that is heard of a job. */
const ended = /cancel|revok|suspend|terminat|shut|exit|releas|clos|restor|recover|leader|scal/i;

/**
 * Whether a text may speak of a trouble of Flink at all: not a question of how a thing is done, not another engine's trouble.
 * For what people type and paste.
 */
export function isTrouble(text: string): boolean {
  if (surelyAnnouncement.test(text) || isCalm(text)) return false;
  // What an exception advises is no wish of whoever pasted it.
  const said = showsTrace(text) ? text.slice(0, thrownAt(text)) : text;
  if ((question.test(text) || /^\W*question: /i.test(text)) && !happened.test(text)) return false;
  if (announcement.test(text) && !wrong.test(text)) return false;
  if ((wish.test(text) || /\?\s*$/.test(text)) && !saysWrong(text)) return false;
  if (surelyWish.test(said) || surelyQuestion.test(text) || (supposed.test(text) && !happened.test(text))) return false;
  if (shownBeside.test(text) && runsWell.test(text) && !notReached.test(text)) return false;
  if (wishFor.test(said)) return false;
  if (ofDevelopment.test(text) && (!/caused by:|main method caused/i.test(text) || !namesFlink(text))) return false;
  // A name that another program shares with Flink shows less than the code that it runs.
  if (ofFlink.test(text)) return /flink/i.test(text) || !showsOtherCode(text);
  if (isForeign(text)) return false;
  return namesStreams(text) || namesThrown(text) || !namesProduct(text);
}

function showsTrace(text: string): boolean {
  return /^\s{0,16}at [a-z][\w$.]{1,200}\(/m.test(text);
}

/** Where the first exception is named. */
function thrownAt(text: string): number {
  return /[\w$](?:Exception|Error)(?![\w$])/.exec(text)?.index ?? text.length;
}

/** Whether a text is surely none, however much it sounds like one: lines of a log in which nothing goes wrong, or another program's trouble. */
export function isSurelyOther(text: string): boolean {
  return isCalm(text) || (!ofFlink.test(text) && isSurelyForeign(text));
}

/** Whether a text is a log in which nothing goes wrong. */
function isCalm(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !harmless.test(line));
  return (
    lines.length > 0 && lines.every((line) => calmLine.test(line)) && !saysWrong(lines.join('\n')) && !ended.test(text)
  );
}

/** Whether a text uses words of streaming. One that does not may still be about Flink. */
export function namesStreams(text: string): boolean {
  return ofStreams.test(text);
}

/** Whether a text names a part of Flink, or what is used with Flink most. */
export function namesFlink(text: string): boolean {
  return ofFlinkAlone.test(text);
}

/** Whether a text asks something. */
export function asks(text: string): boolean {
  return /\?|？|吗|什么|(?<![a-z])(?:how|why)(?![a-z])/i.test(text);
}

/** Whether a text says that something is wrong. */
export function saysWrong(text: string): boolean {
  return wrong.test(text) || odd.test(text) || wrongInChinese.test(text);
}

/** Whoever throws may well run inside a job. */
function namesThrown(text: string): boolean {
  return (text.match(qualified) ?? []).some((name) => /(?:Exception|Error)$/.test(name));
}
