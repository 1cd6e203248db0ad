/** Sends per action. Each of the first two must be proven to have had no effect before the next. */
export const maxAttempts = 3;
/** Back-off between two looks of the hook: 1, 2, 4 … 60 s. Fifteen of them take ten minutes; then a person is asked. */
export const maxSettleAttempts = 15;
/** Ms: what is ready and cannot be sent is looked at so long. */
export const longestReadyMs = 600_000;
/** Ms since the latest request could have left for which nobody need be there who can tell; then a person is asked. */
export const longestUnseenMs = 3_600_000;
/** As many processes in a row that began with an action and got no further: the action is what they died of. */
export const maxTakeovers = 3;
/** The same where it was sent. More, since what others looked into at the same time is counted with it, and each then needs a person. */
export const maxTakeoversOfSent = 5;
/** A clock that is corrected by less is still the same clock. */
export const clockSlackMs = 1_000;
