import { makeEmbeddedIndex } from '../../src/knowledge/embedded-index.ts';
import { knowledgeIndexContract } from '../adapters/knowledge-index-contract.ts';

knowledgeIndexContract('embedded', async () => ({ index: makeEmbeddedIndex(), close: async () => {} }));
