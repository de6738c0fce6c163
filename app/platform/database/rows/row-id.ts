/** PostgreSQL's largest integer; a query with a larger one fails. */
const MAX_ROW_ID = 2_147_483_647;

/** Whether a row can have this id. */
export const isRowId = (id: number): boolean => Number.isInteger(id) && id >= 1 && id <= MAX_ROW_ID;

/** Parses a row id from an address or a form. Returns null if no row can have it. */
export function readRowId(text: string | null | undefined): number | null {
  return text && /^[1-9]\d{0,9}$/.test(text) && Number(text) <= MAX_ROW_ID ? Number(text) : null;
}
