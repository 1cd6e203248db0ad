import { FlinkUnreadable } from '../domain/errors.ts';

/** Makes one read; when the cluster gives no usable answer, notes the read's name and goes on without it. */
export async function attempt<T>(
  name: string,
  unread: string[],
  call: () => Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof FlinkUnreadable)) throw error;
    unread.push(name);
    return undefined;
  }
}
