import { BLOCKS_PATH } from "./block";
import { nameDomain } from "./domain";

/** For moderators: the block for which a comment waits. */
export const HitNote = ({ block: { kind, text } }: { block: { kind: string; text: string } }) => (
  <p className="moderated-why">
    <a href={BLOCKS_PATH}>Blocked {kind === "domain" ? "links" : "words"}</a>:{" "}
    <bdi>{kind === "domain" ? nameDomain(text) : text}</bdi>
  </p>
);
