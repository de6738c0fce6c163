// What a book may hold, and what making books may cost.

/** Posts of a book: two years of a fortnightly series. More is a library, and takes as many books. */
export const MAX_POSTS = 50;

/** Responses of a book. They are 1,500 pages of paper, and take a processor about four seconds. */
export const MAX_RESPONSES = 4_000;

/** Characters of all texts as HTML: thirty novels. What is made of them is in memory several times. */
export const MAX_TEXT_CHARS = 16_000_000;

/** Bytes of all pictures. Programs that send books to e-readers accept files of 50 MB. */
export const MAX_PICTURE_BYTES = 40_000_000;

/** The widths of pictures in a book, in pixels: as wide as pages of e-readers, or narrower where many would be too large. */
export const PICTURE_WIDTHS = [960, 480] as const;

/** Responses in one document of an e-book. E-readers open a document at once, and a long one slowly. */
export const RESPONSES_A_DOCUMENT = 150;

/** How long a made book is kept. It is made again in seconds, and what was withdrawn meanwhile shouldn't stay on the disk. */
export const KEPT_HOURS = 24;

/** Bytes of all books on the disk: the oldest are deleted beyond that. */
export const MAX_STORED_BYTES = 1_000_000_000;

/** A book that isn't made after this time won't be: its job has had all attempts. */
export const GIVEN_UP_MS = 10 * 60 * 1000;

/** Books that one network or member may ask for in an hour: all series of a reading list, and each again after a mistake. */
export const BOOKS_PER_HOUR = 30;
