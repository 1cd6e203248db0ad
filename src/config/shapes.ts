import { z } from 'zod';
import { isNetwork } from '../adapters/http/public-address.ts';

export const nonEmpty = z.string().min(1, 'should not be empty');
export const count = z.int('should be a whole number').positive('should be a whole number above 0');
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'should be a SHA-256 in 64 lower-case hex digits');

/** Private addresses that may be called all the same. */
export const Networks = z
  .array(z.string().refine(isNetwork, 'should be an address such as 10.1.2.3, or a network such as 10.1.0.0/16'))
  .default([]);

/** Where something is posted; the secret goes into a file of its own. */
export const hookUrl = (example: string) =>
  z.string().superRefine((written, context) => {
    const wrong = (message: string) => context.addIssue({ code: 'custom', message });
    if (!URL.canParse(written)) return wrong(`should be an address like ${example}`);
    const url = new URL(written);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return wrong('should begin with https://');
    if (url.username !== '' || url.password !== '') return wrong('should hold no user and no password: use tokenFile');
    if (url.hash !== '') return wrong('should have no #');
  });

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
