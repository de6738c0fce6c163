import { Time } from "~/design/calendar";
import { moderationPath } from "../response-ref";

/** A comment's earlier text, as moderators choose it. */
export interface VersionLink {
  number: number;
  createdAt: Date;
}

/** What a moderator can do to the text of a comment. */
export const TextLinks = ({ id, versions }: { id: number; versions: VersionLink[] }) => {
  const address = moderationPath({ kind: "comment", id });
  return (
    <ul className="ways-on">
      <li>
        <a href={`${address}/cut`}>Remove a passage of it</a>
      </li>
      {versions.map(({ number, createdAt }) => (
        <li key={number}>
          <a href={`${address}/versions/${number}`}>
            Remove version {number} from its history, written <Time at={createdAt} style="moment" />
          </a>
        </li>
      ))}
    </ul>
  );
};
