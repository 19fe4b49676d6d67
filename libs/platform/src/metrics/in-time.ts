/** What others wait for has a limit, whatever stands behind it. */

/** What `work` comes to, or `late` when that takes longer. `work` itself goes on, unheard. */
export async function inTime<T>(
  work: Promise<T>,
  { msMax, late }: { readonly msMax: number; readonly late: T },
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late), msMax);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
