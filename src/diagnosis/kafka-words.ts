import type { CauseLink } from '../domain/incident.ts';
import type { RuleCause } from './causes.ts';
import type { Finding } from './finding.ts';

/** What the connector wraps around whatever befalls a record on its way: it belongs to no checkpoint yet. */
const whileWriting = ['Failed to send data to Kafka', 'One or more Kafka Producer send requests have encountered'];
const noPosition = '.NoOffsetForPartitionException';
const unknownTopic = '.UnknownTopicOrPartitionException';

/** Where the text of the cause would say too much or too little of a trouble with Kafka. */
export function kafkaWords(
  cause: RuleCause,
  root: CauseLink,
  chain: readonly CauseLink[],
): Pick<Finding, 'says' | 'means'> | undefined {
  if (cause === 'kafka-unreachable' && root.class.endsWith(unknownTopic)) {
    return {
      says: 'Kafka does not know a topic or partition that it needs',
      means:
        'It goes on by itself if brokers are only starting; a topic that was deleted must not be created anew before its owner has looked, as what the job remembers of it would not fit',
    };
  }
  if (cause === 'kafka-offset-lost' && root.class.endsWith(noPosition)) {
    return {
      says: 'its consumer group has no position in Kafka to start from, and no reset policy is set',
      means:
        'It fails the same way until people set where it starts; if the group had a position before, what came since then must be looked for first',
    };
  }
  const isWriting = chain.some(({ message }) => whileWriting.some((words) => message.startsWith(words)));
  if (cause !== 'kafka-transaction-lost' || !isWriting) return undefined;
  return {
    says: 'a Kafka transaction was ended from outside while records were still written into it',
    means:
      'Flink writes these records again from its last checkpoint; when it comes again and again, transactions time out sooner than checkpoints complete, or another job uses the same transactional ids',
  };
}
