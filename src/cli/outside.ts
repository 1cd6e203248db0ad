import type { FlinkAccess } from '../adapters/flink/flink-access.ts';
import type { EmbeddingsConfig, LlmConfig } from '../config.ts';
import type { Embeddings } from '../ports/embeddings.ts';
import type { Flink } from '../ports/flink.ts';
import type { JarReader } from '../ports/jars.ts';
import type { Llm } from '../ports/llm.ts';

type Serve = typeof import('../serve.ts').serve;
type CheckSlack = typeof import('../adapters/slack/check-slack.ts').checkSlack;
type FetchSkill = typeof import('../adapters/skills/fetch-skill.ts').fetchSkill;
type CheckQdrant = typeof import('../adapters/qdrant/check-qdrant.ts').checkQdrant;
type CheckPageWebhook = typeof import('../adapters/web/page-webhook.ts').checkPageWebhook;
type RunDemo = typeof import('../demo/run-demo.ts').runDemo;

/** Everything heavy that a few commands need. Each is loaded when asked for, so that the others start fast. */
export interface Outside {
  flink(access: FlinkAccess): Promise<Flink>;
  jars(): Promise<JarReader>;
  llm(config: LlmConfig): Promise<Llm>;
  embeddings(config: EmbeddingsConfig): Promise<Embeddings>;
  checkQdrant(...asked: Parameters<CheckQdrant>): ReturnType<CheckQdrant>;
  checkSlack(...asked: Parameters<CheckSlack>): ReturnType<CheckSlack>;
  checkPageWebhook(...asked: Parameters<CheckPageWebhook>): ReturnType<CheckPageWebhook>;
  fetchSkill(...options: Parameters<FetchSkill>): ReturnType<FetchSkill>;
  serve(...options: Parameters<Serve>): Promise<number>;
  demo(...options: Parameters<RunDemo>): Promise<number>;
}

export const realOutside: Outside = {
  async flink(access) {
    const { makeFlink } = await import('../adapters/flink/make-flink.ts');
    return makeFlink(access);
  },
  async jars() {
    const { makeJarReader } = await import('../adapters/flink/jar-reader.ts');
    return makeJarReader();
  },
  async llm({ baseUrl, model, apiKey, timeoutMs }) {
    const { makeOpenAiLlm } = await import('../adapters/openai/openai-llm.ts');
    const { harmless } = await import('../diagnosis/read-llm-diagnosis.ts');
    return makeOpenAiLlm({ baseUrl, model, apiKey: apiKey?.reveal(), timeoutMs, clean: harmless });
  },
  async embeddings({ baseUrl, model, apiKey, dimensions, timeoutMs }) {
    const { makeOpenAiEmbeddings } = await import('../adapters/openai/openai-embeddings.ts');
    const { harmless } = await import('../diagnosis/read-llm-diagnosis.ts');
    return makeOpenAiEmbeddings({ baseUrl, model, apiKey: apiKey?.reveal(), dimensions, timeoutMs, clean: harmless });
  },
  async checkQdrant(...asked) {
    const { checkQdrant } = await import('../adapters/qdrant/check-qdrant.ts');
    return await checkQdrant(...asked);
  },
  async checkSlack(...asked) {
    const { checkSlack } = await import('../adapters/slack/check-slack.ts');
    return await checkSlack(...asked);
  },
  async checkPageWebhook(...asked) {
    const { checkPageWebhook } = await import('../adapters/web/page-webhook.ts');
    return await checkPageWebhook(...asked);
  },
  async fetchSkill(...options) {
    const { fetchSkill } = await import('../adapters/skills/fetch-skill.ts');
    return await fetchSkill(...options);
  },
  async serve(options) {
    const { serve } = await import('../serve.ts');
    return await serve(options);
  },
  async demo(options) {
    const { runDemo } = await import('../demo/run-demo.ts');
    return await runDemo(options);
  },
};
