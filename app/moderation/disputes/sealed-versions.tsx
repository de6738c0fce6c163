import { Time } from "~/design/calendar";
import type { SealedVersionName } from "./sealed-versions.server";

export const sealedVersionPath = (id: number) => `/moderation/reports/versions/${id}`;

/** The versions of a reported post that were erased since, for administrators. */
export function SealedVersions({ versions, isGone }: { versions: SealedVersionName[]; isGone: boolean }) {
  if (versions.length === 0) return null;
  return (
    <>
      <p className="moderated-line">
        {isGone ? "A post that was deleted." : "Some of its versions were removed."} What readers could read
        is kept for administrators, and deleted when you have decided:
      </p>
      <ul className="moderated-line">
        {versions.map(({ id, number, title, writtenAt }) => (
          <li key={id}>
            <a href={sealedVersionPath(id)}>
              Version {number}: ‘<span dir="auto">{title}</span>’
            </a>
            , <Time at={writtenAt} style="moment" />
          </li>
        ))}
      </ul>
    </>
  );
}
