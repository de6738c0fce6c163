/** With which a quoted line of plain text begins. */
export const QUOTED = "> ";
