/** What the server or the network said of it. The address may hold a password: it is not repeated. */
export function databaseRefusal(fault: unknown): { says: string; todo: string } {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
  const said = fault instanceof Error && fault.message !== '' ? fault.message : 'no answer';
  return { says: `The database that DATABASE_URL names can’t be used: ${said}.`, todo: todoFor(code) };
}

function todoFor(code: string): string {
  if (['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03'].includes(code))
    return 'Start PostgreSQL, or check the host and the port in DATABASE_URL.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'Check the host in DATABASE_URL.';
  if (code === '28P01' || code === '28000')
    return 'Check the user and the password in DATABASE_URL; write %40 for @ in a password.';
  if (code === '3D000') return 'Make the database on the server (createdb), or check its name in DATABASE_URL.';
  if (code === '42501') return 'Let the user of DATABASE_URL make tables in the database.';
  return 'Check DATABASE_URL, and whether this computer may connect to the server.';
}
