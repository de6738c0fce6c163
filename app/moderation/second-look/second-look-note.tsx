import { Time } from "~/design/calendar";
import type { SecondLook } from "./second-look.server";

/** Says who asks for a second look, and why. */
export const SecondLookNote = ({ look: { person, words, createdAt } }: { look: SecondLook }) => (
  <p className="moderated-notice">
    <bdi>{person?.name ?? "A former moderator"}</bdi> asks for a second look,{" "}
    <Time at={createdAt} style="moment" />: <span dir="auto">{words}</span>
  </p>
);
