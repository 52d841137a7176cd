/**
 * A queue: work is done one after the other, in the order it came. Who has waited too long is told, and is left out.
 * @param mostMs the longest wait
 * @param tooLong makes the fault of those who waited longer
 */
export function inTurn(mostMs: number, tooLong: () => Error): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return async (work) => {
    const before = last;
    const done = Promise.withResolvers<void>();
    last = before.then(() => done.promise);
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(tooLong()), mostMs);
    });
    try {
      await Promise.race([before, enough]);
      clearTimeout(timer);
      return await work();
    } finally {
      clearTimeout(timer);
      done.resolve();
    }
  };
}
