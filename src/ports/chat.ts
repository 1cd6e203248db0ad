/** Whoever pressed or typed, as the chat itself vouches for. Bots, guests and strangers never get this far. */
export interface ChatPerson {
  /** `slack:<team>/<user>`. */
  readonly id: string;
  /** How the chat calls the person; for texts only, never for decisions. */
  readonly name: string;
}

/** What a press of Approve, Deny or Snooze says. Everything but `person` and `at` was written by the message and may be forged. */
export interface ChatPress {
  readonly kind: 'approve' | 'deny' | 'snooze';
  readonly incidentId: string;
  readonly planDigest: string;
  readonly person: ChatPerson;
  readonly channel: string;
  /** The id the chat gave this press: its repetitions carry the same one. */
  readonly pressId: string;
  /** Epoch ms, by the chat. */
  readonly at: number;
}

/**
 * What a chat may ask of this program. Every method returns plain text for that person alone, never throws for a refusal,
 * and is given to the adapter by the composition root.
 */
export interface ChatDesk {
  /**
   * `onKept` is called once the press is stored, or is not worth storing: from then on the end of this process does not lose
   * it, and the chat may be told that it came. When it throws before that, the press is not stored and the chat delivers it
   * again, with the same press id.
   */
  press(press: ChatPress, signal: AbortSignal, onKept: () => void): Promise<string>;
  /** A press that does not count whatever it says, for whom it comes from: it stands in the record of its incident. Never throws. */
  refused(press: Omit<ChatPress, 'person'>, account: string, why: string): Promise<void>;
  /** Why: evidence, checks and refusals of an incident. */
  why(incidentId: string, person: ChatPerson, signal: AbortSignal): Promise<string>;
  /** `status`, `incidents`, `pause [reason]`, `resume`; anything else is answered with what there is. */
  command(text: string, person: ChatPerson, signal: AbortSignal): Promise<string>;
}
