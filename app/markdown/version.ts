/** Raised whenever the output for the same source changes; stored texts are then rendered again. */
export const RENDER_VERSION = 11;
