// All scripts that pages may load. The build makes only these, and tests check their sizes and pages.

/**
 * @typedef {object} Script
 * @property {number} maxBytes maximum size, compressed with Brotli
 * @property {"all" | readonly string[]} pages that load it, by their files in app/
 */

/** @satisfies {Record<string, Script>} Keys are the files' names in this folder. */
export const SCRIPTS = {
  // A first visit to a post may cost 30 kB, 5 of them for scripts (docs/bench.md).
  reading: { maxBytes: 3_000, pages: "all" },
  // Folds, keys, what is new to a guest, and new responses of a page that is open. With it and `reading`, a post's page has its 5 kB.
  conversation: {
    maxBytes: 2_000,
    pages: [
      "routes/reading/post.tsx",
      "routes/reading/conversation/responses.tsx",
      "routes/reading/conversation/thread.tsx",
    ],
  },
  // What is new to a guest. `conversation` loads it where something is.
  "new-marks": { maxBytes: 1_300, pages: [] },
  // The parts of a series that a guest marked as read. On a part, `conversation` loads it for those who mark parts.
  "read-parts": { maxBytes: 800, pages: ["routes/reading/series/series.tsx"] },
  // CodeMirror. An editor's page may cost 160 kB in all.
  editor: {
    maxBytes: 120_000,
    pages: [
      "routes/writing/editor/write.tsx",
      "routes/writing/editor/draft.tsx",
      "routes/writing/editor/ready.tsx",
      "routes/writing/media/add-picture.tsx",
      "routes/writing/states/submit.tsx",
    ],
  },
  // Passkeys; half of it is the browser part of WebAuthn.
  account: {
    maxBytes: 4_000,
    pages: [
      "routes/account/joining/join-link.tsx",
      "routes/account/passkeys/passkeys.tsx",
      "routes/account/sign-in/sign-in.tsx",
    ],
  },
  // Texts that are only on this device.
  drafts: { maxBytes: 700, pages: ["routes/writing/drafts.tsx"] },
  // Keys for what waits for a moderator.
  queue: {
    maxBytes: 700,
    pages: ["routes/moderating/responses/queue.tsx", "routes/moderating/responses/by-writer.tsx"],
  },
  // Buttons that copy citations.
  cite: {
    maxBytes: 600,
    pages: ["routes/reading/cite/cite-post.tsx", "routes/reading/cite/cite-comment.tsx"],
  },
  // For a reply that is being written: quotes, people to mention, and a preview. The form's first focus loads it, or a selection.
  "reply-words": { maxBytes: 4_200, pages: [] },
  // Pictures in responses. The form itself loads it, for members and where the site allows pictures.
  "reply-pictures": { maxBytes: 4_600, pages: [] },
  // A post, person, tag or series by its name. The key "/" loads it on any page.
  "quick-open": { maxBytes: 1_900, pages: ["routes/reading/search/search.tsx"] },
  // Dragging a series' parts.
  series: { maxBytes: 1_600, pages: ["routes/editing/series-edit.tsx"] },
};

/** @typedef {keyof typeof SCRIPTS} ScriptName */

export const SCRIPT_NAMES = /** @type {ScriptName[]} */ (Object.keys(SCRIPTS));

/** The scripts of a page that consists of these routes.
 *  @param {string[]} routes ids of Remix: the files without extension */
export const scriptsOf = (routes) =>
  SCRIPT_NAMES.filter((name) => {
    /** @type {Script} */
    const { pages } = SCRIPTS[name];
    return pages === "all" || pages.some((file) => routes.includes(file.replace(/\.tsx?$/, "")));
  });
