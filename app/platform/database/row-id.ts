/** PostgreSQL's largest integer: asked for a row beyond it, it refuses the whole question. */
const MAX_ROW_ID = 2_147_483_647;

/** The number of a row as an address or a form has it; null for what no row can have. */
export function readRowId(text: string | null | undefined): number | null {
  return text && /^[1-9]\d{0,9}$/.test(text) && Number(text) <= MAX_ROW_ID ? Number(text) : null;
}
