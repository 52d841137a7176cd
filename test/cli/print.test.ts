import { afterEach, expect, it, vi } from 'vitest';
import { printer } from '#cli/print.ts';

afterEach(() => vi.restoreAllMocks());

it('what a workspace calls itself says nothing to the terminal', () => {
  const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  printer(false)('T1 \u001b]0;title\u0007\u001b[2J\u009b2JValley\r\n\tCare é😀', null);
  expect(printed).toHaveBeenCalledExactlyOnceWith('T1 ]0;title[2J2JValley\n\tCare é😀');
});
