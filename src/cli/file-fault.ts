/** What the operating system says about files. */
const codes = /^(?:E[A-Z]+|SQLITE_(?:FULL|IOERR\w*|CANTOPEN\w*|READONLY\w*))$/;

/** Does something with files. @returns its value, or the code of what the disk does not allow */
export async function fileFault<T>(work: () => Promise<T>): Promise<{ value: T } | { fault: string }> {
  try {
    return { value: await work() };
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
    if (codes.test(code)) return { fault: code };
    throw fault;
  }
}
