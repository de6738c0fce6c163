/** Rises whenever the output for the same input may change: what is stored is then rendered again. */
export const RENDER_VERSION = 5;
