/** What the layout around a page is told by it. */
export interface PageHandle {
  /** A script that it needs beside the one that every page carries. */
  script?: "account";
}
