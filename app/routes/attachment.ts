/** An answer that is a file instead of a page; entry.server.tsx sends it for an action. */
export class Attachment {
  readonly #bytes: Buffer<ArrayBuffer>;
  readonly #name: string;
  readonly #type: string;

  /** `name` is of letters, digits, hyphens and dots. */
  constructor(bytes: Buffer, name: string, type = "application/zip") {
    this.#bytes = bytes as Buffer<ArrayBuffer>;
    this.#name = name;
    this.#type = type;
  }

  get response(): Response {
    return new Response(this.#bytes, {
      headers: {
        "Content-Type": this.#type,
        "Content-Disposition": `attachment; filename="${this.#name}"`,
      },
    });
  }
}
