/** A language model. Every method throws {LlmUnavailable} for everything that is not an answer. */
export interface Llm {
  /**
   * One question, one answer.
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

/** A language model that can be talked with about tools. */
export interface ToolLlm extends Llm {
  /**
   * The next turn of a conversation in which the model may ask for tools; nothing is run by it.
   * @throws {LlmUnavailable} with reason `no-tools` or `bad-request` when the same question without tools may be answered.
   */
  turn(
    request: { readonly messages: readonly LlmMessage[]; readonly tools: readonly LlmTool[] },
    signal: AbortSignal,
  ): Promise<LlmTurn>;
  /** The most tokens that one answer may have: what a call can cost at worst is known before it is made. */
  readonly maxAnswerTokens: number;
}

/** 0 where the server does not count. */
export interface LlmTokens {
  readonly prompt: number;
  readonly completion: number;
}

export interface LlmAnswer {
  readonly text: string;
  readonly tokens: LlmTokens;
}

/** What the model may ask for. */
export interface LlmTool {
  readonly name: string;
  readonly description: string;
  /** JSON schema of its arguments, in the strict subset: all required, nothing additional. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What a server seals into its answer and wants to see again as it was, such as signatures of thoughts; it says nothing to anybody else. */
export type LlmSealed = Readonly<Record<string, unknown>>;

/** `args` is what the model wrote, unchecked: JSON in the best case. */
export interface LlmToolCall {
  readonly id: string;
  readonly name: string;
  readonly args: string;
  readonly sealed?: LlmSealed | undefined;
}

/** What belongs to a turn besides its words and calls; some servers refuse a conversation in which it is missing. */
export interface LlmBackground {
  /** What the model thought before it spoke: text of the model, and no answer. */
  readonly thought?: string | undefined;
  readonly sealed?: LlmSealed | undefined;
}

export type LlmMessage =
  | { readonly role: 'system' | 'user'; readonly text: string }
  | ({ readonly role: 'assistant'; readonly text: string; readonly calls: readonly LlmToolCall[] } & LlmBackground)
  | { readonly role: 'tool'; readonly callId: string; readonly text: string };

/** A text, or calls of tools, or both; never neither. */
export interface LlmTurn extends LlmBackground {
  readonly text: string;
  readonly calls: readonly LlmToolCall[];
  readonly tokens: LlmTokens;
}
