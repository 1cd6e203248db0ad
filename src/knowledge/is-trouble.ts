import { isForeign, namesProduct } from './is-foreign.ts';

/** Asks to be taught something, or announces work. */
const question =
  /^\W*(?:(?:question|hi|hello|hey|please)\W+)*(?:how (?:do|does|can|could|should|would|to|long|much|many)|what(?:'s| is| are| does| do)|which|(?:could|can|would|will|should|may) (?:i|we|you|the|an?|it|this|that|there)|is there|are there|where|who|when (?:do|does|should|exactly)|why do we need|does|do (?:i|we)|explain|is (?:it |.{0,40})possible|(?:the )?difference between|best (?:practices?|way)|examples? of|documentation|tutorial|comparison|i (?:want|need|would like|am trying) to|add|support|bump|translate|release notes|document)\b/i;
/** A wish, or a question further back in the text. */
const wish =
  /^\W*(?:allow|introduce|improve|expose|refactor|implement|enable|provide|migrate|enhance|rename|consider|please (?!(?:help|see|find|look|check|advise|note|refer)(?![a-z]))[a-z]+)\b|[.,:;!?] +how (?:do|can|could|should|would|to)\b|\b(?:recommended|best|right|preferred) (?:way|practices?|approach)\b|\bany (?:recommendations?|advice|examples?|pointers|instructions?)\b|\blooking for\b|\b(?:like|want) to (?:know|understand|learn)\b/i;
/** A change, a release, a test or a build, not a job that runs. */
const ofDevelopment =
  /^[ \t]{0,8}(?:\[[\w .-]{1,40}\] ?){0,4}\[(?:ci|docs?|build|tests?|hotfix|minor|javadoc|bp-[\d.]{1,8}|[A-Z]{2,12}-\d{1,6})\]|(?:flaky|unstable) (?:unit |integration )?tests?(?![a-z])|tests? (?:is|are) (?:flaky|unstable)|failed to execute goal|^BUILD FAILURE|compilation (?:error|failure)|could not resolve dependencies|cannot find symbol|npm ERR!/im;
/** Tells of a new version. */
const announcement =
  /(?:(?<![\w.])\d{1,4}\.\d[\w.]{0,20} (?:is|has been|was) (?:out|released|available)|^[^\w\n]{0,8}releases?(?:d| of| notes)\b|(?:we|pleased to) announce|, merged$)/im;
/** Says that something is wrong. */
const wrong =
  /fail|error|exception|crash|stuck|hang|hung|block|lost|losing|loses|missing|timeout|tim(?:e|es|ed|ing) out|slow|full|kill|die[sd]?\b|dying|oom|out of memory|leak|gone|broken|wrong|corrupt|invalid|reject|refus|denied|expire|restart|not |n't|cannot|unable|never|no longer|too |revert|roll(?:ing|ed)? ?back|fix|stop(?:s|ped)\b|disappear|vanish|behind|lag\b|back[ -]?pressur|skew|duplicate|twice/i;
/** Besides, in a sentence that is no question. */
const odd =
  /delet(?:ed|es)|(?:almost|nearly) all|most of|conflict|interrupt|unstable|ran out|run(?:s|ning)? out|grow|increas|bigger|larger|idle|late\b|drop|pending|incompatib|no such|problem|throw|abort|empty|nothing|only (?:one|some|a few)|strange|unexpected|insufficient|again|frozen|freez/i;
/** Names with a package. */
const qualified = /(?<![\w.$])[a-z_][\w$]*(?:\.[\w$]+)+/g;
const ofFlink = /flink|task ?manager|job ?manager|savepoint/i;
/** Words that hardly another trade uses. */
const ofFlinkAlone =
  /flink|task ?managers?\b|job ?managers?\b|savepoint|check ?point|\b[tj]ms?\b|sub ?tasks?\b|job ?graph|rocksdb|metaspace|back ?pressure|parallelism|event[ -]time|network buffer|session cluster|\bjobs?\b[^.\n]{0,60}\brestart|\bhudi\b|\biceberg\b|\bpaimon\b|\bcdc\b/i;
/** Words of streaming that other trades use less. */
const ofStreams =
  /flink|\bjob|checkpoint|savepoint|task|\b[tj]ms?\b|manager|operator|watermark|\bstate|kafka|topic|offset|\bsink|\bsource|parallelism|slot|back ?pressure|rocksdb|metaspace|restart|stream|consumer|producer|avro|serializ|kryo|broker|partition|leader|zookeeper|137|\bjars?\b|\boom|heap|network buffer|autoscal|classload|lookup|\bhudi\b|\biceberg\b|\bpaimon\b|\bcdc\b|window/i;

/**
 * Whether a text may speak of a trouble of Flink at all: not a question of how a thing is done, not another engine's trouble.
 * For what people type and paste.
 */
export function isTrouble(text: string): boolean {
  if ((question.test(text) || announcement.test(text)) && !wrong.test(text)) return false;
  if (wish.test(text) && !saysWrong(text)) return false;
  if (ofDevelopment.test(text) && !/caused by:/i.test(text)) return false;
  if (ofFlink.test(text)) return true;
  if (isForeign(text)) return false;
  return namesStreams(text) || namesThrown(text) || !namesProduct(text);
}

/** Whether a text uses words of streaming. One that does not may still be about Flink, but only if it says a lot that a SOP says. */
export function namesStreams(text: string): boolean {
  return ofStreams.test(text);
}

/** Whether a text names a part of Flink, or what is used with Flink most. */
export function namesFlink(text: string): boolean {
  return ofFlinkAlone.test(text);
}

/** Whether a text says that something is wrong. */
export function saysWrong(text: string): boolean {
  return wrong.test(text) || odd.test(text);
}

/** Whoever throws may well run inside a job. */
function namesThrown(text: string): boolean {
  return (text.match(qualified) ?? []).some((name) => /(?:Exception|Error)$/.test(name));
}
