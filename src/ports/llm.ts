/** One answer of a language model. Throws {LlmUnavailable} for everything that is not an answer. */
export interface Llm {
  /**
   * @param request.schema JSON schema that the answer should keep to; the caller checks it again.
   * @returns the text as the model gave it, and the tokens it was billed.
   */
  complete(
    request: {
      readonly system: string;
      readonly user: string;
      readonly schemaName: string;
      readonly schema: Readonly<Record<string, unknown>>;
    },
    signal: AbortSignal,
  ): Promise<LlmAnswer>;
  readonly model: string;
}

export interface LlmAnswer {
  readonly text: string;
  readonly tokens: { readonly prompt: number; readonly completion: number };
}
