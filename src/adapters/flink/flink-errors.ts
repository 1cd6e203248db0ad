import { z } from 'zod';
import { parseJson } from '../http/parse-json.ts';
import { plainText } from './plain-text.ts';

const Errors = z.object({ errors: z.array(z.string()).min(1) });

/** The errors of Flink's own error body, in its order. Undefined: Flink did not write this. */
export function flinkErrors(text: string): readonly string[] | undefined {
  const parsed = Errors.safeParse(parseJson(text));
  return parsed.success ? parsed.data.errors : undefined;
}

/** What went wrong and, where it says more, what caused it; without frames. At most 400 characters. */
export function errorSummary(errors: readonly string[]): string {
  const said = errors.find((error) => !/^Internal server error\.?$/.test(error.trim())) ?? errors[0] ?? '';
  const messages = messagesOf(said);
  const first = messages[0] ?? '';
  const cause = messages.at(-1) ?? '';
  return plainText(first.includes(cause) ? first : `${first} Caused by: ${cause}`, 400);
}

/** All messages along the causes of a stack trace, each once. At most 1,000 characters. */
export function causesOf(stackTrace: string): string {
  const told: string[] = [];
  for (const message of messagesOf(stackTrace)) {
    if (!told.some((earlier) => earlier.includes(message))) told.push(message);
  }
  return plainText(told.join('; caused by: '), 1_000);
}

/** Exceptions that only carry another one. */
const wrapper = /^(?:[\w.$]+\.)?(?:RestHandlerException|CompletionException|ExecutionException|NotFoundException): /;

function messagesOf(stackTrace: string): string[] {
  return stackTrace
    .replace(/^<Exception on server side:\s*/, '')
    .replace(/\s*End of exception on server side>\s*$/, '')
    .split('\n')
    .filter((line) => !/^\s*(?:at |\.\.\. \d+ )/.test(line))
    .map((line) => line.replace(/^Caused by: /, ''))
    .map((line) => {
      let message = line.trim();
      while (wrapper.test(message)) message = message.replace(wrapper, '');
      return message;
    })
    .filter((message) => message !== '');
}
